SELECT
  e.event_id,
  e.user_id IN (SELECT user_id FROM ${ref('crm.users')}) AS is_known,
  (SELECT COUNT(*) FROM ${ref('crm.users')} AS u WHERE u.user_id = e.user_id) AS users,
  (SELECT MAX(country) FROM ${ref('crm.users')}) AS last_country
FROM ${ref('atomic.events')} AS e
