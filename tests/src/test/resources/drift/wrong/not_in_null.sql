---
description: Once the table holds a NULL, NOT IN is never true again.
unique_key: account
---
SELECT DISTINCT account
FROM ${ref('shop.orders')}
[@incremental]
WHERE account NOT IN (SELECT t.account FROM ${this} AS t)  -- drifts here
[/@incremental]
