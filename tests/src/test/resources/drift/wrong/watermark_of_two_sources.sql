---
description: The faster source moves the watermark past rows of the slower one.
unique_key: [kind, id]
---
SELECT kind, id, etl
FROM (
  SELECT 'payment' AS kind, payment_id AS id, etl FROM ${ref('shop.payments')}
  UNION ALL
  SELECT 'order' AS kind, order_id AS id, MIN(etl) AS etl FROM ${ref('shop.orders')} GROUP BY order_id
) AS both_kinds
[@incremental]
WHERE etl > (SELECT MAX(etl) FROM ${this})  -- drifts here
[/@incremental]
