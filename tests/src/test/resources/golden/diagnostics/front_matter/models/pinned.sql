---
incremental: {strategy: merge}
---
SELECT page_url, MEDIAN(LENGTH(user_id)) AS users FROM ${ref('atomic.events')} GROUP BY 1
