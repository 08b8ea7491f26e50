SELECT order_id FROM ${ref('shop.orders')}
UNION ALL
SELECT 0
