---
description: Groups whose number of rows is another one, NULL included.
unique_key: account
---
SELECT account, COUNT(*) AS orders, MIN(placed) AS first_placed, COUNT(DISTINCT status) AS statuses
FROM ${ref('shop.orders')} AS o
[@incremental]
WHERE (SELECT COUNT(*) FROM ${ref('shop.orders')} AS n WHERE n.account IS NOT DISTINCT FROM o.account)
  <> COALESCE((SELECT MAX(t.orders) FROM ${this} AS t WHERE t.account IS NOT DISTINCT FROM o.account), 0)
[/@incremental]
GROUP BY account
