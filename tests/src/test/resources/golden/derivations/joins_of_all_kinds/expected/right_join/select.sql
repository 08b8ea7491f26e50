SELECT e.event_id, u.country
FROM atomic.events e
RIGHT JOIN crm.users u ON u.user_id = e.user_id
