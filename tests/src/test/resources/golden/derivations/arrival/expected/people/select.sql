SELECT user_id, COUNT(*) AS events
FROM (
  SELECT user_id FROM atomic.events AS events
  UNION ALL
  SELECT user_id FROM app.events AS events
)
GROUP BY user_id
