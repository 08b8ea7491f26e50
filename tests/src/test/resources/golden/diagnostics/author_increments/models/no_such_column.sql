---
unique_key: domain_userid
---
SELECT domain_userid FROM ${ref('atomic.events')}
[@incremental]
WHERE domain_userid NOT IN (SELECT domain_user FROM ${this})
[/@incremental]
