---
incremental: {column: started, grain: hour, lookback: 3}
---
SELECT domain_sessionid, MIN(derived_tstamp) AS started, COUNT(*) AS events
FROM ${ref('atomic.events')} AS e
WHERE ${increment_filter('e.derived_tstamp')}
GROUP BY domain_sessionid
