---
incremental: never
---
SELECT event_id FROM ${ref('atomic.events')}
