---
description: What comes later than a week is missed.
incremental: {column: day, grain: day, lookback: 7}  # drifts here
---
SELECT CAST(paid AS DATE) AS day, COUNT(*) AS payments
FROM ${ref('shop.payments')}
WHERE ${increment_filter('paid')}
GROUP BY 1
