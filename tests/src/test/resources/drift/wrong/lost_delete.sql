---
description: An account that is deleted stays in the table.
unique_key: account  # drifts here
---
SELECT account, country
FROM ${ref('shop.accounts')}
[@incremental]
WHERE account >= 0
[/@incremental]
