SELECT CAST(started AS DATE) AS day, COUNT(*) AS sessions
FROM ${ref('sessions')}
GROUP BY 1
