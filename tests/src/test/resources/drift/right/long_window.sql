---
description: The window reaches back past all that ever comes, and no value is missing.
incremental: {column: hour, grain: hour, lookback: 10000}
---
SELECT DATE_TRUNC('hour', paid) AS hour, COUNT(*) AS payments, SUM(amount) AS amount
FROM ${ref('shop.payments')}
WHERE ${increment_filter('paid')}
GROUP BY 1
