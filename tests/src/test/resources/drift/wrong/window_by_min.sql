---
description: Looker's way, sessions by their first event. A session that straddles the window's start is there twice.
incremental: {column: started, grain: hour, lookback: 1}  # drifts here
---
SELECT order_id, MIN(paid) AS started, COUNT(*) AS payments
FROM ${ref('shop.payments')}
WHERE ${increment_filter('paid')}
GROUP BY order_id
