---
unique_key: domain_userid
---
SELECT domain_userid, MAX(derived_tstamp) AS last_seen, COUNT(*) AS events
FROM ${ref('atomic.events')}
[@incremental]
WHERE domain_userid IN (
  SELECT domain_userid FROM ${ref('atomic.events')}
  WHERE derived_tstamp > (SELECT MAX(last_seen) FROM ${this})
)
[/@incremental]
GROUP BY domain_userid
