---
description: The payment before a new one does not learn of it.
unique_key: payment_id
---
SELECT payment_id, next_paid
FROM (
  SELECT payment_id, LEAD(paid) OVER (PARTITION BY order_id ORDER BY paid, payment_id) AS next_paid
  FROM ${ref('shop.payments')}
) AS pairs
[@incremental]
WHERE payment_id NOT IN (SELECT t.payment_id FROM ${this} AS t)  -- drifts here
[/@incremental]
