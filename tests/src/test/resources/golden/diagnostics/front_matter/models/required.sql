---
incremental: required
---
SELECT COUNT(*) AS n FROM ${ref('atomic.events')}
