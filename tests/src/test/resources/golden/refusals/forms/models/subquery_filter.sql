SELECT event_id
FROM ${ref('atomic.events')}
WHERE user_id IN (SELECT user_id FROM ${ref('crm.users')})
