SELECT
  events.event_id,
  a.plan,
  c.name AS country
FROM ${ref('atomic.events')}
LEFT JOIN ${ref('crm.accounts')} a
  ON a.user_id = events.user_id
LEFT JOIN ${ref('crm.countries')} c
  ON c.code = a.country
