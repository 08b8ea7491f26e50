SELECT event_id, page_url
FROM ${ref('atomic.events')}
WHERE user_id NOT IN (SELECT user_id FROM ${ref('crm.users')})
