---
description: The last batch is read again, and its amounts are added again.
unique_key: account
---
[@full]
SELECT account, SUM(amount) AS amount, MAX(etl) AS etl
FROM ${ref('shop.orders')}
GROUP BY account
[/@full]
[@incremental]
SELECT
  n.account,
  n.amount + COALESCE(t.amount, 0) AS amount,  -- drifts here
  n.etl
FROM (
  SELECT account, SUM(amount) AS amount, MAX(etl) AS etl
  FROM ${ref('shop.orders')}
  WHERE etl >= COALESCE((SELECT MAX(etl) FROM ${this}), TIMESTAMP '1970-01-01 00:00:00')  -- drifts here
  GROUP BY account
) AS n
LEFT JOIN ${this} AS t ON t.account = n.account
[/@incremental]
