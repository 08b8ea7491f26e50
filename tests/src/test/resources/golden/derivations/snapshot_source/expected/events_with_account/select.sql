SELECT
  events.event_id,
  a.plan,
  c.name AS country
FROM atomic.events AS events
LEFT JOIN crm.accounts a
  ON a.user_id = events.user_id
LEFT JOIN crm.countries c
  ON c.code = a.country
