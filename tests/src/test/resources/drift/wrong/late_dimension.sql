---
description: A payment whose account comes later keeps its NULL.
unique_key: payment_id
---
SELECT p.payment_id, a.country
FROM ${ref('shop.payments')} AS p
LEFT JOIN ${ref('shop.accounts')} AS a ON a.account = p.order_id
[@incremental]
WHERE p.payment_id NOT IN (SELECT t.payment_id FROM ${this} AS t)  -- drifts here
[/@incremental]
