---
description: A payment that falls out of the first two of its order stays.
unique_key: payment_id  # drifts here
---
SELECT payment_id, order_id
FROM (
  SELECT payment_id, order_id, ROW_NUMBER() OVER (PARTITION BY order_id ORDER BY paid, payment_id) AS place
  FROM ${ref('shop.payments')}
) AS placed
WHERE place <= 2
[@incremental]
  AND place >= 1
[/@incremental]
