---
tags: [a]
tags: [b]
---
SELECT event_id FROM ${ref('atomic.events')}
