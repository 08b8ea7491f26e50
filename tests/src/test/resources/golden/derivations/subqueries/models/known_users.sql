SELECT e.event_id, e.page_url
FROM ${ref('atomic.events')} AS e
WHERE EXISTS (SELECT 1 FROM ${ref('crm.users')} AS u WHERE u.user_id = e.user_id)
