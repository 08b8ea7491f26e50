SELECT domain_sessionid, MIN(derived_tstamp) AS started, COUNT(*) AS events
FROM atomic.events AS e
WHERE 1 = 1
GROUP BY domain_sessionid
