SELECT event_id, page_url
FROM atomic.events AS events
WHERE user_id NOT IN (SELECT user_id FROM crm.users AS users)
