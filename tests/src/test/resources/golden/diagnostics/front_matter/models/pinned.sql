---
incremental: {strategy: merge}
---
SELECT page_url, COUNT(DISTINCT user_id) AS users FROM ${ref('atomic.events')} GROUP BY 1
