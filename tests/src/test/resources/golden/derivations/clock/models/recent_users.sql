SELECT domain_userid, COUNT(*) AS events, ${run_started_at()} AS written
FROM ${ref('atomic.events')}
WHERE derived_tstamp >= CURRENT_DATE - INTERVAL '7' DAY
  AND derived_tstamp < ${run_started_at()}
GROUP BY domain_userid
