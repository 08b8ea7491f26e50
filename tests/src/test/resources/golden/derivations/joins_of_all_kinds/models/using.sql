SELECT event_id, country
FROM ${ref('atomic.events')}
JOIN ${ref('crm.users')} USING (user_id)
