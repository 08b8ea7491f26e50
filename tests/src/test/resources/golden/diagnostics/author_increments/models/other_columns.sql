---
unique_key: domain_userid
---
[@full]
SELECT domain_userid, derived_tstamp FROM ${ref('atomic.events')}
[/@full]
[@incremental]
SELECT domain_userid FROM ${ref('atomic.events')}
[/@incremental]
