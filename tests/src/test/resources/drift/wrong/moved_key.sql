---
description: When an order moves to another account, the account that has none left stays.
unique_key: account  # drifts here
---
SELECT account, COUNT(*) AS orders
FROM (SELECT order_id, MIN(account) AS account FROM ${ref('shop.orders')} GROUP BY order_id) AS owners
[@incremental]
WHERE COALESCE(account, 0) >= 0
[/@incremental]
GROUP BY account
