--- q01_price_summary: recompute
SELECT returned, state, SUM(quantity) AS quantity, SUM(price) AS gross, SUM(price * (1 - rebate)) AS net,
  SUM(price * (1 - rebate) * (1 + tax)) AS charged, AVG(quantity) AS mean_quantity, COUNT(*) AS positions
FROM ${ref('trade.positions')}
WHERE shipped_on <= DATE '2026-02-20'
GROUP BY returned, state

--- q02_cheapest_vendor: append
SELECT a.article_id, a.maker, v.name AS vendor, v.credit, m.name AS market
FROM ${ref('trade.articles')} AS a
JOIN ${ref('trade.offers')} AS o ON o.article_id = a.article_id
JOIN ${ref('trade.vendors')} AS v ON v.vendor_id = o.vendor_id
JOIN ${ref('trade.markets')} AS m ON m.market_id = v.market_id
JOIN ${ref('trade.zones')} AS z ON z.zone_id = m.zone_id
WHERE a.size < 9 AND z.name = 'north'
  AND o.cost = (
    SELECT MIN(o2.cost)
    FROM ${ref('trade.offers')} AS o2
    JOIN ${ref('trade.vendors')} AS v2 ON v2.vendor_id = o2.vendor_id
    JOIN ${ref('trade.markets')} AS m2 ON m2.market_id = v2.market_id
    JOIN ${ref('trade.zones')} AS z2 ON z2.zone_id = m2.zone_id
    WHERE o2.article_id = a.article_id AND z2.name = 'north')

--- q02_cheapest_vendor_top: full R201
SELECT a.article_id, v.name AS vendor, o.cost
FROM ${ref('trade.articles')} AS a
JOIN ${ref('trade.offers')} AS o ON o.article_id = a.article_id
JOIN ${ref('trade.vendors')} AS v ON v.vendor_id = o.vendor_id
ORDER BY o.cost, a.article_id, v.name
LIMIT 10

--- q03_waiting_purchases: recompute
SELECT p.purchase_id, p.placed_on, p.urgency, SUM(s.price * (1 - s.rebate)) AS revenue
FROM ${ref('trade.buyers')} AS b
JOIN ${ref('trade.purchases')} AS p ON p.buyer_id = b.buyer_id
JOIN ${ref('trade.positions')} AS s ON s.purchase_id = p.purchase_id
WHERE b.trade = 'garden' AND p.placed_on < DATE '2026-02-15' AND s.shipped_on > DATE '2026-01-15'
GROUP BY p.purchase_id, p.placed_on, p.urgency

--- q03_waiting_purchases_top: full R201
SELECT p.purchase_id, SUM(s.price * (1 - s.rebate)) AS revenue
FROM ${ref('trade.purchases')} AS p
JOIN ${ref('trade.positions')} AS s ON s.purchase_id = p.purchase_id
GROUP BY p.purchase_id
ORDER BY revenue DESC, p.purchase_id
LIMIT 10

--- q04_late_by_urgency: recompute
SELECT p.urgency, COUNT(*) AS purchases
FROM ${ref('trade.purchases')} AS p
WHERE p.placed_on >= DATE '2026-01-01' AND p.placed_on < DATE '2026-04-01'
  AND EXISTS (
    SELECT 1 FROM ${ref('trade.positions')} AS s
    WHERE s.purchase_id = p.purchase_id AND s.promised_on < s.received_on)
GROUP BY p.urgency

--- q05_sales_at_home: recompute
SELECT m.name AS market, SUM(s.price * (1 - s.rebate)) AS revenue
FROM ${ref('trade.buyers')} AS b
JOIN ${ref('trade.purchases')} AS p ON p.buyer_id = b.buyer_id
JOIN ${ref('trade.positions')} AS s ON s.purchase_id = p.purchase_id
JOIN ${ref('trade.vendors')} AS v ON v.vendor_id = s.vendor_id AND v.market_id = b.market_id
JOIN ${ref('trade.markets')} AS m ON m.market_id = v.market_id
JOIN ${ref('trade.zones')} AS z ON z.zone_id = m.zone_id
WHERE z.name = 'north'
GROUP BY m.name

