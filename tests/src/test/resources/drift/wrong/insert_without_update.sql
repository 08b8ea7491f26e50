---
description: An order that comes again is not counted again.
unique_key: order_id
---
SELECT order_id, COUNT(*) AS copies, SUM(amount) AS amount
FROM ${ref('shop.orders')}
[@incremental]
WHERE order_id NOT IN (SELECT t.order_id FROM ${this} AS t)  -- drifts here
[/@incremental]
GROUP BY order_id
