SELECT domain_userid AS identifier, 'cookie' AS kind, derived_tstamp AS seen
FROM atomic.events AS events
UNION ALL
SELECT user_id, 'user', derived_tstamp
FROM atomic.events AS events
WHERE user_id IS NOT NULL
