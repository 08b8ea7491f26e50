---
unique_key: domain_userid
incremental: never
---
SELECT domain_userid FROM ${ref('atomic.events')}
[@incremental]
WHERE domain_userid NOT IN (SELECT domain_userid FROM ${this})
[/@incremental]
