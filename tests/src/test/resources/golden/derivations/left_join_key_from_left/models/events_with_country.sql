SELECT
  events.event_id,
  events.page_url,
  u.country
FROM ${ref('atomic.events')}
LEFT JOIN ${ref('crm.users')} u
  ON u.user_id = events.user_id
