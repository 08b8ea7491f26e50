SELECT DATE_TRUNC('day', started) AS day, COUNT(*) AS sessions, SUM(views) AS views
FROM ${ref('sessions')}
GROUP BY 1
