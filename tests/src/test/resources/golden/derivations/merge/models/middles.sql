SELECT customer_id, MEDIAN(amount) AS middle
FROM ${ref('shop.orders')}
GROUP BY customer_id
