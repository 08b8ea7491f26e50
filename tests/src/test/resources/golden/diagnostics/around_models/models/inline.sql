---
materialized: ephemeral
pre-hook: SELECT 1
---
SELECT id FROM ${ref('raw.orders')}
