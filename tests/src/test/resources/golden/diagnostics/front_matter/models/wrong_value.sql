---
incremental: sometimes
tags: {a: b}
---
SELECT event_id FROM ${ref('atomic.events')}
