---
description: The row that a LEFT JOIN extended by NULL stays when its account comes.
unique_key: [order_id, country]  # drifts here
---
SELECT DISTINCT p.order_id, a.country
FROM ${ref('shop.payments')} AS p
LEFT JOIN ${ref('shop.accounts')} AS a ON a.account = p.order_id
[@incremental]
WHERE p.payment_id >= 0
[/@incremental]
