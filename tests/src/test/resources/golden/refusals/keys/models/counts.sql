SELECT COUNT(*) AS events
FROM ${ref('atomic.events')}
GROUP BY domain_userid
