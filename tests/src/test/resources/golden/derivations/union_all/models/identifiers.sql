SELECT domain_userid AS identifier, 'cookie' AS kind, derived_tstamp AS seen
FROM ${ref('atomic.events')}
UNION ALL
SELECT user_id, 'user', derived_tstamp
FROM ${ref('atomic.events')}
WHERE user_id IS NOT NULL
