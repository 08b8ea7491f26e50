SELECT customer_id, MEDIAN(CAST(amount AS DOUBLE PRECISION)) AS middle
FROM shop.orders AS orders
GROUP BY customer_id
