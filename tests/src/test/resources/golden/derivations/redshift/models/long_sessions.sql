---
materialized: view
---
SELECT domain_sessionid, seconds FROM ${ref('sessions')} WHERE seconds > 600
