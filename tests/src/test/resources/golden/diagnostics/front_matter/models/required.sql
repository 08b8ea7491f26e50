---
incremental: required
---
SELECT AVG(LENGTH(page_url)) AS n FROM ${ref('atomic.events')}
