--- current_customers: recompute
SELECT customer_id, email, country, segment
FROM ${ref('crm.customers')}
QUALIFY ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY updated_at DESC) = 1

--- customer_history: recompute
SELECT customer_id, segment, updated_at AS valid_from,
  LEAD(updated_at) OVER (PARTITION BY customer_id ORDER BY updated_at, segment) AS valid_to
FROM ${ref('crm.customers')}

--- changed_segments: recompute
WITH steps AS (
  SELECT customer_id, segment, updated_at,
    LAG(segment) OVER (PARTITION BY customer_id ORDER BY updated_at, segment) AS before
  FROM ${ref('crm.customers')}
)
SELECT customer_id, segment, updated_at FROM steps WHERE before IS DISTINCT FROM segment

--- customers_not_blocked: append
SELECT c.customer_id, c.email FROM ${ref('crm.customers')} AS c
WHERE c.customer_id NOT IN (SELECT b.customer_id FROM ${ref('ops.blocked')} AS b WHERE b.customer_id IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM ${ref('ops.blocked')} AS b WHERE b.email = c.email)

--- products_never_sold: append
SELECT p.product_id, p.name FROM ${ref('shop.products')} AS p
WHERE NOT EXISTS (SELECT 1 FROM ${ref('shop.order_lines')} AS l WHERE l.product_id = p.product_id)

--- products_sold_in_two_orders: append
SELECT p.product_id FROM ${ref('shop.products')} AS p
WHERE (SELECT COUNT(DISTINCT l.order_id) FROM ${ref('shop.order_lines')} AS l WHERE l.product_id = p.product_id) >= 2

--- products_of_sold_brands: recompute
SELECT product_id, name FROM ${ref('shop.products')}
WHERE (brand, category) IN (
  SELECT p.brand, p.category FROM ${ref('shop.products')} AS p
  JOIN ${ref('shop.order_lines')} AS l ON l.product_id = p.product_id)

--- categories: recompute
SELECT DISTINCT category FROM ${ref('shop.products')}

--- product_calendar: append
SELECT p.product_id, d.day
FROM ${ref('shop.products')} AS p CROSS JOIN ${ref('ops.calendar')} AS d

--- orders_on_holidays: append
SELECT o.order_id FROM ${ref('shop.orders')} AS o
WHERE CAST(o.ordered_at AS DATE) IN (SELECT day FROM ${ref('ops.calendar')} WHERE is_holiday)

--- dearer_products: recompute
SELECT a.product_id, b.product_id AS dearer
FROM ${ref('shop.products')} AS a JOIN ${ref('shop.products')} AS b
  ON b.category = a.category AND b.price > a.price

--- customer_and_order_counts: append
WITH counts AS (
  SELECT customer_id, COUNT(*) AS orders FROM ${ref('shop.orders')} GROUP BY customer_id
)
SELECT c.customer_id, a.orders AS own, b.orders AS same
FROM ${ref('crm.customers')} AS c
LEFT JOIN counts AS a ON a.customer_id = c.customer_id
LEFT JOIN counts AS b ON b.customer_id = c.customer_id

--- emails_on_both_sides: recompute
SELECT email FROM ${ref('crm.customers')}
UNION
SELECT email FROM ${ref('ops.blocked')}

--- status_names: append
SELECT o.order_id, s.label
FROM ${ref('shop.orders')} AS o
LEFT JOIN (SELECT 'p' AS code, 'paid' AS label UNION ALL SELECT 'o', 'open') AS s ON s.code = o.status

--- nested_exists: append
SELECT c.customer_id FROM ${ref('crm.customers')} AS c
WHERE EXISTS (
  SELECT 1 FROM ${ref('shop.orders')} AS o
  WHERE o.customer_id = c.customer_id
    AND EXISTS (SELECT 1 FROM ${ref('fin.payments')} AS p WHERE p.order_id = o.order_id))

--- exists_or: append
SELECT c.customer_id FROM ${ref('crm.customers')} AS c
WHERE c.segment = 'vip' OR EXISTS (SELECT 1 FROM ${ref('shop.orders')} AS o WHERE o.customer_id = c.customer_id)

--- cheaper_than_category: recompute
SELECT p.product_id, p.price,
  p.price < (SELECT AVG(q.price) FROM ${ref('shop.products')} AS q WHERE q.category = p.category) AS is_cheap
FROM ${ref('shop.products')} AS p

--- countries_with_a_lookup: recompute
SELECT c.country, COUNT(*) AS customers,
  (SELECT COUNT(*) FROM ${ref('web.events')} AS e WHERE e.country = c.country) AS events
FROM ${ref('crm.customers')} AS c
GROUP BY c.country

--- newest_customers: full R201
SELECT customer_id FROM ${ref('crm.customers')} ORDER BY updated_at DESC LIMIT 100

--- ids_without_gaps: full R103
SELECT customer_id, customer_id - LAG(customer_id) OVER (ORDER BY customer_id) AS step FROM ${ref('crm.customers')}
