---
schema: incoming
---
SELECT event_id FROM ${ref('atomic.events')}
