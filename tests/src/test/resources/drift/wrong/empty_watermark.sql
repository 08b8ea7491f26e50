---
description: While the table is empty its greatest value is NULL, so nothing ever comes in.
unique_key: payment_id
---
SELECT payment_id, paid
FROM ${ref('shop.payments')}
WHERE amount > 2
[@incremental]
  AND paid >= (SELECT MAX(paid) FROM ${this}) - INTERVAL 100 DAY  -- drifts here
[/@incremental]
