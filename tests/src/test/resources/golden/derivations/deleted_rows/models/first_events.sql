-- each user's events, and whether an earlier one is there
SELECT e.event_id, e.domain_userid, COUNT(earlier.event_id) AS earlier
FROM ${ref('atomic.events')} AS e
LEFT JOIN ${ref('atomic.events')} AS earlier
  ON earlier.domain_userid = e.domain_userid AND earlier.derived_tstamp < e.derived_tstamp
GROUP BY e.event_id, e.domain_userid
