SELECT
  COALESCE(u.user_id, e.domain_userid) AS visitor,
  COUNT(*) AS events,
  MIN(e.derived_tstamp) AS first_seen
FROM ${ref('atomic.events')} AS e
LEFT JOIN ${ref('crm.users')} AS u ON u.user_id = e.user_id
GROUP BY 1
