---
description: A payment that comes more than three days late is never read.
unique_key: payment_id
---
SELECT payment_id, paid, amount
FROM ${ref('shop.payments')}
[@incremental]
WHERE paid >= (SELECT COALESCE(MAX(paid), TIMESTAMP '1970-01-01 00:00:00') FROM ${this}) - INTERVAL 3 DAY  -- drifts here
[/@incremental]
