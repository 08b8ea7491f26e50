---
unique_key: domain_userid
incremental: {strategy: recompute}
---
SELECT domain_userid FROM ${ref('atomic.events')}
[@incremental]
WHERE domain_userid NOT IN (SELECT domain_userid FROM ${this})
[/@incremental]
