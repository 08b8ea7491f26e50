SELECT session, MIN(derived_tstamp) AS first_seen, COUNT(*) AS events
FROM ${ref('atomic.events')}
GROUP BY session
HAVING COUNT(*) > 3
