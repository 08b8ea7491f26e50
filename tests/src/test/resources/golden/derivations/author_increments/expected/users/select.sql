SELECT domain_userid, MAX(derived_tstamp) AS last_seen, COUNT(*) AS events
FROM atomic.events AS events

GROUP BY domain_userid
