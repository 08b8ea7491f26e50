--- balances: recompute
SELECT account_id, SUM(debit) - SUM(credit) AS balance FROM ${ref('fin.ledger')} GROUP BY account_id

--- daily_balances: recompute
SELECT account_id, booked_on, SUM(SUM(debit - credit)) OVER (PARTITION BY account_id ORDER BY booked_on) AS balance
FROM ${ref('fin.ledger')}
GROUP BY account_id, booked_on

--- amounts_in_euro: append
SELECT o.order_id, o.amount * r.rate AS euro
FROM ${ref('shop.orders')} AS o
JOIN ${ref('fin.rates')} AS r
  ON r.currency = o.currency
  AND o.ordered_at >= r.valid_from AND o.ordered_at < r.valid_to

--- rate_of_the_day: append
SELECT o.order_id,
  (SELECT MAX(r.rate) FROM ${ref('fin.rates')} AS r
   WHERE r.currency = o.currency AND r.valid_from <= o.ordered_at) AS rate
FROM ${ref('shop.orders')} AS o

--- payments_matched: recompute
SELECT COALESCE(o.order_id, p.order_id) AS order_id, o.amount AS ordered, p.amount AS paid
FROM ${ref('shop.orders')} AS o
FULL JOIN ${ref('fin.payments')} AS p ON p.order_id = o.order_id

--- orders_or_payments: recompute
SELECT o.order_id, p.payment_id
FROM ${ref('shop.orders')} AS o
FULL JOIN ${ref('fin.payments')} AS p ON p.order_id = o.order_id

--- accounts_with_debits_only: recompute
SELECT DISTINCT account_id FROM ${ref('fin.ledger')} AS l
WHERE account_id NOT IN (SELECT account_id FROM ${ref('fin.ledger')} WHERE credit > 0)

--- monthly_by_method: recompute
SELECT DATE_TRUNC('month', paid_at) AS month, method, SUM(amount) AS paid
FROM ${ref('fin.payments')} GROUP BY 1, 2

--- median_payment: recompute
SELECT method, MEDIAN(amount) AS middle FROM ${ref('fin.payments')} GROUP BY method

--- open_items: recompute
SELECT o.order_id, o.amount - COALESCE(SUM(p.amount), 0) AS open_amount
FROM ${ref('shop.orders')} AS o
LEFT JOIN ${ref('fin.payments')} AS p ON p.order_id = o.order_id
GROUP BY o.order_id, o.amount
HAVING o.amount > COALESCE(SUM(p.amount), 0)

--- ledger_numbered: full R103
SELECT entry_id, ROW_NUMBER() OVER (ORDER BY booked_on, entry_id) AS n FROM ${ref('fin.ledger')}

--- payments_by_cube: append in parts
SELECT method, DATE_TRUNC('month', paid_at) AS month, SUM(amount) AS paid
FROM ${ref('fin.payments')} GROUP BY CUBE (1, 2)

--- share_of_method: recompute
SELECT payment_id, method, amount / SUM(amount) OVER (PARTITION BY method) AS share
FROM ${ref('fin.payments')}
