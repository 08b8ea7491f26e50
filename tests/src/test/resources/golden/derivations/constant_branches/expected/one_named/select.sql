SELECT platform, id, ROW_NUMBER() OVER (PARTITION BY platform ORDER BY "at", id) AS place
FROM (
  SELECT platform, id, "at" FROM web.views AS views
  UNION ALL
  SELECT 'app', id, "at" FROM app.views AS views
) AS views
