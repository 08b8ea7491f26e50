SELECT customer_id, COUNT(DISTINCT order_id) AS orders, AVG(quantity) AS mean
FROM ${ref('shop.orders')}
GROUP BY customer_id
