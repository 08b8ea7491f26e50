---
description: Rows that are there already keep the total of their day.
unique_key: payment_id
---
SELECT payment_id, amount, (SELECT SUM(amount) FROM ${ref('shop.payments')}) AS total
FROM ${ref('shop.payments')}
[@incremental]
WHERE payment_id NOT IN (SELECT t.payment_id FROM ${this} AS t)  -- drifts here
[/@incremental]
