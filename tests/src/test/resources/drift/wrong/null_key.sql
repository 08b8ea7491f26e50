---
description: Neither = nor IN finds the group whose key is NULL.
unique_key: account
---
SELECT account, COUNT(*) AS orders
FROM ${ref('shop.orders')}
[@incremental]
WHERE account IN (SELECT o.account FROM ${ref('shop.orders')} AS o)  -- drifts here
[/@incremental]
GROUP BY account
