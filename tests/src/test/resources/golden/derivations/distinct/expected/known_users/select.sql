SELECT DISTINCT domain_userid, user_id
FROM atomic.events AS events
WHERE user_id IS NOT NULL
