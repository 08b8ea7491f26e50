-- What the analysts' queries are tried on: the tables, and then each batch; {batch} is its number, {first} and {last}
-- bound its rows: many in batch 0, a few in each later one. Times do not follow batches, so rows come late; keys are
-- drawn from a few hundred, and some are NULL. Referrers never lead in a circle: a recursive query would not end.
--- tables
CREATE SCHEMA web; CREATE SCHEMA shop; CREATE SCHEMA crm; CREATE SCHEMA fin; CREATE SCHEMA ops;
CREATE MACRO dice(what, n, sides) AS CAST(md5_number_lower(what || '/' || n) % sides AS INTEGER);
CREATE TABLE web.events (event_id VARCHAR, domain_userid VARCHAR, domain_sessionid VARCHAR, user_id VARCHAR, event_name VARCHAR,
  page_url VARCHAR, referrer VARCHAR, country VARCHAR, device VARCHAR, derived_tstamp TIMESTAMP, is_bot BOOLEAN, etl_tstamp TIMESTAMP);
CREATE TABLE shop.orders (order_id BIGINT, customer_id BIGINT, status VARCHAR, amount DECIMAL(18, 2), currency VARCHAR,
  ordered_at TIMESTAMP, channel VARCHAR, coupon VARCHAR, loaded_at TIMESTAMP);
CREATE TABLE shop.order_lines (order_id BIGINT, line_no INTEGER, product_id BIGINT, quantity INTEGER, price DECIMAL(18, 2), loaded_at TIMESTAMP);
CREATE TABLE shop.returns (order_id BIGINT, product_id BIGINT, quantity INTEGER, returned_at TIMESTAMP, loaded_at TIMESTAMP);
CREATE TABLE shop.products (product_id BIGINT, name VARCHAR, category VARCHAR, brand VARCHAR, price DECIMAL(18, 2), loaded_at TIMESTAMP);
CREATE TABLE crm.customers (customer_id BIGINT, email VARCHAR, country VARCHAR, segment VARCHAR, updated_at TIMESTAMP, loaded_at TIMESTAMP);
CREATE TABLE fin.payments (payment_id BIGINT, order_id BIGINT, amount DECIMAL(18, 2), paid_at TIMESTAMP, method VARCHAR, loaded_at TIMESTAMP);
CREATE TABLE fin.ledger (entry_id BIGINT, account_id BIGINT, booked_on DATE, debit DECIMAL(18, 2), credit DECIMAL(18, 2), loaded_at TIMESTAMP);
CREATE TABLE fin.rates (currency VARCHAR, valid_from DATE, valid_to DATE, rate DECIMAL(18, 6), loaded_at TIMESTAMP);
CREATE TABLE ops.blocked (email VARCHAR, customer_id BIGINT, loaded_at TIMESTAMP);
CREATE TABLE ops.calendar ("day" DATE, "month" DATE, is_holiday BOOLEAN);
INSERT INTO ops.calendar SELECT DATE '2026-03-01' + CAST(n AS INTEGER), DATE '2026-03-01', n % 3 = 0 FROM range(5) AS r (n);
--- batch
INSERT INTO web.events
SELECT 'e' || CASE WHEN dice('again', n, 9) = 0 THEN n - 1 ELSE n END, 'd' || dice('visitor', n, 120),
  'd' || dice('visitor', n, 120) || '-' || dice('session', n, 2),
  CASE WHEN dice('known', n, 3) = 0 THEN 'c' || dice('visitor', n, 120) % 60 || '@x' END,
  CASE dice('name', n, 8) WHEN 0 THEN 'purchase' WHEN 1 THEN 'add_to_cart' WHEN 2 THEN 'click' ELSE 'page_view' END,
  CASE WHEN dice('page?', n, 20) > 0 THEN '/' || dice('page', n, 40) || CASE WHEN dice('checkout', n, 5) = 0 THEN '/checkout' ELSE '' END END,
  CASE WHEN dice('from', n, 40) = 0 THEN '/' || (dice('page', n, 40) - 1) ELSE 'elsewhere' END, CASE WHEN dice('country?', n, 12) > 0 THEN chr(97 + dice('country', n, 20)) || 'a' END,
  CASE dice('device', n, 3) WHEN 0 THEN 'mobile' WHEN 1 THEN 'web' END,
  CASE WHEN dice('time?', n, 25) > 0 THEN TIMESTAMP '2026-03-01' + INTERVAL (dice('time', n, 100000)) SECOND END,
  CASE WHEN dice('bot', n, 6) = 0 THEN TRUE END, TIMESTAMP '2026-05-01' + INTERVAL ({batch}) HOUR
