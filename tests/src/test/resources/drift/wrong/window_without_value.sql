---
description: Rows without the column are written by full rebuilds alone.
incremental: {column: day, grain: day, lookback: 400}
---
SELECT CAST(placed AS DATE) AS day, COUNT(*) AS orders
FROM ${ref('shop.orders')}
WHERE ${increment_filter('placed')}  -- drifts here
GROUP BY 1
