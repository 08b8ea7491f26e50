---
contract: {enforced: true}
columns:
  id: {data_type: varchar(20)}
  custmer: integer
  amount: {}
---
SELECT id, customer, SUM(amount) AS amount FROM ${ref('raw.orders')} GROUP BY 1, 2
