---
description: A visitor's first order and number of statuses are those of the new orders alone.
unique_key: account
---
SELECT account, MIN(placed) AS first_placed, COUNT(DISTINCT status) AS statuses, MAX(etl) AS etl
FROM ${ref('shop.orders')}
[@incremental]
WHERE etl > (SELECT MAX(etl) FROM ${this})  -- drifts here
[/@incremental]
GROUP BY account
