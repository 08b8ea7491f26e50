---
description: The average of two averages is not the average of all.
unique_key: account
---
[@full]
SELECT account, CAST(AVG(amount) AS DECIMAL(9, 2)) AS average, MAX(etl) AS etl
FROM ${ref('shop.orders')}
GROUP BY account
[/@full]
[@incremental]
SELECT
  n.account,
  COALESCE(CAST((n.average + t.average) / 2 AS DECIMAL(9, 2)), n.average) AS average,  -- drifts here
  n.etl
FROM (
  SELECT account, CAST(AVG(amount) AS DECIMAL(9, 2)) AS average, MAX(etl) AS etl
  FROM ${ref('shop.orders')}
  WHERE etl > COALESCE((SELECT MAX(etl) FROM ${this}), TIMESTAMP '1970-01-01 00:00:00')  -- drifts here
  GROUP BY account
) AS n
LEFT JOIN ${this} AS t ON t.account = n.account
[/@incremental]
