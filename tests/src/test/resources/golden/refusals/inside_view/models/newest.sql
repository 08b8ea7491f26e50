---
materialized: ephemeral
---
SELECT event_id, page_url
FROM ${ref('atomic.events')}
ORDER BY derived_tstamp DESC
LIMIT 100
