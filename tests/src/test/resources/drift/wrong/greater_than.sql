---
description: A payment of the same moment as the last one is never read.
unique_key: payment_id
---
SELECT payment_id, paid, amount
FROM ${ref('shop.payments')}
[@incremental]
WHERE paid > (SELECT MAX(paid) FROM ${this})  -- drifts here
[/@incremental]
