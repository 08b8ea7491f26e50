SELECT
  r.country,
  COUNT(*) AS orders,
  COALESCE(SUM(o.amount), 0) AS amount,
  MAX(o.amount) - MIN(o.amount) AS spread
FROM shop.orders AS o
JOIN crm.customers AS c ON c.customer_id = o.customer_id
JOIN crm.regions AS r ON r.region = c.region
WHERE o.amount > 0
GROUP BY r.country
HAVING COUNT(*) > 10
