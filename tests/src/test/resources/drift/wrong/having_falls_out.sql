---
description: A group that HAVING hides after its last rows came stays.
unique_key: account  # drifts here
---
SELECT account, SUM(amount) AS amount
FROM ${ref('shop.orders')}
[@incremental]
WHERE COALESCE(account, 0) >= 0
[/@incremental]
GROUP BY account
HAVING SUM(amount) < 3
