SELECT a.event_id, a.domain_userid, b.event_id AS next_event_id
FROM ${ref('atomic.events')} AS a
JOIN ${ref('atomic.events')} AS b
  ON b.domain_userid = a.domain_userid
  AND b.domain_sessionidx = a.domain_sessionidx + 1