--- q06_rebate_lost: merge
SELECT SUM(price * rebate) AS lost
FROM ${ref('trade.positions')}
WHERE shipped_on >= DATE '2026-01-01' AND rebate BETWEEN 0.02 AND 0.06 AND quantity < 24

--- q07_between_markets: recompute
SELECT vendor_market, buyer_market, month, SUM(volume) AS revenue
FROM (
  SELECT vm.name AS vendor_market, bm.name AS buyer_market, EXTRACT(MONTH FROM s.shipped_on) AS month,
    s.price * (1 - s.rebate) AS volume
  FROM ${ref('trade.vendors')} AS v, ${ref('trade.positions')} AS s, ${ref('trade.purchases')} AS p,
    ${ref('trade.buyers')} AS b, ${ref('trade.markets')} AS vm, ${ref('trade.markets')} AS bm
  WHERE v.vendor_id = s.vendor_id AND p.purchase_id = s.purchase_id AND b.buyer_id = p.buyer_id
    AND vm.market_id = v.market_id AND bm.market_id = b.market_id
    AND (vm.name = 'm1' AND bm.name = 'm2' OR vm.name = 'm2' AND bm.name = 'm1')
) AS shipping
GROUP BY vendor_market, buyer_market, month

--- q08_share_of_market: recompute
SELECT month, SUM(CASE WHEN market = 'm1' THEN volume ELSE 0 END) / NULLIF(SUM(volume), 0) AS share
FROM (
  SELECT EXTRACT(MONTH FROM p.placed_on) AS month, s.price * (1 - s.rebate) AS volume, vm.name AS market
  FROM ${ref('trade.articles')} AS a
  JOIN ${ref('trade.positions')} AS s ON s.article_id = a.article_id
  JOIN ${ref('trade.vendors')} AS v ON v.vendor_id = s.vendor_id
  JOIN ${ref('trade.purchases')} AS p ON p.purchase_id = s.purchase_id
  JOIN ${ref('trade.buyers')} AS b ON b.buyer_id = p.buyer_id
  JOIN ${ref('trade.markets')} AS bm ON bm.market_id = b.market_id
  JOIN ${ref('trade.zones')} AS z ON z.zone_id = bm.zone_id
  JOIN ${ref('trade.markets')} AS vm ON vm.market_id = v.market_id
  WHERE z.name = 'south' AND a.kind = 'steel'
) AS all_markets
GROUP BY month

--- q09_profit: recompute
SELECT m.name AS market, EXTRACT(MONTH FROM p.placed_on) AS month,
  SUM(s.price * (1 - s.rebate) - o.cost * s.quantity) AS profit
FROM ${ref('trade.articles')} AS a
JOIN ${ref('trade.positions')} AS s ON s.article_id = a.article_id
JOIN ${ref('trade.offers')} AS o ON o.article_id = s.article_id AND o.vendor_id = s.vendor_id
JOIN ${ref('trade.purchases')} AS p ON p.purchase_id = s.purchase_id
JOIN ${ref('trade.vendors')} AS v ON v.vendor_id = s.vendor_id
JOIN ${ref('trade.markets')} AS m ON m.market_id = v.market_id
WHERE a.name LIKE '%green%'
GROUP BY m.name, EXTRACT(MONTH FROM p.placed_on)

--- q10_returns: recompute
SELECT b.buyer_id, b.name, b.credit, m.name AS market, SUM(s.price * (1 - s.rebate)) AS lost
FROM ${ref('trade.buyers')} AS b
JOIN ${ref('trade.purchases')} AS p ON p.buyer_id = b.buyer_id
JOIN ${ref('trade.positions')} AS s ON s.purchase_id = p.purchase_id
JOIN ${ref('trade.markets')} AS m ON m.market_id = b.market_id
WHERE s.returned = 'r'
GROUP BY b.buyer_id, b.name, b.credit, m.name

