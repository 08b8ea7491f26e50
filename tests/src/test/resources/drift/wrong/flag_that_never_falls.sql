---
description: When the last return is taken back, the flag stays.
unique_key: order_id
---
[@full]
SELECT o.order_id, COUNT(r.order_id) > 0 AS returned
FROM ${ref('shop.orders')} AS o
LEFT JOIN ${ref('shop.returns')} AS r ON r.order_id = o.order_id
GROUP BY o.order_id
[/@full]
[@incremental]
SELECT
  n.order_id,
  n.returned OR COALESCE(t.returned, FALSE) AS returned  -- drifts here
FROM (
  SELECT o.order_id, COUNT(r.order_id) > 0 AS returned
  FROM ${ref('shop.orders')} AS o
  LEFT JOIN ${ref('shop.returns')} AS r ON r.order_id = o.order_id
  GROUP BY o.order_id
) AS n
LEFT JOIN ${this} AS t ON t.order_id = n.order_id
[/@incremental]
