---
description: Whatever comes later on the same day is never read.
unique_key: payment_id
---
SELECT payment_id, amount, CAST(etl AS DATE) AS loaded
FROM ${ref('shop.payments')}
[@incremental]
WHERE CAST(etl AS DATE) > (SELECT MAX(loaded) FROM ${this})  -- drifts here
[/@incremental]
