---
description: A payment whose order is returned later stays.
unique_key: payment_id  # drifts here
---
SELECT p.payment_id, p.amount
FROM ${ref('shop.payments')} AS p
WHERE NOT EXISTS (SELECT 1 FROM ${ref('shop.returns')} AS r WHERE r.order_id = p.order_id)
[@incremental]
  AND p.payment_id >= 0
[/@incremental]
