---
description: A group is computed from its new rows alone.
unique_key: account
---
SELECT account, SUM(amount) AS amount, COUNT(*) AS orders, MAX(etl) AS etl
FROM ${ref('shop.orders')}
[@incremental]
WHERE etl >= (SELECT MAX(etl) FROM ${this})  -- drifts here
[/@incremental]
GROUP BY account
