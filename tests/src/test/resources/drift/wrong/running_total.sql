---
description: A payment that comes late does not raise the totals after it.
unique_key: payment_id
---
SELECT payment_id, total
FROM (
  SELECT payment_id, SUM(amount) OVER (PARTITION BY order_id ORDER BY paid, payment_id, amount ROWS UNBOUNDED PRECEDING) AS total
  FROM ${ref('shop.payments')}
) AS totals
[@incremental]
WHERE payment_id NOT IN (SELECT t.payment_id FROM ${this} AS t)  -- drifts here
[/@incremental]
