SELECT
  account,
  MIN(placed) AS first_placed,
  COUNT(DISTINCT order_id) AS orders,
  SUM(amount) AS amount
FROM ${ref('shop.orders')}
GROUP BY account
