SELECT event_id, country
FROM atomic.events AS events
JOIN crm.users AS users USING (user_id)
