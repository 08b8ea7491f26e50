---
description: A minimum may be kept where rows never leave.
unique_key: account
---
[@full]
SELECT account, MIN(amount) AS least FROM ${ref('shop.orders')} GROUP BY account
[/@full]
[@incremental]
SELECT n.account, LEAST(n.least, t.least) AS least
FROM (SELECT account, MIN(amount) AS least FROM ${ref('shop.orders')} GROUP BY account) AS n
LEFT JOIN ${this} AS t ON t.account IS NOT DISTINCT FROM n.account
[/@incremental]
