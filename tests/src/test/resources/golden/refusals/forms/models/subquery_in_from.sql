SELECT e.event_id
FROM ${ref('atomic.events')} AS e
WHERE EXISTS (
  SELECT 1 FROM ${ref('crm.users')} AS u JOIN ${ref('crm.users')} AS v ON v.user_id = e.user_id)
