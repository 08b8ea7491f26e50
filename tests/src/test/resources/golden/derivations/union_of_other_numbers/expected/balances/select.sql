SELECT customer, SUM(amount) AS balance
FROM (
  SELECT customer, total AS amount
  FROM atomic.orders AS orders
  UNION ALL
  SELECT customer, amount
  FROM atomic.refunds AS refunds
) AS movements
WHERE amount > 0.5 AND customer IS NOT NULL
GROUP BY customer
