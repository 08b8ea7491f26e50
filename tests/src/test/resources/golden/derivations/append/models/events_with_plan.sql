SELECT e.event_id, a.plan
FROM ${ref('all_events')} AS e
JOIN ${ref('crm.accounts')} AS a ON a.user_id = e.user_id
