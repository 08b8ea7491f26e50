--- orders_a_day: recompute
SELECT CAST(ordered_at AS DATE) AS day, channel, COUNT(*) AS orders, SUM(amount) AS revenue
FROM ${ref('shop.orders')}
GROUP BY CAST(ordered_at AS DATE), channel

--- order_totals: recompute
SELECT o.order_id, o.customer_id, SUM(l.quantity * l.price) AS total
FROM ${ref('shop.orders')} AS o
JOIN ${ref('shop.order_lines')} AS l ON l.order_id = o.order_id
GROUP BY o.order_id, o.customer_id

--- orders_with_customer: append
SELECT o.order_id, o.amount, c.segment, c.country
FROM ${ref('shop.orders')} AS o
LEFT JOIN ${ref('crm.customers')} AS c ON c.customer_id = o.customer_id

--- customers_with_their_orders: append
SELECT c.customer_id, c.email, o.order_id
FROM ${ref('shop.orders')} AS o
RIGHT JOIN ${ref('crm.customers')} AS c ON c.customer_id = o.customer_id

--- orders_without_payment: append
SELECT o.order_id, o.amount
FROM ${ref('shop.orders')} AS o
LEFT JOIN ${ref('fin.payments')} AS p ON p.order_id = o.order_id
WHERE p.order_id IS NULL

--- unpaid_by_not_exists: append
SELECT o.order_id, o.amount
FROM ${ref('shop.orders')} AS o
WHERE NOT EXISTS (SELECT * FROM ${ref('fin.payments')} AS p WHERE p.order_id = o.order_id)

--- paid_by_in: append
SELECT order_id, amount FROM ${ref('shop.orders')}
WHERE order_id IN (SELECT order_id FROM ${ref('fin.payments')} WHERE amount > 0)

--- paid_flag: append
SELECT order_id, order_id IN (SELECT order_id FROM ${ref('fin.payments')}) AS is_paid
FROM ${ref('shop.orders')}

--- paid_label: append
SELECT order_id,
  CASE WHEN EXISTS (SELECT 1 FROM ${ref('fin.payments')} p WHERE p.order_id = o.order_id) THEN 'paid' ELSE 'open' END AS label
FROM ${ref('shop.orders')} o

--- payments_counted: append
SELECT o.order_id,
  (SELECT COUNT(*) FROM ${ref('fin.payments')} AS p WHERE p.order_id = o.order_id) AS payments,
  (SELECT MAX(paid_at) FROM ${ref('fin.payments')} AS p WHERE p.order_id = o.order_id) AS last_paid_at
FROM ${ref('shop.orders')} AS o

--- returned_in_part: append
SELECT l.order_id, l.line_no, l.quantity
FROM ${ref('shop.order_lines')} AS l
WHERE EXISTS (
  SELECT 1 FROM ${ref('shop.returns')} AS r
  WHERE r.order_id = l.order_id AND r.product_id = l.product_id AND r.quantity < l.quantity)

--- good_customers: append
SELECT customer_id, email FROM ${ref('crm.customers')}
WHERE customer_id IN (
  SELECT customer_id FROM ${ref('shop.orders')} GROUP BY customer_id HAVING SUM(amount) > 1000)

--- dearest_order_of_customer: recompute
SELECT o.order_id, o.customer_id, o.amount
FROM ${ref('shop.orders')} AS o
WHERE o.amount = (SELECT MAX(i.amount) FROM ${ref('shop.orders')} AS i WHERE i.customer_id = o.customer_id)

--- at_least_all_payments: append
SELECT o.order_id FROM ${ref('shop.orders')} AS o
WHERE o.amount >= ALL (SELECT p.amount FROM ${ref('fin.payments')} AS p WHERE p.order_id = o.order_id)

--- share_of_revenue: recompute
SELECT order_id, amount, amount / (SELECT SUM(amount) FROM ${ref('shop.orders')}) AS share
FROM ${ref('shop.orders')}

--- above_average: recompute
SELECT order_id, amount FROM ${ref('shop.orders')}
WHERE amount > (SELECT AVG(amount) FROM ${ref('shop.orders')})

