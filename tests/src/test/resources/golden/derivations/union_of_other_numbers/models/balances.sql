SELECT customer, SUM(amount) AS balance
FROM (
  SELECT customer, total AS amount
  FROM ${ref('atomic.orders')}
  UNION ALL
  SELECT customer, amount
  FROM ${ref('atomic.refunds')}
) AS movements
WHERE amount > 0.5 AND customer IS NOT NULL
GROUP BY customer
