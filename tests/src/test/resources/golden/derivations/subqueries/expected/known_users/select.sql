SELECT e.event_id, e.page_url
FROM atomic.events AS e
WHERE EXISTS (SELECT 1 FROM crm.users AS u WHERE u.user_id = e.user_id)
