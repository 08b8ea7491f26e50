---
description: A payment that comes more than an hour late is never read.
unique_key: payment_id
---
SELECT payment_id, paid, amount
FROM ${ref('shop.payments')}
[@incremental]
WHERE paid >= (SELECT MAX(paid) FROM ${this}) - INTERVAL 1 HOUR  -- drifts here
[/@incremental]