--- q10_returns_top: full R201
SELECT p.buyer_id, SUM(s.price) AS lost
FROM ${ref('trade.purchases')} AS p
JOIN ${ref('trade.positions')} AS s ON s.purchase_id = p.purchase_id
WHERE s.returned = 'r'
GROUP BY p.buyer_id
ORDER BY lost DESC, p.buyer_id
LIMIT 20

--- q11_important_stock: recompute
SELECT o.article_id, SUM(o.cost * o.stock) AS worth
FROM ${ref('trade.offers')} AS o
JOIN ${ref('trade.vendors')} AS v ON v.vendor_id = o.vendor_id
JOIN ${ref('trade.markets')} AS m ON m.market_id = v.market_id
WHERE m.name = 'm1'
GROUP BY o.article_id
HAVING SUM(o.cost * o.stock) > (
  SELECT SUM(o2.cost * o2.stock) * 0.05
  FROM ${ref('trade.offers')} AS o2
  JOIN ${ref('trade.vendors')} AS v2 ON v2.vendor_id = o2.vendor_id
  JOIN ${ref('trade.markets')} AS m2 ON m2.market_id = v2.market_id
  WHERE m2.name = 'm1')

--- q12_carriers: recompute
SELECT s.carrier,
  SUM(CASE WHEN p.urgency IN ('high', 'urgent') THEN 1 ELSE 0 END) AS hurried,
  SUM(CASE WHEN p.urgency NOT IN ('high', 'urgent') THEN 1 ELSE 0 END) AS others
FROM ${ref('trade.purchases')} AS p
JOIN ${ref('trade.positions')} AS s ON s.purchase_id = p.purchase_id
WHERE s.carrier IN ('rail', 'road') AND s.promised_on < s.received_on AND s.shipped_on < s.promised_on
GROUP BY s.carrier

--- q13_buyers_by_purchases: recompute in parts
SELECT purchases, COUNT(*) AS buyers
FROM (
  SELECT b.buyer_id, COUNT(p.purchase_id) AS purchases
  FROM ${ref('trade.buyers')} AS b
  LEFT JOIN ${ref('trade.purchases')} AS p ON p.buyer_id = b.buyer_id AND p.remark NOT LIKE '%special%'
  GROUP BY b.buyer_id
) AS counted
GROUP BY purchases

--- q14_share_of_offers: merge
SELECT 100.00 * SUM(CASE WHEN a.kind = 'steel' THEN s.price * (1 - s.rebate) ELSE 0 END)
  / NULLIF(SUM(s.price * (1 - s.rebate)), 0) AS share
FROM ${ref('trade.positions')} AS s
JOIN ${ref('trade.articles')} AS a ON a.article_id = s.article_id

--- q15_best_vendors: append
WITH revenue AS (
  SELECT vendor_id, SUM(price * (1 - rebate)) AS total
  FROM ${ref('trade.positions')}
  WHERE shipped_on >= DATE '2026-01-10'
  GROUP BY vendor_id
)
SELECT v.vendor_id, v.name, r.total
FROM ${ref('trade.vendors')} AS v
JOIN revenue AS r ON r.vendor_id = v.vendor_id
WHERE r.total = (SELECT MAX(total) FROM revenue)

--- q16_vendors_an_article: recompute
SELECT a.brand, a.kind, a.size, COUNT(DISTINCT o.vendor_id) AS vendors
FROM ${ref('trade.offers')} AS o
JOIN ${ref('trade.articles')} AS a ON a.article_id = o.article_id
WHERE a.brand <> 'b3' AND a.size IN (1, 2, 3, 5, 8, 13)
  AND o.vendor_id NOT IN (SELECT v.vendor_id FROM ${ref('trade.vendors')} AS v WHERE v.remark LIKE '%complaint%')
GROUP BY a.brand, a.kind, a.size

--- q17_small_quantities: full R101
SELECT SUM(s.price) / 12.0 AS a_month
FROM ${ref('trade.positions')} AS s
JOIN ${ref('trade.articles')} AS a ON a.article_id = s.article_id
WHERE a.packing = 'box'
  AND s.quantity < (SELECT 0.6 * AVG(i.quantity) FROM ${ref('trade.positions')} AS i WHERE i.article_id = a.article_id)

