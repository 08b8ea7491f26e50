---
materialized: view
---
SELECT domain_userid, user_id, events
FROM ${ref('visitors')}
WHERE user_id IS NOT NULL
