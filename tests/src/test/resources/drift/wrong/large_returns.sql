---
description: A return over 500 that comes after its order is never seen.
unique_key: order_id
---
SELECT o.order_id, MAX(CASE WHEN r.amount > 500 THEN 1 ELSE 0 END) AS large_return
FROM ${ref('shop.orders')} AS o
LEFT JOIN ${ref('shop.returns')} AS r ON r.order_id = o.order_id
[@incremental]
WHERE o.order_id NOT IN (SELECT t.order_id FROM ${this} AS t)  -- drifts here
[/@incremental]
GROUP BY o.order_id
