---
description: The rank is counted over the new payments alone.
unique_key: payment_id
---
SELECT payment_id, order_id, ROW_NUMBER() OVER (PARTITION BY order_id ORDER BY paid, payment_id) AS place
FROM ${ref('shop.payments')}
[@incremental]
WHERE payment_id NOT IN (SELECT t.payment_id FROM ${this} AS t)  -- drifts here
[/@incremental]
