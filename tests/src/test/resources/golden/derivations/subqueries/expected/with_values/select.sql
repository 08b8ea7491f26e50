SELECT
  e.event_id,
  e.user_id IN (SELECT user_id FROM crm.users AS users) AS is_known,
  (SELECT COUNT(*) FROM crm.users AS u WHERE u.user_id = e.user_id) AS users,
  (SELECT MAX(country) FROM crm.users AS users) AS last_country
FROM atomic.events AS e
