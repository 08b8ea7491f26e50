SELECT customer_id, COUNT(DISTINCT order_id) AS orders, CAST(TRUNC(AVG(quantity)) AS BIGINT) AS mean
FROM shop.orders AS orders
GROUP BY customer_id
