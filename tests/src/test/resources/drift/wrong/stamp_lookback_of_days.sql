---
description: A batch that is loaded more than two days late is never read.
unique_key: payment_id
---
SELECT payment_id, amount, etl
FROM ${ref('shop.payments')}
[@incremental]
WHERE COALESCE(etl, TIMESTAMP '2100-01-01 00:00:00') >= (SELECT COALESCE(MAX(etl), TIMESTAMP '1970-01-01 00:00:00') FROM ${this}) - INTERVAL 2 DAY  -- drifts here
[/@incremental]
