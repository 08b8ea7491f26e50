SELECT DISTINCT domain_userid, user_id
FROM ${ref('atomic.events')}
WHERE user_id IS NOT NULL
