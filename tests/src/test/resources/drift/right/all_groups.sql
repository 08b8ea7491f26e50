---
description: Every group again; orders are never deleted without a rebuild.
unique_key: account
---
SELECT account, COUNT(*) AS orders, SUM(amount) AS amount
FROM ${ref('shop.orders')}
[@incremental]
WHERE COALESCE(account, 0) >= 0
[/@incremental]
GROUP BY account
