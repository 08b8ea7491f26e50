-- Offered, and taken where customers are found to be hot.
SELECT customer_id, COUNT(*) AS orders, SUM(amount) AS amount
FROM shop.orders AS orders
GROUP BY customer_id
