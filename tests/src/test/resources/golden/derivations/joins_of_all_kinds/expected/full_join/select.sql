SELECT e.event_id, u.country
FROM atomic.events e
FULL JOIN crm.users u ON u.user_id = e.user_id
