SELECT e.event_id, u.country
FROM ${ref('atomic.events')} e
FULL JOIN ${ref('crm.users')} u ON u.user_id = e.user_id
