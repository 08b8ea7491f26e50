---
description: What is joined never changes, so new keys alone are read.
unique_key: payment_id
---
SELECT p.payment_id, SUM(r.rate) AS rate
FROM ${ref('shop.payments')} AS p
LEFT JOIN ${ref('shop.rates')} AS r ON r.account = p.order_id
[@incremental]
WHERE p.payment_id NOT IN (SELECT t.payment_id FROM ${this} AS t)
[/@incremental]
GROUP BY p.payment_id