--- q18_large_purchases: recompute
SELECT b.name, p.purchase_id, p.placed_on, SUM(s.quantity) AS quantity
FROM ${ref('trade.buyers')} AS b
JOIN ${ref('trade.purchases')} AS p ON p.buyer_id = b.buyer_id
JOIN ${ref('trade.positions')} AS s ON s.purchase_id = p.purchase_id
WHERE p.purchase_id IN (
  SELECT i.purchase_id FROM ${ref('trade.positions')} AS i GROUP BY i.purchase_id HAVING SUM(i.quantity) > 60)
GROUP BY b.name, p.purchase_id, p.placed_on

--- q18_large_purchases_top: full R201
SELECT purchase_id, SUM(quantity) AS quantity
FROM ${ref('trade.positions')}
GROUP BY purchase_id
ORDER BY quantity DESC, purchase_id
LIMIT 100

--- q19_any_of_three: merge
SELECT SUM(s.price * (1 - s.rebate)) AS revenue
FROM ${ref('trade.positions')} AS s
JOIN ${ref('trade.articles')} AS a ON a.article_id = s.article_id
WHERE a.brand = 'b1' AND a.packing IN ('box', 'bag') AND s.quantity BETWEEN 1 AND 11
  OR a.brand = 'b2' AND a.packing IN ('drum', 'bag') AND s.quantity BETWEEN 10 AND 20
  OR a.brand = 'b3' AND a.packing IN ('box', 'jar') AND s.quantity BETWEEN 20 AND 30

--- q20_vendors_with_too_much: append
SELECT v.name, v.vendor_id
FROM ${ref('trade.vendors')} AS v
JOIN ${ref('trade.markets')} AS m ON m.market_id = v.market_id
WHERE m.zone_id < 3
  AND v.vendor_id IN (
    SELECT o.vendor_id
    FROM ${ref('trade.offers')} AS o
    WHERE o.article_id IN (SELECT a.article_id FROM ${ref('trade.articles')} AS a WHERE a.name LIKE 'green%')
      AND o.stock > (
        SELECT 0.5 * SUM(s.quantity)
        FROM ${ref('trade.positions')} AS s
        WHERE s.article_id = o.article_id AND s.vendor_id = o.vendor_id))

--- q21_vendors_who_alone_were_late: recompute
SELECT v.name, COUNT(*) AS waits
FROM ${ref('trade.vendors')} AS v
JOIN ${ref('trade.positions')} AS one ON one.vendor_id = v.vendor_id
JOIN ${ref('trade.purchases')} AS p ON p.purchase_id = one.purchase_id
WHERE p.state = 'f' AND one.received_on > one.promised_on
  AND EXISTS (
    SELECT 1 FROM ${ref('trade.positions')} AS two
    WHERE two.purchase_id = one.purchase_id AND two.vendor_id <> one.vendor_id)
  AND NOT EXISTS (
    SELECT 1 FROM ${ref('trade.positions')} AS three
    WHERE three.purchase_id = one.purchase_id AND three.vendor_id <> one.vendor_id
      AND three.received_on > three.promised_on)
GROUP BY v.name

--- q21_vendors_who_alone_were_late_top: full R201
SELECT vendor_id, COUNT(*) AS waits
FROM ${ref('trade.positions')}
WHERE received_on > promised_on
GROUP BY vendor_id
ORDER BY waits DESC, vendor_id
LIMIT 100

--- q22_rich_and_idle_buyers: recompute
SELECT code, COUNT(*) AS buyers, SUM(credit) AS credit
FROM (
  SELECT SUBSTRING(b.phone, 1, 2) AS code, b.credit
  FROM ${ref('trade.buyers')} AS b
  WHERE SUBSTRING(b.phone, 1, 2) IN ('10', '11', '12', '13', '14')
    AND b.credit > (SELECT AVG(i.credit) FROM ${ref('trade.buyers')} AS i WHERE i.credit > 0)
    AND NOT EXISTS (SELECT 1 FROM ${ref('trade.purchases')} AS p WHERE p.buyer_id = b.buyer_id)
) AS idle
GROUP BY code
