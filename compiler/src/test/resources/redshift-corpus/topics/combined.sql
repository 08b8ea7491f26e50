--- sessions
WITH numbered AS (
  SELECT
    e.*,
    LAG(e.at) OVER (PARTITION BY e.user_id ORDER BY e.at) AS previous,
    DATEDIFF(minute, previous, e.at) AS gap
  FROM atomic.events AS e
  WHERE e.at >= DATEADD(day, -30, TRUNC(GETDATE()))
    AND e.type NOT IN ('ping', 'heartbeat')
    AND e.page ~ '^/(shop|blog)/'
)
SELECT
  user_id,
  at::date AS date,
  COUNT(*) AS events,
  SUM(CASE WHEN gap IS NULL OR gap > 30 THEN 1 ELSE 0 END)::int AS sessions,
  LISTAGG(DISTINCT page, ' > ') WITHIN GROUP (ORDER BY page) AS pages
FROM numbered
GROUP BY 1, 2
HAVING COUNT(*) > 1
ORDER BY user_id, date DESC
LIMIT 100
--- looker_table
SELECT
  o.id AS order_id,
  o.created_at AS timestamp,
  DATE(CONVERT_TIMEZONE('UTC', 'Europe/London', o.created_at)) AS date,
  NVL(u.country, 'unknown') AS "Country Code",
  DECODE(o.status, 'c', 'complete', 'r', 'returned', 'other') AS type,
  ROW_NUMBER() OVER (PARTITION BY o.user_id ORDER BY o.created_at, o.id) AS order,
  FIRST_VALUE(o.channel IGNORE NULLS) OVER (PARTITION BY o.user_id ORDER BY o.created_at
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS first_channel
FROM public.orders o
LEFT JOIN public.users u ON o.user_id = u.id
WHERE o.created_at::date BETWEEN '2024-01-01'::date AND CURRENT_DATE - INTERVAL '1 day'
--- dedupe
SELECT id, type, value, at AS timestamp
FROM atomic.changes
QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY at DESC NULLS LAST) = 1
--- first_touch
SELECT
  v.visitor_id,
  SPLIT_PART(REGEXP_REPLACE(v.referrer, '^https?://', ''), '/', 1) AS host,
  COALESCE(NULLIF(v.utm_source, ''), CASE WHEN v.referrer ILIKE '%google.%' THEN 'google' END, 'direct') AS source,
  MIN(v.at) AS first,
  MAX(v.at) AS last,
  COUNT(DISTINCT v.session_id) AS count
FROM visits v
WHERE NOT EXISTS (SELECT 1 FROM robots r WHERE v.user_agent SIMILAR TO r.pattern)
GROUP BY 1, 2, 3
--- retention
SELECT
  DATE_TRUNC('month', first.at)::date AS cohort,
  DATEDIFF(month, first.at, e.at) AS month,
  COUNT(DISTINCT e.user_id) AS users,
  users::float / MAX(users) OVER (PARTITION BY cohort) AS share
FROM (SELECT user_id, MIN(at) AS at FROM events GROUP BY 1) first
JOIN events e USING (user_id)
GROUP BY 1, 2
--- contexts
SELECT e.event_id, p.id AS page_view_id, x.value::varchar AS value
FROM atomic.events AS e
LEFT JOIN atomic.web_page AS p ON e.event_id = p.root_id AND e.collector_tstamp = p.root_tstamp
LEFT JOIN e.contexts AS x ON TRUE
WHERE e.event_name = 'page_view' AND e.useragent NOT SIMILAR TO '%(bot|crawl|spider)%'
--- json_columns
SELECT
  id,
  JSON_EXTRACT_PATH_TEXT(payload, 'user', 'id', TRUE)::bigint AS user_id,
  NULLIF(JSON_EXTRACT_PATH_TEXT(payload, 'amount'), '')::decimal(18, 4) AS amount,
  TIMESTAMP 'epoch' + JSON_EXTRACT_PATH_TEXT(payload, 'ts')::bigint / 1000 * INTERVAL '1 second' AS at
