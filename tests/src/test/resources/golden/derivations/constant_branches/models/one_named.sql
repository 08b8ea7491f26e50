SELECT platform, id, ROW_NUMBER() OVER (PARTITION BY platform ORDER BY at, id) AS place
FROM (
  SELECT platform, id, at FROM ${ref('web.views')}
  UNION ALL
  SELECT 'app', id, at FROM ${ref('app.views')}
) AS views
