---
materialized: ephemeral
pre-hook: SELECT 1
contract: true
---
SELECT id FROM ${ref('raw.orders')}
