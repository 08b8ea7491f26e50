---
schema: accrete
---
SELECT event_id FROM ${ref('atomic.events')}
