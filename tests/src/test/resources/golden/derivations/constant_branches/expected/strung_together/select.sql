SELECT platform, first.id, second."at", third.id AS other
FROM web.views AS first
RIGHT JOIN app.views AS second USING (platform)
RIGHT JOIN web.views AS third USING (platform)
