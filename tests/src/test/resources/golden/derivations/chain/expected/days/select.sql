SELECT DATE_TRUNC('day', started) AS day, COUNT(*) AS sessions, SUM(views) AS views
FROM derived.sessions AS sessions
GROUP BY 1
