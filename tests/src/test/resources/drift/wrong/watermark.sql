---
description: A batch that is loaded late, or grows, is never read.
unique_key: payment_id
---
SELECT payment_id, amount, etl
FROM ${ref('shop.payments')}
[@incremental]
WHERE etl > (SELECT MAX(etl) FROM ${this})  -- drifts here
[/@incremental]
