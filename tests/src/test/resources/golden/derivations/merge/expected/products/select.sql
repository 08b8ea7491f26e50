SELECT customer_id, COUNT(DISTINCT order_id) AS orders, AVG(amount) AS mean
FROM shop.orders AS orders
GROUP BY customer_id
