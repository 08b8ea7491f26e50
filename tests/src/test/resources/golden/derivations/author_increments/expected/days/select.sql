SELECT CAST(started AS DATE) AS day, COUNT(*) AS sessions
FROM derived.sessions AS sessions
GROUP BY 1
