SELECT a.order_id, b.order_id AS dearer
FROM ${ref('shop.orders')} AS a
JOIN ${ref('shop.orders')} AS b ON b.amount > a.amount
