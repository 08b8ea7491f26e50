---
incremental: {strategy: append}
---
SELECT domain_userid, COUNT(*) AS events
FROM ${ref('atomic.events')}
GROUP BY domain_userid
