SELECT e.event_id, e.domain_userid, v.sessions
FROM ${ref('atomic.events')} AS e
LEFT JOIN (
  SELECT domain_userid, COUNT(DISTINCT domain_sessionidx) AS sessions
  FROM ${ref('atomic.events')}
  GROUP BY domain_userid
) AS v ON v.domain_userid = e.domain_userid
