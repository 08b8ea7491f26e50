---
schema: atomic
---
SELECT event_id FROM ${ref('atomic.events')}
