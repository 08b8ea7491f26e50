WITH events AS (
  SELECT user_id, COUNT(*) AS events FROM atomic.events AS events GROUP BY user_id
)
SELECT COALESCE(e.user_id, u.user_id) AS user_id, e.events, u.country
FROM events AS e FULL JOIN crm.users AS u ON u.user_id = e.user_id