FROM range({first}, {last}) AS r (n);
INSERT INTO shop.orders
SELECT n, CASE WHEN dice('customer?', n, 20) > 0 THEN dice('customer', n, 150) END, CASE dice('status', n, 3) WHEN 0 THEN 'p' WHEN 1 THEN 'o' END,
  CASE WHEN dice('amount?', n, 25) > 0 THEN dice('amount', n, 150000) / 100.0 END, CASE dice('currency', n, 3) WHEN 0 THEN 'EUR' WHEN 1 THEN 'USD' ELSE 'GBP' END,
  TIMESTAMP '2026-03-01' + INTERVAL (dice('ordered', n, 400000)) SECOND, 'ch' || dice('channel', n, 12),
  CASE WHEN dice('coupon?', n, 3) = 0 THEN 'cp' || dice('coupon', n, 9) END, TIMESTAMP '2026-05-01' + INTERVAL ({batch}) HOUR
FROM range({first}, {last}) AS r (n);
INSERT INTO shop.order_lines
SELECT dice('order of line', n, {last}), dice('line', n, 4), dice('product', n, 80), 1 + dice('quantity', n, 5), dice('price', n, 9000) / 100.0,
  TIMESTAMP '2026-05-01' + INTERVAL ({batch}) HOUR
FROM range({first}, {last}) AS r (n);
INSERT INTO shop.returns
SELECT dice('order of line', n, {last}), dice('product', n, 80), 1 + dice('returned', n, 3), TIMESTAMP '2026-04-01', TIMESTAMP '2026-05-01' + INTERVAL ({batch}) HOUR
FROM range({first}, {last}) AS r (n) WHERE dice('returns', n, 4) = 0;
INSERT INTO shop.products
SELECT dice('a product', n, 100), 'p' || dice('a product', n, 100), 'k' || dice('category', n, 15), 'b' || dice('brand', n, 30), dice('list price', n, 9000) / 100.0,
  TIMESTAMP '2026-05-01' + INTERVAL ({batch}) HOUR
FROM range({first}, {last}) AS r (n) WHERE dice('products', n, 5) = 0;
INSERT INTO crm.customers
SELECT dice('a customer', n, 200), 'c' || dice('a customer', n, 200) || '@x', chr(97 + dice('country of customer', n, 20)) || 'a',
  CASE dice('segment', n, 12) WHEN 0 THEN 'vip' WHEN 1 THEN NULL ELSE 's' || dice('segment', n, 12) END,
  TIMESTAMP '2026-01-01' + INTERVAL (n) MINUTE, TIMESTAMP '2026-05-01' + INTERVAL ({batch}) HOUR
FROM range({first}, {last}) AS r (n) WHERE dice('customers', n, 2) = 0;
INSERT INTO fin.payments
SELECT n, CASE WHEN dice('order?', n, 30) > 0 THEN dice('paid order', n, {last}) END, dice('paid', n, 150000) / 100.0,
  TIMESTAMP '2026-01-01' + INTERVAL (dice('paid at', n, 200)) DAY, 'm' || dice('method', n, 40), TIMESTAMP '2026-05-01' + INTERVAL ({batch}) HOUR
FROM range({first}, {last}) AS r (n) WHERE dice('pays', n, 3) > 0;
INSERT INTO fin.ledger
SELECT n, dice('account', n, 50), DATE '2026-01-01' + dice('booked', n, 60), dice('debit', n, 100), CASE WHEN dice('credit?', n, 4) = 0 THEN dice('credit', n, 100) END,
  TIMESTAMP '2026-05-01' + INTERVAL ({batch}) HOUR
FROM range({first}, {last}) AS r (n);
INSERT INTO fin.rates
SELECT CASE dice('rate of', n, 3) WHEN 0 THEN 'EUR' WHEN 1 THEN 'USD' ELSE 'GBP' END, DATE '2026-03-01' + dice('valid', n, 5), DATE '2026-03-02' + dice('valid', n, 5),
  1 + dice('rate', n, 1000) / 1000.0, TIMESTAMP '2026-05-01' + INTERVAL ({batch}) HOUR
FROM range({first}, {last}) AS r (n) WHERE dice('rates', n, 20) = 0;
INSERT INTO ops.blocked
SELECT 'c' || dice('blocked', n, 200) || '@x', dice('blocked', n, 200), TIMESTAMP '2026-05-01' + INTERVAL ({batch}) HOUR
FROM range({first}, {last}) AS r (n) WHERE dice('blocks', n, 10) = 0;
--- last batch
INSERT INTO ops.blocked VALUES (NULL, NULL, TIMESTAMP '2026-05-02');
INSERT INTO fin.ledger VALUES (-1, NULL, NULL, NULL, 7, TIMESTAMP '2026-05-02');
INSERT INTO shop.orders VALUES (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, TIMESTAMP '2026-05-02')
