SELECT user_id, COUNT(*) AS events
FROM (
  SELECT user_id FROM ${ref('atomic.events')}
  UNION ALL
  SELECT user_id FROM ${ref('app.events')}
)
GROUP BY user_id