FROM raw.payloads
WHERE IS_VALID_JSON(payload) AND JSON_ARRAY_LENGTH(JSON_EXTRACT_PATH_TEXT(payload, 'items')) > 0
--- running_total
SELECT
  day,
  SUM(amount) AS amount,
  SUM(SUM(amount)) OVER (ORDER BY day ROWS UNBOUNDED PRECEDING) AS total,
  RATIO_TO_REPORT(SUM(amount)) OVER () AS share,
  MEDIAN(SUM(amount)) OVER (PARTITION BY DATE_TRUNC('month', day)) AS typical
FROM payments
GROUP BY day
--- calendar
WITH RECURSIVE days (day) AS (
  SELECT '2024-01-01'::date UNION ALL SELECT DATEADD(day, 1, day)::date FROM days WHERE day < CURRENT_DATE
)
SELECT d.day, EXTRACT(dow FROM d.day) AS dow, NVL(p.amount, 0) AS amount
FROM days d LEFT OUTER JOIN payments p ON p.day = d.day
--- top_customers
SELECT TOP 20 c.id, c.name, SUM(o.price * (1 - o.discount))::numeric(18, 2) AS revenue, APPROXIMATE COUNT(DISTINCT o.id) AS orders
FROM customers c, orders o
WHERE c.id = o.customer_id (+)
GROUP BY c.id, c.name
ORDER BY revenue DESC
--- change_log
SELECT * FROM (
  SELECT id, 'new' AS change FROM (SELECT id, name FROM now_table MINUS SELECT id, name FROM old_table)
  UNION ALL
  SELECT id, 'gone' FROM (SELECT id, name FROM old_table EXCEPT SELECT id, name FROM now_table)
) AS x (id, change)
--- buckets
SELECT
  CASE WHEN age < 18 THEN '0-17' WHEN age BETWEEN 18 AND 29 THEN '18-29' ELSE '30+' END AS bucket,
  PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY spend) AS median,
  STDDEV_POP(spend) AS deviation,
  BOOL_OR(active) AS any
FROM (SELECT DATEDIFF(year, birth, SYSDATE) AS age, spend, active FROM people WHERE birth IS NOT NULL)
GROUP BY 1
--- interval_join
SELECT a.id, b.rate
FROM clicks a
LEFT JOIN rates b ON a.currency = b.currency AND a.at >= b.start AND a.at < NVL(b.end, '2999-12-31'::timestamp)
--- super_items
SELECT c.c_custkey, o.o_orderkey, i.l_price * i.l_quantity AS total, n
FROM customers c, c.c_orders AS o, o.o_items AS i AT n
WHERE o.o_orderstatus = 'F' AND i.l_shipdate::date > DATEADD(month, -1, CURRENT_DATE)
--- outer_side_and_temporary_and_convert
SELECT CONVERT(VARCHAR(20), r.id) AS id, NVL(o.total, 0)::decimal(10, 2) AS total
FROM #recent r, orders o
WHERE r.id = o.id(+) AND o.kind(+) = 'it\'s' -- (+) in a comment
ORDER BY 1 LIMIT 10 OFFSET 2
--- recursive_over_super
WITH RECURSIVE steps (id, step, n) AS (
  SELECT c.id, c.data.steps[0], 0 FROM customers c
  UNION ALL
  SELECT c.id, c.data.steps[s.n + 1], s.n + 1 FROM customers c JOIN steps s ON s.id = c.id WHERE s.n < 5
)
SELECT TOP 3 id, step::varchar(max) FROM steps WHERE step IS NOT VARCHAR QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY n) = 1
--- nested_joins_over_paths
SELECT c.id, i.x::int FROM customers c LEFT JOIN orders o JOIN items t ON t.order_id = o.id ON o.customer_id = c.id, c.c_orders AS i AT n WHERE n < 2
