SELECT domain_userid, COUNT(*) AS events, CAST(now() AS TIMESTAMP) AS written
FROM atomic.events AS events
WHERE derived_tstamp >= CAST(CAST(now() AS TIMESTAMP) AS DATE) - INTERVAL '7' DAY
  AND derived_tstamp < CAST(now() AS TIMESTAMP)
GROUP BY domain_userid
