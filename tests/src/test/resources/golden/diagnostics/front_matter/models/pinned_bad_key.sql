---
incremental: {key: n}
---
SELECT page_url, COUNT(*) AS n FROM ${ref('atomic.events')} GROUP BY 1
