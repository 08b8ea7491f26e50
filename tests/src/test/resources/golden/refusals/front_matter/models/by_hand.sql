---
unique_key: event_id
---
SELECT event_id
FROM ${ref('atomic.events')}
[@incremental]
WHERE derived_tstamp > (SELECT MAX(derived_tstamp) FROM ${this})
[/@incremental]
