---
description: What comes later than an hour is missed.
incremental: {column: hour, grain: hour, lookback: 1}  # drifts here
---
SELECT DATE_TRUNC('hour', paid) AS hour, COUNT(*) AS payments
FROM ${ref('shop.payments')}
WHERE ${increment_filter('paid')}
GROUP BY 1
