---
validate: strict
---
SELECT event_id, page_ur AS unknown
FROM ${ref('atomic.events')}
