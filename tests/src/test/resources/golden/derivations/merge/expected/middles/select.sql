SELECT customer_id, MEDIAN(amount) AS middle
FROM shop.orders AS orders
GROUP BY customer_id
