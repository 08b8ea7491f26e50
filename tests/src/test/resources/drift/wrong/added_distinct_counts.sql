---
description: A status of both old and new orders is counted twice.
unique_key: account
---
[@full]
SELECT account, COUNT(DISTINCT status) AS statuses, MAX(etl) AS etl
FROM ${ref('shop.orders')}
GROUP BY account
[/@full]
[@incremental]
SELECT
  n.account,
  n.statuses + COALESCE(t.statuses, 0) AS statuses,  -- drifts here
  n.etl
FROM (
  SELECT account, COUNT(DISTINCT status) AS statuses, MAX(etl) AS etl
  FROM ${ref('shop.orders')}
  WHERE etl > COALESCE((SELECT MAX(etl) FROM ${this}), TIMESTAMP '1970-01-01 00:00:00')  -- drifts here
  GROUP BY account
) AS n
LEFT JOIN ${this} AS t ON t.account = n.account
[/@incremental]
