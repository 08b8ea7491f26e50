WITH days AS (
  SELECT event_id, COUNT(*) AS Accrete_Count FROM ${ref('atomic.events')} GROUP BY event_id
)
SELECT event_id, accrete_count AS n, n AS accrete_mark FROM (SELECT days.*, 1 AS n FROM days) AS d
