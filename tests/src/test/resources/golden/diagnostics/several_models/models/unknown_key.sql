---
unique_key: event_idd
---
SELECT event_id FROM ${ref('atomic.events')}
