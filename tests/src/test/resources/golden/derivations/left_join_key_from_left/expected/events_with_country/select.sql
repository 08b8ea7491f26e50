SELECT
  events.event_id,
  events.page_url,
  u.country
FROM atomic.events AS events
LEFT JOIN crm.users u
  ON u.user_id = events.user_id
