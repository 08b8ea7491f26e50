SELECT customer_id, COUNT(DISTINCT order_id) AS orders, AVG(amount) AS mean
FROM ${ref('shop.orders')}
GROUP BY customer_id
