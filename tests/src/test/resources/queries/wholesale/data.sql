-- The wholesale business: see the analysts' data for the form. What purchases name is changed by later batches.
--- tables
CREATE SCHEMA trade;
CREATE MACRO dice(what, n, sides) AS CAST(md5_number_lower(what || '/' || n) % sides AS INTEGER);
CREATE TABLE trade.purchases (purchase_id BIGINT, buyer_id BIGINT, state VARCHAR, placed_on DATE, urgency VARCHAR, remark VARCHAR, loaded_at TIMESTAMP);
CREATE TABLE trade.positions (purchase_id BIGINT, position_no INTEGER, article_id BIGINT, vendor_id BIGINT, quantity INTEGER, price DECIMAL(12, 2),
  rebate DECIMAL(4, 2), tax DECIMAL(4, 2), returned VARCHAR, state VARCHAR, shipped_on DATE, promised_on DATE, received_on DATE, carrier VARCHAR, loaded_at TIMESTAMP);
CREATE TABLE trade.buyers AS
SELECT CAST(n AS BIGINT) AS buyer_id, 'buyer ' || n AS name, dice('market of buyer', n, 12) AS market_id,
  CASE dice('trade', n, 3) WHEN 0 THEN 'garden' WHEN 1 THEN 'house' END AS trade, (10 + dice('phone', n, 12)) || '-' || n AS phone,
  CAST(dice('credit', n, 10000) - 1000 AS DECIMAL(12, 2)) AS credit
FROM range(120) AS r (n);
CREATE TABLE trade.vendors AS
SELECT CAST(n AS BIGINT) AS vendor_id, 'vendor ' || n AS name, dice('market of vendor', n, 12) AS market_id,
  CAST(dice('credit of vendor', n, 10000) AS DECIMAL(12, 2)) AS credit, CASE WHEN n % 9 = 0 THEN 'a complaint' END AS remark
FROM range(40) AS r (n);
CREATE TABLE trade.articles AS
SELECT CAST(n AS BIGINT) AS article_id, CASE n % 4 WHEN 0 THEN 'green ' WHEN 1 THEN 'dark green ' ELSE 'red ' END || n AS name, 'maker ' || n % 5 AS maker,
  'b' || n % 6 AS brand, CASE n % 3 WHEN 0 THEN 'steel' WHEN 1 THEN 'wood' END AS kind, CAST(1 + n % 14 AS INTEGER) AS size,
  CASE n % 4 WHEN 0 THEN 'box' WHEN 1 THEN 'bag' WHEN 2 THEN 'drum' ELSE 'jar' END AS packing
FROM range(60) AS r (n);
CREATE TABLE trade.offers AS
SELECT CAST(a AS BIGINT) AS article_id, CAST(dice('offers', a * 5 + i, 40) AS BIGINT) AS vendor_id, dice('stock', a * 5 + i, 100) AS stock,
  CAST(1 + dice('cost', a * 5 + i, 30) AS DECIMAL(12, 2)) AS cost
FROM range(60) AS r (a), range(4) AS s (i);
CREATE TABLE trade.markets AS SELECT CAST(n AS INTEGER) AS market_id, 'm' || n AS name, CAST(n % 4 AS INTEGER) AS zone_id FROM range(12) AS r (n);
CREATE TABLE trade.zones AS SELECT CAST(n AS INTEGER) AS zone_id, ['north', 'south', 'east', 'west'][n + 1] AS name FROM range(4) AS r (n);
--- batch
INSERT INTO trade.purchases
SELECT n, CASE WHEN dice('buyer?', n, 30) > 0 THEN dice('buyer', n, 90) END, CASE dice('state', n, 2) WHEN 0 THEN 'f' ELSE 'o' END,
  DATE '2026-01-01' + dice('placed', n, 90), CASE dice('urgency', n, 4) WHEN 0 THEN 'high' WHEN 1 THEN 'urgent' WHEN 2 THEN 'low' END,
  CASE WHEN dice('remark', n, 5) = 0 THEN 'a special wish' ELSE 'none' END, TIMESTAMP '2026-05-01' + INTERVAL ({batch}) HOUR
FROM range({first}, {last}) AS r (n);
INSERT INTO trade.positions
SELECT dice('purchase', n, {last}), dice('no', n, 3), dice('article', n, 60), dice('offers', dice('article', n, 60) * 5 + dice('offer', n, 4), 40),
  1 + dice('quantity', n, 30), 1 + dice('price', n, 9000) / 100.0, dice('rebate', n, 10) / 100.0, dice('tax', n, 8) / 100.0,
  CASE dice('returned', n, 3) WHEN 0 THEN 'r' WHEN 1 THEN 'n' END, CASE dice('state of position', n, 2) WHEN 0 THEN 'f' ELSE 'o' END,
  DATE '2026-01-10' + dice('shipped', n, 60), DATE '2026-01-12' + dice('promised', n, 70), DATE '2026-01-14' + dice('received', n, 70),
  CASE dice('carrier', n, 3) WHEN 0 THEN 'rail' WHEN 1 THEN 'road' ELSE 'air' END, TIMESTAMP '2026-05-01' + INTERVAL ({batch}) HOUR
FROM range(3 * {first}, 3 * {last}) AS r (n);
--- later batch
UPDATE trade.buyers SET credit = credit + 5000 WHERE buyer_id = 100 + {batch};
UPDATE trade.buyers SET market_id = CASE WHEN market_id = 1 THEN 2 ELSE 1 END WHERE buyer_id = 20 + {batch};
UPDATE trade.vendors SET remark = CASE WHEN remark IS NULL THEN 'a complaint' END WHERE vendor_id = 4 * {batch};
UPDATE trade.articles SET size = 13, kind = 'steel' WHERE article_id = 7 * {batch};
UPDATE trade.offers SET cost = cost / 2, stock = stock + 50 WHERE article_id = 3 + {batch};
DELETE FROM trade.offers WHERE article_id = 30 + {batch};
DELETE FROM trade.buyers WHERE buyer_id = 60 + {batch};
INSERT INTO trade.offers VALUES (40 + {batch}, {batch}, 200, 0.5);
--- last batch
UPDATE trade.vendors SET vendor_id = NULL, remark = 'a complaint' WHERE vendor_id = 39;
UPDATE trade.markets SET zone_id = 0 WHERE market_id = 1;
UPDATE trade.markets SET name = 'm2' WHERE market_id = 5;
DELETE FROM trade.zones WHERE zone_id = 1
