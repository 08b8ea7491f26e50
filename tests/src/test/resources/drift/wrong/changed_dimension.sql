---
description: Payments that are there already keep the country that their account had.
unique_key: payment_id
---
SELECT p.payment_id, p.amount, COALESCE(MAX(a.country), 'none') AS country
FROM ${ref('shop.payments')} AS p
LEFT JOIN ${ref('shop.accounts')} AS a ON a.account <= p.order_id
[@incremental]
WHERE p.payment_id NOT IN (SELECT t.payment_id FROM ${this} AS t)  -- drifts here
[/@incremental]
GROUP BY p.payment_id, p.amount
