---
description: When the least return is taken back, the minimum does not rise.
unique_key: order_id
---
[@full]
SELECT o.order_id, MIN(r.amount) AS least
FROM ${ref('shop.orders')} AS o
LEFT JOIN ${ref('shop.returns')} AS r ON r.order_id = o.order_id
GROUP BY o.order_id
[/@full]
[@incremental]
SELECT
  n.order_id,
  LEAST(n.least, t.least) AS least  -- drifts here
FROM (
  SELECT o.order_id, MIN(r.amount) AS least
  FROM ${ref('shop.orders')} AS o
  LEFT JOIN ${ref('shop.returns')} AS r ON r.order_id = o.order_id
  GROUP BY o.order_id
) AS n
LEFT JOIN ${this} AS t ON t.order_id = n.order_id
[/@incremental]
