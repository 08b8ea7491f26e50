---
description: An order that comes again is counted once, in the month that is reported alone.
unique_key: order_id
---
SELECT order_id, COUNT(*) AS copies
FROM ${ref('shop.orders')}
WHERE placed >= TIMESTAMP '2024-06-01 00:00:00' AND placed < TIMESTAMP '2024-07-01 00:00:00'
[@incremental]
  AND order_id NOT IN (SELECT t.order_id FROM ${this} AS t)  -- drifts here
[/@incremental]
GROUP BY order_id
