---
materialized: view
---
SELECT event_id, page_url FROM ${ref('events_once')}
