---
description: An account that once had a paid order keeps its number of them.
unique_key: account
---
SELECT account, COUNT(*) AS paid_orders
FROM ${ref('shop.orders')}
WHERE LOWER(status) = 'paid'
[@incremental]
  AND account NOT IN (SELECT t.account FROM ${this} AS t WHERE t.account IS NOT NULL)  -- drifts here
[/@incremental]
GROUP BY account
