WITH RECURSIVE r AS (
  SELECT event_id, 1 AS n FROM ${ref('atomic.events')}
  UNION ALL
  SELECT event_id, n + 1 FROM r WHERE n < 3
)
SELECT event_id, n FROM r
