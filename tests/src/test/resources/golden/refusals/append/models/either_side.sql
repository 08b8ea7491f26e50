SELECT COALESCE(o.order_id, p.order_id) AS order_id, o.amount, p.paid_at
FROM ${ref('shop.orders')} AS o
FULL JOIN ${ref('fin.payments')} AS p ON p.order_id = o.order_id
