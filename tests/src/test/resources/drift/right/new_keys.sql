---
description: Payments are told apart by their key and never change.
unique_key: payment_id
---
SELECT payment_id, order_id, amount, etl
FROM ${ref('shop.payments')}
[@incremental]
WHERE payment_id NOT IN (SELECT t.payment_id FROM ${this} AS t)
[/@incremental]