--- first_orders: recompute
SELECT customer_id, order_id, ordered_at
FROM ${ref('shop.orders')}
QUALIFY RANK() OVER (PARTITION BY customer_id ORDER BY ordered_at) = 1

--- running_total: recompute
SELECT order_id, customer_id, amount,
  SUM(amount) OVER (PARTITION BY customer_id ORDER BY ordered_at, order_id ROWS UNBOUNDED PRECEDING) AS so_far
FROM ${ref('shop.orders')}

--- repeat_customers: recompute
SELECT customer_id FROM ${ref('shop.orders')} GROUP BY customer_id HAVING COUNT(*) > 1

--- coupon_users: recompute
SELECT DISTINCT customer_id, coupon FROM ${ref('shop.orders')} WHERE coupon IS NOT NULL

--- order_pairs: recompute
SELECT a.order_id, b.order_id AS later_order_id
FROM ${ref('shop.orders')} AS a
JOIN ${ref('shop.orders')} AS b ON b.customer_id = a.customer_id AND b.ordered_at > a.ordered_at

--- orders_by_comma: append
SELECT o.order_id, c.country
FROM ${ref('shop.orders')} AS o, ${ref('crm.customers')} AS c
WHERE c.customer_id = o.customer_id

--- customer_summary: append
SELECT c.customer_id, c.segment, COALESCE(s.orders, 0) AS orders, s.revenue
FROM ${ref('crm.customers')} AS c
LEFT JOIN (
  SELECT customer_id, COUNT(*) AS orders, SUM(amount) AS revenue
  FROM ${ref('shop.orders')} GROUP BY customer_id
) AS s ON s.customer_id = c.customer_id

--- segment_revenue: recompute
SELECT c.segment, SUM(o.amount) AS revenue
FROM ${ref('shop.orders')} AS o
JOIN ${ref('crm.customers')} AS c ON c.customer_id = o.customer_id
GROUP BY c.segment

--- latest_status: recompute
WITH ranked AS (
  SELECT order_id, status, ordered_at,
    ROW_NUMBER() OVER (PARTITION BY order_id ORDER BY ordered_at DESC, status) AS n
  FROM ${ref('shop.orders')}
)
SELECT order_id, status FROM ranked WHERE n = 1

--- bought_but_not_returned: recompute
SELECT order_id, product_id FROM ${ref('shop.order_lines')}
EXCEPT
SELECT order_id, product_id FROM ${ref('shop.returns')}

--- bought_and_returned: recompute
SELECT order_id, product_id FROM ${ref('shop.order_lines')}
INTERSECT
SELECT order_id, product_id FROM ${ref('shop.returns')}

--- sold_and_returned_by_day: recompute
WITH sold AS (
  SELECT product_id, SUM(quantity) AS sold FROM ${ref('shop.order_lines')} GROUP BY product_id
), back AS (
  SELECT product_id, SUM(quantity) AS returned FROM ${ref('shop.returns')} GROUP BY product_id
)
SELECT COALESCE(s.product_id, b.product_id) AS product_id, s.sold, b.returned
FROM sold AS s FULL OUTER JOIN back AS b ON b.product_id = s.product_id

--- using_join: append
SELECT order_id, o.amount, p.paid_at
FROM ${ref('shop.orders')} AS o JOIN ${ref('fin.payments')} AS p USING (order_id)

--- bands: append
SELECT o.order_id, b.label
FROM ${ref('shop.orders')} AS o
JOIN (VALUES (0, 100, 'small'), (100, 1000, 'middle'), (1000, 1000000, 'large')) AS b (low, high, label)
  ON o.amount >= b.low AND o.amount < b.high

--- totals: merge
SELECT COUNT(*) AS orders, SUM(amount) AS revenue FROM ${ref('shop.orders')}

--- latest_load: recompute
SELECT o.order_id, o.status, p.newest
FROM ${ref('shop.orders')} AS o CROSS JOIN (SELECT MAX(ordered_at) AS newest FROM ${ref('shop.orders')}) AS p
