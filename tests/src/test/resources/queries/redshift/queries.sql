--- sp_web_page_views
WITH prep AS (SELECT ev.event_id, ev.page_view_id, ev.domain_userid, ev.domain_sessionid,
ev.domain_sessionidx, ev.derived_tstamp, ev.dvce_created_tstamp, ev.page_url, ev.page_urlpath,
ev.page_referrer, ev.useragent, ROW_NUMBER() OVER (PARTITION BY ev.page_view_id ORDER BY ev.derived_tstamp,
ev.dvce_created_tstamp, ev.event_id) AS page_view_id_dedupe_index FROM ${ref('atomic.ev')} AS ev WHERE
ev.event_name = 'page_view' AND ev.page_view_id IS NOT NULL) SELECT page_view_id, event_id, domain_userid,
domain_sessionid, derived_tstamp, CASE WHEN page_urlpath LIKE '/product%' THEN 'pdp' WHEN page_urlpath ILIKE
'%/cart%' THEN 'cart' ELSE 'other' END AS page_type, REGEXP_SUBSTR(page_url, 'utm_source=([^&]*)', 1, 1, 'e')
AS utm_source, SPLIT_PART(SPLIT_PART(page_url, '?', 1), '/', 3) AS host, LEFT(derived_tstamp, 10) AS day FROM
prep WHERE page_view_id_dedupe_index = 1

--- sp_engaged_time
SELECT page_view_id, MAX(derived_tstamp) AS end_tstamp, 10 * (COUNT(DISTINCT (FLOOR(EXTRACT(EPOCH FROM
dvce_created_tstamp) / 10))) - 1) + 5 AS engaged_time_in_s FROM ${ref('atomic.ev')} WHERE event_name IN
('page_ping','page_view') GROUP BY 1

--- sp_sessions
SELECT domain_sessionid, MIN(derived_tstamp) AS start_tstamp, MAX(derived_tstamp) AS end_tstamp,
DATEDIFF(second, MIN(derived_tstamp), MAX(derived_tstamp)) AS absolute_time_in_s, COUNT(DISTINCT page_view_id)
AS page_views, SUM(CASE WHEN event_name = 'page_ping' THEN 1 ELSE 0 END) AS pings, MAX(user_id) AS user_id
FROM ${ref('atomic.ev')} GROUP BY 1

--- sp_session_first_last
SELECT DISTINCT domain_sessionid, FIRST_VALUE(page_url) OVER (PARTITION BY domain_sessionid ORDER BY
derived_tstamp, event_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS first_page,
LAST_VALUE(page_url) OVER (PARTITION BY domain_sessionid ORDER BY derived_tstamp, event_id ROWS BETWEEN
UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS last_page FROM ${ref('atomic.ev')}

--- sp_users_tz
SELECT domain_userid, CONVERT_TIMEZONE('UTC', os_timezone, derived_tstamp) AS local_tstamp, DATE_PART(hour,
CONVERT_TIMEZONE('UTC', os_timezone, derived_tstamp))::int AS local_hour, TO_CHAR(derived_tstamp, 'Day') AS
weekday FROM ${ref('atomic.ev')}

--- sp_mobile_screen
SELECT e.event_id, JSON_EXTRACT_PATH_TEXT(e.unstruct, 'data', 'data', 'name') AS screen_name,
NULLIF(JSON_EXTRACT_PATH_TEXT(e.unstruct, 'data', 'data', 'id'), '')::int AS screen_id, NVL2(e.user_id,
'known', 'anonymous') AS visitor FROM ${ref('atomic.ev')} AS e WHERE IS_VALID_JSON(e.unstruct)

--- sp_ecommerce_items
SELECT o.order_id, COUNT(i.sku) AS n_items, SUM(i.price * i.quantity) AS revenue, LISTAGG(DISTINCT i.sku,
', ') WITHIN GROUP (ORDER BY i.sku) AS skus FROM ${ref('shop.orders')} AS o LEFT JOIN ${ref('shop.items')} AS
i ON i.order_id = o.order_id GROUP BY o.order_id

--- looker_pdt_orders
SELECT customer_id, MIN(created_at) AS first_order, MAX(created_at) AS latest_order, COUNT(*) AS
lifetime_orders, SUM(total) AS lifetime_revenue, ROUND(AVG(total), 2) AS aov, DATEDIFF('day', MIN(created_at),
MAX(created_at)) AS days_active FROM ${ref('shop.orders')} GROUP BY customer_id

--- looker_tiers
SELECT order_id, CASE WHEN total < 10 THEN '0 to 9' WHEN total >= 10 AND total < 50 THEN '10 to 49' ELSE
'50 or Above' END AS tier, TO_CHAR(DATE_TRUNC('month', created_at), 'YYYY-MM') AS month, (DATE(created_at)) AS
created_date, EXTRACT(QUARTER FROM created_at) AS q FROM ${ref('shop.orders')}

--- looker_convert_tz
SELECT DATE_TRUNC('week', CONVERT_TIMEZONE('UTC', 'America/Los_Angeles', created_at)) AS wk, COUNT(DISTINCT
customer_id) AS customers FROM ${ref('shop.orders')} GROUP BY 1

--- dbt_surrogate_key
SELECT MD5(CAST(COALESCE(CAST(order_id AS VARCHAR), '_dbt_utils_surrogate_key_null_') || '-' ||
COALESCE(CAST(created_at AS VARCHAR), '_dbt_utils_surrogate_key_null_') AS VARCHAR)) AS sk, order_id FROM
${ref('shop.orders')}

--- dbt_surrogate_old
SELECT MD5(NVL(order_id::varchar, '') || '-' || NVL(status, '') || '-' || created_at) AS sk, order_id FROM
${ref('shop.orders')}

--- surrogate_implicit
SELECT MD5(customer_id || '|' || created_at) AS sk, MD5(order_id) AS k2, order_id FROM ${ref('shop.orders')}

--- dbt_dedupe
SELECT * FROM (SELECT o.*, ROW_NUMBER() OVER (PARTITION BY order_id ORDER BY created_at DESC, etl DESC) AS rn
FROM ${ref('shop.orders')} AS o) WHERE rn = 1

--- dbt_pivot
SELECT customer_id, SUM(CASE WHEN status = 'paid' THEN total ELSE 0 END) AS paid, SUM(CASE WHEN status =
'refunded' THEN total ELSE 0 END) AS refunded, COUNT(CASE WHEN status = 'open' THEN 1 END) AS n_open FROM
${ref('shop.orders')} GROUP BY 1

--- unpivot_union
SELECT order_id, 'total' AS metric, total AS value FROM ${ref('shop.orders')} UNION ALL SELECT order_id,
'tax', tax FROM ${ref('shop.orders')}

--- date_spine
WITH p AS (SELECT 0 AS generated_number UNION ALL SELECT 1), unioned AS (SELECT p0.generated_number * POWER(2,
0) + p1.generated_number * POWER(2, 1) + p2.generated_number * POWER(2, 2) + 1 AS n FROM p AS p0 CROSS JOIN p
AS p1 CROSS JOIN p AS p2), days AS (SELECT DATEADD(day, n::int - 1, '2026-01-01'::date)::date AS d FROM
unioned) SELECT d.d AS day, COUNT(o.order_id) AS orders FROM days AS d LEFT JOIN ${ref('shop.orders')} AS o ON
DATE_TRUNC('day', o.created_at) = d.d GROUP BY 1

--- date_spine_rn
WITH n AS (SELECT ROW_NUMBER() OVER (ORDER BY order_id) - 1 AS i FROM ${ref('shop.orders')}) SELECT (DATE
'2026-01-01' + i)::date AS day, TO_CHAR(DATE '2026-01-01' + i, 'YYYYMMDD')::int AS date_key, DATE_PART(dow,
DATE '2026-01-01' + i) AS dow, TO_CHAR(DATE '2026-01-01' + i, 'FMMonth') AS month_name, LAST_DAY(DATE
'2026-01-01' + i) AS month_end FROM n

--- calendar_cols
SELECT DISTINCT created_at::date AS day, EXTRACT(year FROM created_at) AS y, EXTRACT(month FROM created_at) AS
m, TO_CHAR(created_at, 'IYYY-IW') AS iso_week, TO_CHAR(created_at, 'YYYY-"Q"Q') AS quarter, CASE WHEN
EXTRACT(dow FROM created_at) IN (0, 6) THEN TRUE ELSE FALSE END AS weekend FROM ${ref('shop.orders')}

--- funnel
SELECT domain_userid, MAX(CASE WHEN event_name = 'page_view' THEN 1 ELSE 0 END) AS s1, MAX(CASE WHEN
event_name = 'add_to_cart' THEN 1 ELSE 0 END) AS s2, MAX(CASE WHEN event_name = 'purchase' THEN 1 ELSE 0 END)
AS s3, MIN(CASE WHEN event_name = 'purchase' THEN derived_tstamp END) AS bought_at FROM ${ref('atomic.ev')}
GROUP BY 1

--- funnel_ordered
WITH a AS (SELECT domain_userid, MIN(derived_tstamp) AS t FROM ${ref('atomic.ev')} WHERE event_name =
'page_view' GROUP BY 1), b AS (SELECT e.domain_userid, MIN(e.derived_tstamp) AS t FROM ${ref('atomic.ev')} AS
e JOIN a ON a.domain_userid = e.domain_userid AND e.derived_tstamp > a.t WHERE e.event_name = 'purchase' GROUP
BY 1) SELECT a.domain_userid, a.t AS viewed, b.t AS bought, DATEDIFF(minute, a.t, b.t) AS minutes FROM a LEFT
JOIN b ON b.domain_userid = a.domain_userid

--- retention
WITH first AS (SELECT customer_id, DATE_TRUNC('month', MIN(created_at)) AS cohort FROM ${ref('shop.orders')}
GROUP BY 1) SELECT f.cohort, DATEDIFF(month, f.cohort, DATE_TRUNC('month', o.created_at)) AS month_number,
COUNT(DISTINCT o.customer_id) AS customers FROM ${ref('shop.orders')} AS o JOIN first AS f ON f.customer_id =
o.customer_id GROUP BY 1, 2

--- cohort_ratio
WITH c AS (SELECT customer_id, MIN(created_at)::date AS d FROM ${ref('shop.orders')} GROUP BY 1) SELECT c.d AS
cohort, COUNT(DISTINCT c.customer_id) AS n, COUNT(DISTINCT CASE WHEN o.created_at::date = c.d + 1 THEN
o.customer_id END)::float / NULLIF(COUNT(DISTINCT c.customer_id), 0) AS day1 FROM c LEFT JOIN
${ref('shop.orders')} AS o ON o.customer_id = c.customer_id GROUP BY 1

--- attribution_first
SELECT o.order_id, t.utm_source AS first_source FROM ${ref('shop.orders')} AS o JOIN (SELECT user_id,
utm_source, ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY derived_tstamp, event_id) AS rn FROM (SELECT
user_id, derived_tstamp, event_id, REGEXP_SUBSTR(page_url, 'utm_source=([^&]*)', 1, 1, 'e') AS utm_source FROM
${ref('atomic.ev')}) AS x WHERE utm_source <> '') AS t ON t.user_id = o.customer_id AND t.rn = 1

--- attribution_linear
WITH touches AS (SELECT o.order_id, o.total, e.event_id, COUNT(*) OVER (PARTITION BY o.order_id) AS n FROM
${ref('shop.orders')} AS o JOIN ${ref('atomic.ev')} AS e ON e.user_id = o.customer_id AND e.derived_tstamp
BETWEEN DATEADD(day, -30, o.created_at) AND o.created_at) SELECT order_id, event_id, ROUND(total / n, 4) AS
credit FROM touches

--- sessionize
WITH g AS (SELECT event_id, domain_userid, derived_tstamp, CASE WHEN DATEDIFF(minute, LAG(derived_tstamp) OVER
(PARTITION BY domain_userid ORDER BY derived_tstamp, event_id), derived_tstamp) > 30 THEN 1 ELSE 0 END AS
is_new FROM ${ref('atomic.ev')}) SELECT event_id, domain_userid, derived_tstamp, domain_userid || '-' ||
SUM(is_new) OVER (PARTITION BY domain_userid ORDER BY derived_tstamp, event_id ROWS UNBOUNDED PRECEDING) AS
session_key FROM g

--- sessionize_idle
SELECT event_id, LEAD(derived_tstamp) OVER (PARTITION BY domain_userid ORDER BY derived_tstamp, event_id) -
derived_tstamp AS gap, DATEDIFF(second, derived_tstamp, LEAD(derived_tstamp) OVER (PARTITION BY domain_userid
ORDER BY derived_tstamp, event_id)) AS gap_s FROM ${ref('atomic.ev')}

--- json_array
SELECT order_id, JSON_ARRAY_LENGTH(tags) AS n_tags, JSON_EXTRACT_ARRAY_ELEMENT_TEXT(tags, 0) AS first_tag,
CASE WHEN IS_VALID_JSON_ARRAY(tags) THEN 'array' ELSE 'other' END AS kind FROM ${ref('shop.orders')}

--- json_explode
WITH seq AS (SELECT 0 AS i UNION ALL SELECT 1 UNION ALL SELECT 2) SELECT o.order_id, s.i,
JSON_EXTRACT_ARRAY_ELEMENT_TEXT(o.tags, s.i) AS tag FROM ${ref('shop.orders')} AS o JOIN seq AS s ON s.i <
JSON_ARRAY_LENGTH(o.tags)

--- split_explode
WITH seq AS (SELECT 1 AS i UNION ALL SELECT 2 UNION ALL SELECT 3) SELECT o.order_id, TRIM(SPLIT_PART(o.note,
',', s.i)) AS part FROM ${ref('shop.orders')} AS o CROSS JOIN seq AS s WHERE s.i <= REGEXP_COUNT(o.note, ',')
+ 1

--- scd2
SELECT customer_id, status, created_at AS valid_from, COALESCE(LEAD(created_at) OVER (PARTITION BY customer_id
ORDER BY created_at, order_id), '9999-12-31'::timestamp) AS valid_to, CASE WHEN LEAD(created_at) OVER
(PARTITION BY customer_id ORDER BY created_at, order_id) IS NULL THEN TRUE ELSE FALSE END AS is_current FROM
${ref('shop.orders')}

--- running_total
SELECT order_id, customer_id, SUM(total) OVER (PARTITION BY customer_id ORDER BY created_at, order_id ROWS
UNBOUNDED PRECEDING) AS running, RATIO_TO_REPORT(total) OVER (PARTITION BY customer_id) AS share, NTILE(4)
OVER (PARTITION BY customer_id ORDER BY total, order_id) AS quartile FROM ${ref('shop.orders')}

--- median_by
SELECT status, MEDIAN(total) AS med, PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY total) AS p90, APPROXIMATE
COUNT(DISTINCT customer_id) AS customers FROM ${ref('shop.orders')} GROUP BY 1

--- rfm
SELECT customer_id, NTILE(5) OVER (ORDER BY MAX(created_at), customer_id) AS r, NTILE(5) OVER (ORDER BY
COUNT(*), customer_id) AS f FROM ${ref('shop.orders')} GROUP BY customer_id

--- ltv_decode
SELECT order_id, DECODE(status, 'paid', total, 'refunded', -total, 0) AS signed, NVL(note, 'none') AS note,
GREATEST(total, tax) AS biggest, LEAST(created_at, updated_at) AS first_seen FROM ${ref('shop.orders')}

--- email_domain
SELECT order_id, LOWER(SPLIT_PART(email, '@', 2)) AS domain, SHA2(LOWER(TRIM(email)), 256) AS email_hash,
REGEXP_REPLACE(email, '@.*$', '@***') AS masked, LEN(email) AS n, STRPOS(email, '@') AS at FROM
${ref('shop.orders')}

--- phone_clean
SELECT order_id, REGEXP_REPLACE(note, '[^0-9]', '') AS digits, CASE WHEN note ~ '^[0-9]+$' THEN note::int END
AS as_int, note SIMILAR TO '%(red|blue)%' AS colored FROM ${ref('shop.orders')}

--- like_date
SELECT order_id FROM ${ref('shop.orders')} WHERE created_at LIKE '2026-01%'

--- yyyymm
SELECT TO_CHAR(created_at, 'YYYYMM')::int AS ym, SUM(total) AS revenue, COUNT(*) AS n FROM
${ref('shop.orders')} GROUP BY 1

--- substring_date
SELECT SUBSTRING(created_at, 1, 7) AS ym, SUM(total)::decimal(18,2) AS revenue FROM ${ref('shop.orders')}
GROUP BY 1

--- text_vs_int
SELECT o.order_id, e.event_id FROM ${ref('shop.orders')} AS o JOIN ${ref('atomic.ev')} AS e ON e.order_ref =
o.order_id

--- text_eq_const
SELECT event_id FROM ${ref('atomic.ev')} WHERE order_ref = 7

--- mom_growth
WITH m AS (SELECT DATE_TRUNC('month', created_at) AS mon, SUM(total) AS rev FROM ${ref('shop.orders')} GROUP
BY 1) SELECT mon, rev, LAG(rev) OVER (ORDER BY mon) AS prev, ROUND(100.0 * (rev - LAG(rev) OVER (ORDER BY
mon)) / NULLIF(LAG(rev) OVER (ORDER BY mon), 0), 1) AS growth FROM m

--- yoy
SELECT a.y, a.n, b.n AS last_year FROM (SELECT EXTRACT(year FROM created_at) AS y, COUNT(*) AS n FROM
${ref('shop.orders')} GROUP BY 1) AS a LEFT JOIN (SELECT EXTRACT(year FROM created_at) AS y, COUNT(*) AS n
FROM ${ref('shop.orders')} GROUP BY 1) AS b ON b.y = a.y - 1

--- anti_join
SELECT o.order_id FROM ${ref('shop.orders')} AS o LEFT JOIN ${ref('shop.items')} AS i ON i.order_id =
o.order_id WHERE i.order_id IS NULL

--- not_exists
SELECT o.order_id FROM ${ref('shop.orders')} AS o WHERE NOT EXISTS (SELECT 1 FROM ${ref('shop.items')} AS i
WHERE i.order_id = o.order_id AND i.quantity > 1)

--- in_sub
SELECT order_id, total FROM ${ref('shop.orders')} WHERE customer_id IN (SELECT user_id FROM
${ref('atomic.ev')} WHERE event_name = 'purchase')

--- bool_agg
SELECT order_id, BOOL_OR(quantity > 1) AS multi, BOOL_AND(price > 0) AS paid, COUNT(*) FILTER (WHERE price >
5) AS n FROM ${ref('shop.items')} GROUP BY 1

--- case_insensitive
SELECT LOWER(status) AS st, COUNT(*) AS n FROM ${ref('shop.orders')} WHERE status ILIKE 'p%' GROUP BY
LOWER(status)

--- having
SELECT customer_id, COUNT(*) AS n FROM ${ref('shop.orders')} GROUP BY 1 HAVING COUNT(*) > 1 AND SUM(total) >
10

--- age_bucket
SELECT order_id, CASE WHEN DATEDIFF(day, created_at, updated_at) BETWEEN 0 AND 7 THEN '0-7' WHEN DATEDIFF(day,
created_at, updated_at) <= 30 THEN '8-30' ELSE '30+' END AS bucket FROM ${ref('shop.orders')}

--- months_between
SELECT order_id, FLOOR(MONTHS_BETWEEN(updated_at, created_at)) AS months, ADD_MONTHS(created_at, 1) AS
next_bill, NEXT_DAY(created_at, 'Mon') AS monday FROM ${ref('shop.orders')}

--- hour_histogram
SELECT DATE_PART('hour', created_at)::int AS h, COUNT(*) AS n FROM ${ref('shop.orders')} GROUP BY 1

--- epoch
SELECT order_id, EXTRACT(epoch FROM created_at)::bigint AS e, TIMESTAMP 'epoch' + EXTRACT(epoch FROM
created_at)::bigint * INTERVAL '1 second' AS back, DATEADD(second, 90, created_at) AS later FROM
${ref('shop.orders')}

--- epoch_ms
SELECT order_id, (EXTRACT(epoch FROM created_at) * 1000)::bigint AS ms, DATEADD(ms, 1500, created_at) AS t2
FROM ${ref('shop.orders')}

--- lpad_key
SELECT LPAD(order_id, 8, '0') AS padded, RIGHT('000' || customer_id, 3) AS c3, order_id::varchar || '-' ||
customer_id::varchar AS k FROM ${ref('shop.orders')}

--- url_parts
SELECT event_id, REGEXP_REPLACE(page_url, '^https?://([^/]+).*$', '$1') AS host, REGEXP_SUBSTR(page_url,
'[^/]+$') AS tail, CASE WHEN POSITION('?' IN page_url) > 0 THEN SUBSTRING(page_url, POSITION('?' IN page_url)
+ 1) END AS query FROM ${ref('atomic.ev')}

--- useragent
SELECT event_id, CASE WHEN useragent ~* 'iphone|android' THEN 'mobile' WHEN useragent ~* 'bot|spider' THEN
'bot' ELSE 'desktop' END AS device, useragent NOT SIMILAR TO '%(bot|crawl)%' AS human FROM ${ref('atomic.ev')}

--- channel
SELECT event_id, CASE WHEN page_referrer IS NULL OR page_referrer = '' THEN 'direct' WHEN page_referrer LIKE
'%google.%' OR page_referrer LIKE '%bing.%' THEN 'organic' WHEN page_url LIKE '%utm_medium=cpc%' THEN 'paid'
ELSE 'referral' END AS channel FROM ${ref('atomic.ev')}

--- top_n
SELECT customer_id, order_id, total FROM (SELECT customer_id, order_id, total, RANK() OVER (PARTITION BY
customer_id ORDER BY total DESC, order_id) AS r FROM ${ref('shop.orders')}) AS x WHERE r <= 2

--- islands
WITH d AS (SELECT DISTINCT customer_id, created_at::date AS day FROM ${ref('shop.orders')}), g AS (SELECT
customer_id, day, DATEADD(day, -ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY day)::int, day) AS grp
FROM d) SELECT customer_id, MIN(day) AS from_day, MAX(day) AS to_day, COUNT(*) AS days FROM g GROUP BY
customer_id, grp

--- minus
SELECT customer_id FROM ${ref('shop.orders')} MINUS SELECT user_id FROM ${ref('atomic.ev')}

--- full_join
SELECT NVL(o.customer_id, e.user_id) AS id, o.n AS orders, e.n AS events FROM (SELECT customer_id, COUNT(*) AS
n FROM ${ref('shop.orders')} GROUP BY 1) AS o FULL OUTER JOIN (SELECT user_id, COUNT(*) AS n FROM
${ref('atomic.ev')} GROUP BY 1) AS e ON o.customer_id = e.user_id

--- listagg_path
SELECT domain_sessionid, LISTAGG(page_urlpath, ' > ') WITHIN GROUP (ORDER BY derived_tstamp, event_id) AS
path, COUNT(*) AS n FROM ${ref('atomic.ev')} GROUP BY 1

--- avg_gap
SELECT domain_userid, AVG(gap) AS avg_gap FROM (SELECT domain_userid, DATEDIFF(second, LAG(derived_tstamp)
OVER (PARTITION BY domain_userid ORDER BY derived_tstamp, event_id), derived_tstamp) AS gap FROM
${ref('atomic.ev')}) AS x GROUP BY 1

--- stddev
SELECT status, ROUND(STDDEV(total), 4) AS sd, ROUND(VAR_POP(total), 4) AS vp FROM ${ref('shop.orders')} GROUP
BY status

--- trunc_dates
SELECT TRUNC(created_at) AS day, TRUNC(total) AS whole, TRUNC(total, 1) AS one, CEIL(total) AS up,
ROUND(total) AS r FROM ${ref('shop.orders')}

--- interval_math
SELECT order_id, created_at + INTERVAL '7 days' AS due, created_at - INTERVAL '1 hour 30 minutes' AS before,
updated_at - created_at AS took FROM ${ref('shop.orders')}

--- date_compare_const
SELECT order_id FROM ${ref('shop.orders')} WHERE created_at >= '2026-01-05' AND created_at < DATEADD(month, 1,
'2026-01-05') AND created_at::date <> '2026-01-07'

--- active_days
SELECT customer_id, COUNT(DISTINCT created_at::date) AS days, COUNT(DISTINCT DATE_TRUNC('week', created_at))
AS weeks, COUNT(DISTINCT TO_CHAR(created_at, 'YYYY-MM')) AS months FROM ${ref('shop.orders')} GROUP BY 1

--- conditional_first
SELECT customer_id, MIN(CASE WHEN status = 'paid' THEN created_at END)::date AS first_paid, MAX(NULLIF(note,
'')) AS last_note, MAX(CASE WHEN status = 'paid' THEN total END) - MIN(total) AS spread FROM
${ref('shop.orders')} GROUP BY 1

--- nested_window
SELECT customer_id, order_id, total - AVG(total::float) OVER (PARTITION BY customer_id) > 0 AS above, COUNT(*)
OVER (PARTITION BY customer_id, status) AS n, MAX(total) OVER (PARTITION BY customer_id) AS mx FROM
${ref('shop.orders')}

--- group_rollup
SELECT status, customer_id, SUM(total) AS t FROM ${ref('shop.orders')} GROUP BY ROLLUP (status, customer_id)

--- bool_cast
SELECT order_id, (total > 20)::int AS big, CASE WHEN total > 20 THEN 'y' ELSE 'n' END = 'y' AS flag,
COALESCE(total > 20, FALSE) AS b FROM ${ref('shop.orders')}

--- concat_ws_like
SELECT order_id, NVL(status, '') || ' / ' || NVL(note, '') || ' (' || total || ')' AS label, CONCAT(status,
CONCAT('-', order_id)) AS k FROM ${ref('shop.orders')}

--- pct_total
SELECT status, SUM(total) AS t, ROUND(SUM(total) / SUM(SUM(total)) OVER (), 4) AS share, ROUND(1.0 * COUNT(*)
/ SUM(COUNT(*)) OVER (), 4) AS n_share FROM ${ref('shop.orders')} GROUP BY 1

--- self_union_ids
SELECT customer_id AS id, 'customer' AS src, MIN(created_at) AS seen FROM ${ref('shop.orders')} GROUP BY 1
UNION SELECT user_id, 'web', MIN(derived_tstamp) FROM ${ref('atomic.ev')} GROUP BY 1

--- lateral_aliases
SELECT order_id, total - NVL(tax, 0) AS net, net * 2 AS twice, CASE WHEN twice > 20 THEN 'big' ELSE status END AS size,
created_at::date AS day, day + 1 AS next_day, UPPER(size) AS loud FROM ${ref('shop.orders')} WHERE day > '2026-01-01'

--- lateral_aggregates
WITH paid AS (SELECT customer_id, total AS amount FROM ${ref('shop.orders')} WHERE status = 'paid') SELECT customer_id,
SUM(amount) AS total, COUNT(*) AS n, total / n AS mean, LEFT(status, 1) || n AS label FROM (SELECT p.customer_id, p.amount,
o.status FROM paid AS p JOIN ${ref('shop.orders')} AS o ON o.customer_id = p.customer_id) AS q GROUP BY customer_id, status

--- lateral_shadowed
SELECT order_id AS customer_id, customer_id + 1 AS next, status AS note, note || '!' AS loud FROM ${ref('shop.orders')}

--- lateral_casts
SELECT order_id, created_at::date AS day, LEFT(day, 7) AS month, total::int AS whole, whole || '-' || day AS label,
DATEDIFF(day, day, updated_at) AS open_days, NVL(open_days, 0) + whole AS score FROM ${ref('shop.orders')}

--- qualify_latest
SELECT order_id, customer_id FROM ${ref('shop.orders')} QUALIFY ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY created_at DESC, order_id) = 1

--- qualify_alias
SELECT customer_id, order_id, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY created_at DESC, order_id) AS rn FROM ${ref('shop.orders')} WHERE status <> 'open' QUALIFY rn = 1

--- qualify_groups
SELECT customer_id, SUM(total) AS s FROM ${ref('shop.orders')} GROUP BY customer_id QUALIFY RANK() OVER (ORDER BY s DESC) <= 2 ORDER BY s DESC

--- qualify_in_cte
WITH l AS (SELECT o.order_id, o.customer_id AS c, LEFT(o.created_at, 10) AS d FROM ${ref('shop.orders')} o QUALIFY (ROW_NUMBER() OVER (PARTITION BY o.customer_id ORDER BY o.created_at, o.order_id) = 1 AND NVL(o.tax, 0) >= 0)) SELECT d, COUNT(*) AS n FROM l GROUP BY d

--- qualify_in_union
SELECT u.c FROM (SELECT customer_id AS c FROM ${ref('shop.orders')} QUALIFY COUNT(*) OVER (PARTITION BY customer_id) > 1) u UNION ALL SELECT order_id FROM ${ref('shop.items')} QUALIFY DENSE_RANK() OVER (ORDER BY price DESC) = 1

--- qualify_alias_in_window
SELECT customer_id AS k, order_id FROM ${ref('shop.orders')} QUALIFY MAX(total) OVER (PARTITION BY k) = total

--- group_by_all_types
SELECT status, LEFT(note, 1) AS l, SUM(total) AS s, COUNT(*) AS n FROM ${ref('shop.orders')} GROUP BY ALL

--- months_of_dates
SELECT DATE_TRUNC('month', created_at::date) AS m, DATE_TRUNC('week', LAST_DAY(created_at)) AS w, COUNT(*) AS n FROM ${ref('shop.orders')} GROUP BY 1, 2

--- parts_of_texts
SELECT order_id, EXTRACT(year FROM updated_at::varchar) AS y, EXTRACT(month FROM '2026-03-01 10:00:00') AS m, DATE_TRUNC('day', updated_at::varchar) AS d FROM ${ref('shop.orders')}

--- approximate_counts
SELECT status, APPROXIMATE COUNT(DISTINCT customer_id) AS n FROM ${ref('shop.orders')} GROUP BY status

--- names_without_as
SELECT EXTRACT(year FROM created_at) year, EXTRACT(month FROM created_at) month, MAX(order_id) second, order_id % 2 hour FROM ${ref('shop.orders')} GROUP BY 1, 2, 4

--- pivot_by_values
SELECT customer_id, paid, p.open FROM (SELECT status, customer_id, total FROM ${ref('shop.orders')}) PIVOT (SUM(total) FOR status IN ('paid', 'open')) AS p WHERE paid > 3 OR paid IS NULL

--- pivot_star_of_cte
WITH x AS (SELECT status AS "St", customer_id, total, 1 AS one FROM ${ref('shop.orders')}) SELECT * FROM x PIVOT (SUM(total) AS s, COUNT(*) AS n FOR st IN ('paid', 'open' AS unpaid, 'lost'))

--- pivot_named_as_columns
SELECT status FROM (SELECT status, customer_id, total FROM ${ref('shop.orders')}) PIVOT (MAX(total) FOR status IN ('paid' AS status, 'open' AS total)) WHERE status > 1

--- pivot_average_of_integers
SELECT * FROM (SELECT status, o.customer_id, NVL(quantity, 0) + LEN(status) AS q FROM ${ref('shop.orders')} o JOIN ${ref('shop.items')} USING (order_id)) PIVOT (AVG(q) AS a, COUNT(DISTINCT q) AS d FOR status IN ('paid', 'refunded'))

--- pivot_without_keys
SELECT one, "2" FROM (SELECT quantity, price FROM ${ref('shop.items')}) PIVOT (SUM(price) FOR quantity IN (1 AS one, 2))

--- pivot_joined
SELECT a.sku, b.paid FROM ${ref('shop.items')} a JOIN (SELECT * FROM (SELECT status, order_id, total FROM ${ref('shop.orders')}) PIVOT (SUM(total) FOR status IN ('paid'))) b ON a.order_id = b.order_id

--- unpivot_columns
SELECT kind, COUNT(*) AS n, SUM(u.amount) AS s FROM (SELECT order_id, total, tax FROM ${ref('shop.orders')} WHERE NVL(total, 0) > 1) UNPIVOT (amount FOR kind IN (total, tax)) AS u GROUP BY kind

--- unpivot_names_and_nulls
SELECT * FROM (SELECT order_id, total, tax FROM ${ref('shop.orders')}) UNPIVOT INCLUDE NULLS (amount FOR kind IN (total AS t, tax AS 'TAX'))

--- exclude_of_a_source
SELECT * EXCLUDE (etl) FROM ${ref('shop.items')}

--- exclude_of_a_table_of_two
SELECT i.sku, o.* EXCLUDE (etl, note, email, tags, created_at, updated_at) FROM ${ref('shop.orders')} o LEFT JOIN ${ref('shop.items')} i ON o.order_id = i.order_id

--- exclude_through_queries
WITH x AS (SELECT * FROM ${ref('shop.items')} WHERE quantity > 1), y AS (SELECT x.*, 1 AS one FROM x) SELECT z.*, o.status FROM (SELECT * EXCLUDE (etl, one) FROM y) z JOIN ${ref('shop.orders')} o ON z.order_id = o.order_id

--- pivot_of_a_source
SELECT * FROM ${ref('shop.items')} PIVOT (COUNT(*) FOR sku IN ('A' AS a, 'B' AS b))

--- skipped_nulls_filled
SELECT event_id, LAST_VALUE(user_id IGNORE NULLS) OVER (PARTITION BY domain_sessionid ORDER BY derived_tstamp, event_id ROWS UNBOUNDED PRECEDING) AS filled, LAST_VALUE(NULLIF(page_referrer, '') IGNORE NULLS) OVER (ORDER BY event_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS referrer, FIRST_VALUE(os_timezone) IGNORE NULLS OVER (PARTITION BY domain_userid ORDER BY event_id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS tz FROM ${ref('atomic.ev')}

--- skipped_nulls_beside
SELECT order_id, LAG(tax) IGNORE NULLS OVER (ORDER BY order_id) AS one, LAG(tax, 2) IGNORE NULLS OVER (ORDER BY order_id) AS two, LEAD(NULLIF(note, '') IGNORE NULLS) OVER (ORDER BY order_id) AS note, 1 + NVL(LEAD(tax, 3) IGNORE NULLS OVER (ORDER BY order_id DESC), 0) AS far, FIRST_VALUE(CASE WHEN status = 'paid' THEN created_at END IGNORE NULLS) OVER (PARTITION BY customer_id ORDER BY created_at, order_id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS paid_next, LAST_VALUE(tax IGNORE NULLS) OVER (ORDER BY order_id ROWS BETWEEN 3 FOLLOWING AND 9 FOLLOWING) IS NULL AS last FROM ${ref('shop.orders')}

--- qualify_star
SELECT * FROM ${ref('shop.items')} QUALIFY ROW_NUMBER() OVER (PARTITION BY order_id ORDER BY price DESC, sku) = 1

--- qualify_star_of_two
WITH ranked AS (SELECT o.*, i.sku FROM ${ref('shop.orders')} o LEFT JOIN ${ref('shop.items')} i ON i.order_id = o.order_id QUALIFY RANK() OVER (PARTITION BY o.order_id ORDER BY i.sku) = 1) SELECT * EXCLUDE (etl, note) FROM ranked QUALIFY COUNT(*) OVER (PARTITION BY customer_id) > 1 ORDER BY sku

--- qualify_distinct
SELECT DISTINCT customer_id, status FROM ${ref('shop.orders')} QUALIFY COUNT(*) OVER (PARTITION BY customer_id) > 1 ORDER BY status, 1

--- interval_texts
SELECT order_id, created_at + INTERVAL '3 hours, 35 minutes' AS a, created_at + INTERVAL '1w, 1h, 1m, 1s' AS b, created_at - INTERVAL '1 quarter' AS c, created_at + order_id * INTERVAL '2 qtrs' AS d, created_at + INTERVAL '-1 day +2 hours' AS e, created_at::date + INTERVAL '0.5 days' AS f, created_at - INTERVAL '90' AS g, created_at - (order_id || ' days')::interval AS h FROM ${ref('shop.orders')}

--- epoch_of_many_units
SELECT e, TIMESTAMP 'epoch' + ms * INTERVAL '1 millisecond' AS a, TIMESTAMP 'epoch' + ms / 1000 * INTERVAL '1 second' AS b, DATEADD(ms, ms, '1970-01-01'::timestamp) AS c, DATEADD(us, ms * 1000 + 1, '1970-01-01') AS d, TIMESTAMP 'epoch' + ms / 1000.0 * INTERVAL '1 second' AS f FROM (SELECT event_id AS e, (EXTRACT(epoch FROM derived_tstamp)::bigint * 1000 + 123) * CASE WHEN user_id IS NULL THEN -1 ELSE 1 END AS ms FROM ${ref('atomic.ev')})

--- times_without_filling
SELECT order_id, TO_CHAR(updated_at, 'FMMonth FMDD, YYYY') AS a, TO_CHAR(updated_at, 'FMMM/FMDD/YY FMHH12:MI am') AS b, TO_CHAR(created_at, 'IYYY"-W"IW-ID') AS c, TO_CHAR(created_at, 'FMHH24:FMMI:FMSS') AS d FROM ${ref('shop.orders')}

--- bits_and_choices
SELECT order_id, order_id & 3 AS a, order_id | 4 AS b, order_id << 2 AS c, ~ order_id AS d, LTRIM(note, 'r0') AS e, RTRIM(note, 'e2') AS f FROM ${ref('shop.orders')}

--- approximate_percentile
SELECT status, APPROXIMATE PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY total) AS middle FROM ${ref('shop.orders')} GROUP BY status

--- months_of_dates_by_other_names
WITH d AS (SELECT customer_id, created_at::date AS day, TRUNC(updated_at) AS seen, CASE WHEN status = 'paid' THEN created_at::date END AS paid FROM ${ref('shop.orders')}), e AS (SELECT d.*, day AS same FROM d) SELECT customer_id, DATE_TRUNC('month', MAX(day))::varchar AS a, DATE_TRUNC('month', MIN(NVL(paid, '1900-01-02'))) AS b, DATE_TRUNC('week', GREATEST(MAX(seen), MAX(same))) AS c, MAX(DATE_TRUNC('year', same)::varchar) AS f, DATE_TRUNC('month', MAX(CASE WHEN day > seen THEN day ELSE seen END)) AS g, DATE_TRUNC('month', MAX(day - 7)) AS h, DATE_TRUNC('month', MAX(NULLIF(seen, '2026-01-01'))) AS i FROM e GROUP BY customer_id

--- months_of_dates_in_unions
WITH RECURSIVE s(d) AS (SELECT '2026-01-01'::date UNION ALL SELECT (d + 7)::date FROM s WHERE d < '2026-03-01') SELECT DATE_TRUNC('month', u.d)::varchar AS m, DATE_TRUNC('month', u.d + 3) AS n, COUNT(*) AS c FROM (SELECT d FROM s UNION ALL SELECT created_at::date FROM ${ref('shop.orders')}) u GROUP BY 1, 2

--- month_of_a_subquery
SELECT order_id, DATE_TRUNC('month', (SELECT MAX(e.derived_tstamp::date) FROM ${ref('atomic.ev')} e)) AS m, (created_at::date AT TIME ZONE 'America/New_York')::varchar AS z FROM ${ref('shop.orders')}

--- defaults_in_quotes
SELECT order_id, NVL(created_at::date, '1900-01-01') AS a, COALESCE(LEAD(created_at) OVER (ORDER BY order_id), '2999-01-01') AS b, NVL(tax, '0') AS c, GREATEST(created_at, '2026-01-06') AS d, NVL(note, '0') AS e FROM ${ref('shop.orders')}

--- days_of_times_by_other_names
WITH x AS (SELECT order_id, CONVERT_TIMEZONE('UTC', 'Asia/Tokyo', created_at) AS local, NVL(updated_at, created_at) AS seen, CASE WHEN status = 'paid' THEN created_at END AS paid, LAG(created_at) OVER (ORDER BY order_id) AS before, created_at AT TIME ZONE 'Europe/Berlin' AS berlin FROM ${ref('shop.orders')}) SELECT order_id, TRUNC(local) AS a, TRUNC(seen) AS b, TRUNC(paid) AS c, TRUNC(before) AS d, TRUNC(LEAST(local, seen)) AS e, TRUNC((SELECT MAX(i.etl) FROM ${ref('shop.items')} i)) AS f, DATEADD(day, 1, berlin)::varchar AS g, DATE_TRUNC('day', berlin)::varchar AS h, TRUNC(berlin) AS i, EXTRACT(hour FROM berlin) AS j FROM x

--- later_matches
SELECT event_id, REGEXP_SUBSTR(page_url, '[^/]+', 1, 2) AS host, REGEXP_SUBSTR(page_url, '/([a-z0-9])', 1, 2, 'e') AS letter, REGEXP_SUBSTR(useragent, '[A-O]', 1, 3, 'i') || '.' AS third, REGEXP_REPLACE(page_url, '^x*', '-') AS f FROM ${ref('atomic.ev')}

--- texts_of_quotients_by_aliases
-- A ratio gets a name, and is a text by that name, in one SELECT
SELECT
    order_id
  , ROUND(total / NULLIF(tax, 0), 2) AS r2
  , 'r=' || r2                       AS a   -- a word beside it: 0.90 is no 0.9
  , ROUND(total / 8.0, 1) AS r1, r1::varchar || '%' AS b
  , LEFT(r2, 5) || '.'               AS c
  , CASE WHEN r2 > 7 THEN r2::varchar ELSE 'x' END || '%' AS d
FROM ${ref('shop.orders')}

--- days_and_times_added
-- whole days, constants in quotes and clocks beside dates and timestamps
SELECT order_id
     , created_at + 1                                   AS next_day
     , DATE_TRUNC('month', created_at) - 1              AS month_before   -- the last day of it
     , 2 + created_at                                   AS in_two
     , created_at - order_id                            AS back
     , TRUNC(created_at + 1)                            AS cut
     , created_at::date - '2026-01-01'                  AS day_number
     , (created_at::date - '2025-12-29') / 7            AS week_number
     , '2026-12-31' - created_at::date                  AS days_left
     , (updated_at - '2026-01-01') > INTERVAL '1 day'   AS later
     , created_at::date + INTERVAL '23:59:59'           AS day_end
     , created_at - INTERVAL '1 02:03:04.5'             AS before
     , created_at::date + created_at::time              AS same
     , CASE WHEN created_at < '2026-01-06' THEN created_at ELSE '2026-01-06' END AS at_most
     , CASE WHEN status = 'paid' THEN '0' WHEN status = 'open' THEN NULL ELSE tax END AS free
FROM ${ref('shop.orders')}

--- parts_are_floating
/* DATE_PART is a DOUBLE PRECISION, and so is what is made of it;
   EXTRACT is whole. */
with h as (
  select customer_id, created_at, updated_at
       , date_part(hour, created_at) as hr
       , datepart(minute, updated_at) "Min"
  from ${ref('shop.orders')}
)
select customer_id
   , avg(hr)                                                 as mean
   , avg(extract(hour from created_at))                      as whole_mean
   , median(hr)                                              as middle
   , percentile_cont(0.25) within group (order by hr)        as quarter
   , round(avg("min" / 7), 2)                                as m
   , max(round(date_part('epoch', updated_at) / 86400, 3))   as days
   , max(round(date_part(epoch, updated_at - created_at) / 3600, 1)) as hours
   , max(trunc(datepart(epoch, updated_at) / 60, 1))         as minutes
   , max(date_part(year, created_at) || '-Q' || datepart(qtr, created_at)) as q
from h
group by customer_id

--- parts_that_are_added
select order_id
  , dateadd(day, -date_part(dow, created_at), created_at)                  as sunday
  , dateadd('day', 1 - date_part('dow', created_at), trunc(created_at))    as monday
  , dateadd(minute, -datepart(minute, created_at), created_at)             as hour_of
from ${ref('shop.orders')}

--- tens_as_texts
SELECT order_id,
    -- in steps of ten, from a quotient
    CAST(FLOOR(total / 10) * 10 AS varchar) || '-' || (FLOOR(total / 10) * 10 + 9) AS bucket,
    (CEIL(total / 7.0) - 1)::varchar || '%' AS sevens,
    ROUND(total / 7, 1) * 10 || '%' AS tenths
FROM ${ref('shop.orders')}

--- medians_rounded
WITH m AS (
    SELECT customer_id
         , MEDIAN(total)                                              AS "Middle"
         , PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY total DESC)    AS p10
         , ROUND(MEDIAN(order_id), 1)                                 AS mid_order
         , ROUND(PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY total::float), 2) AS f
    FROM ${ref('shop.orders')}
    GROUP BY customer_id   -- one row a customer
)
SELECT customer_id
     , mid_order, f
     , ROUND(middle, 2)            AS a
     , ROUND(Middle, 2)::varchar || '%' AS b
     , ROUND(p10 / 3, 1)           AS c
     , ROUND(NVL(p10, 0), 1) || '%' AS d
     , TRUNC(p10, 1)               AS e
     , FLOOR(middle)               AS g
     , CAST(middle AS decimal(10, 2))::varchar || '%' AS h
FROM m

--- medians_of_windows_rounded
SELECT order_id
     , ROUND(MEDIAN(total) OVER (PARTITION BY customer_id), 2) AS a
     , ROUND(PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY total) OVER (PARTITION BY status), 1) AS b
     , ROUND((SELECT AVG(i.price::float) FROM ${ref('shop.items')} i), 3) AS c
FROM ${ref('shop.orders')}

--- calendar_of_scripts
/* A calendar, as scripts that come from SQL Server have it */
SELECT
    bas.TK
    , bas."date"
    , CASE bas.day_of_week WHEN 1 THEN 'Sunday' WHEN 2 THEN 'Monday' ELSE 'other' END AS day_of_week_name
    , CONVERT(VARCHAR(2), bas.day_of_month) || CASE WHEN RIGHT(bas.day_of_month, 1) = 1 THEN 'st' ELSE 'th' END AS dom_name
    , cast(to_char(bas.date,'WW') as int) as week
    , cast(to_char(bas.date,'IW') as int) as iso_week
    , DATEADD(day, 7 - (CONVERT(INT, bas.day_of_week)), bas.date) AS week_end_date
    , date_trunc('week', bas.date) AS Week_start_date
    , 'Q' || CONVERT(VARCHAR(1), bas.quarter) AS quarter_name
    , DATEADD(day, -1, DATEADD(year, +1, date_trunc('year', bas.date))) AS year_end_date
    , bas.is_weekday
FROM (
  SELECT CONVERT(INT, TO_CHAR(DATEADD(day, num.number, '2010-01-01'), 'YYYYMMDD')) AS tk,
     CAST(DATEADD(day, num.number, '2010-01-01') AS DATE) AS "date",
     DATE_PART(dow, DATEADD(day, num.number, '2010-01-01')) + 1 AS day_of_week,
     DATEPART(day, DATEADD(day, num.number, '2010-01-01')) AS day_of_month,
     DATEPART(qtr, DATEADD(day, num.number, '2010-01-01')) AS quarter,
     CASE WHEN DATEPART(dow, DATEADD(day, num.number, '2010-01-01')) IN (0, 6) THEN 0 ELSE 1 END AS is_weekday
  FROM (SELECT order_id AS number FROM ${ref('shop.orders')} num LIMIT 50000) num
) bas

--- statements_by_class
SELECT status, kind, hr
   /* overall */
   ,COUNT(*)            query_total
   ,AVG(dur) avg_duration
   ,AVG(CASE WHEN icosile BETWEEN 6 AND 15 THEN dur ELSE NULL END) central_duration
   ,AVG(CASE WHEN icosile IN (10,11) THEN dur ELSE NULL END) "50th_percentile_dur"
   ,AVG(CASE WHEN icosile = 20 THEN dur ELSE NULL END) "95th_percentile_dur"
FROM /* quantiles */
  (SELECT status, kind, dur, hr
      ,NTILE(20) OVER (PARTITION BY status, kind ORDER BY dur) icosile
   FROM /* classes; NOTE the order is important. */
     (SELECT CASE WHEN "customer_id" = 1 THEN 'SYSTEM'
                  WHEN REGEXP_INSTR("note",'(blue|pg_)') > 0 THEN 'BLUE'
                  WHEN REGEXP_INSTR("status",'[pP][aA]') >0 THEN 'PAID'
             ELSE 'OTHER' END kind
            ,DATEPART(hour, created_at) AS hr
            ,DATEDIFF(milliseconds , created_at , updated_at) dur
            ,status
       FROM ${ref('shop.orders')}
     ) a
  ) b
GROUP BY 1,2,3
ORDER BY 1,2,3

--- sessions_by_idle_time
-- mapped events with idle time
with mapped as (
  select event_id, coalesce(cast(user_id as varchar), domain_userid) as looker_visitor_id, derived_tstamp as sent_at,
    datediff(minutes, lag(derived_tstamp) over(partition by domain_userid order by derived_tstamp), derived_tstamp) as idle_time_minutes
  from ${ref('atomic.ev')} as t
)
select row_number() over(partition by looker_visitor_id order by sent_at) || ' - '||  looker_visitor_id as session_id
  , looker_visitor_id
  , sent_at as session_start_at
  , row_number() over(partition by looker_visitor_id order by sent_at) as session_sequence_number
  , lead(sent_at) over(partition by looker_visitor_id order by sent_at) as next_session_start_at
from mapped
where (idle_time_minutes > 30 or idle_time_minutes is null)

--- rolling_days
WITH digits AS (
    SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
    UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9
), numbers AS (
  SELECT ones.d + 10*tens.d + 100*hundreds.d AS n FROM digits ones, digits tens, digits hundreds
)
, dates as (
  select ('2026-01-01'::date + n)::date as dt, n from numbers where ('2026-01-01'::date + n) < '2026-03-05'
)
select d.dt, to_char(d.dt, 'Dy') dow, count(o.order_id) as orders, coalesce(sum(o.total), 0)::numeric(12,2) as rev
     , sum(coalesce(sum(o.total), 0)) over (order by d.dt rows between 6 preceding and current row) as rolling_7
     , avg(coalesce(sum(o.total),0)) over (order by d.dt rows between 6 preceding and current row)::decimal(12,4) as avg7
from dates d
left outer join ${ref('shop.orders')} o on trunc(o.created_at) = d.dt
group by d.dt

--- islands_of_status
with marked as (
  select order_id, customer_id, status, created_at,
    row_number() over (order by created_at) - row_number() over (partition by status order by created_at) as grp
  from ${ref('shop.orders')}
)
select status, grp, min(created_at) as start_ts, max(created_at) end_ts, count(*) as "n rows", datediff(day, min(created_at), max(created_at)) + 1 as "days#"
from marked group by status, grp having count(*) >= 1

--- addresses_taken_apart
SELECT event_id,
  NULLIF(REGEXP_REPLACE(REGEXP_SUBSTR(page_url, 'utm_source=[^&#]*'), 'utm_source=', ''), '') AS utm_source,
  NULLIF(SPLIT_PART(SPLIT_PART(page_url, 'utm_medium=', 2), '&', 1), '') AS utm_medium,
  REGEXP_SUBSTR(page_url, '//([^/?#]+)', 1, 1, 'e') AS host,
  REPLACE(SPLIT_PART(REPLACE(REPLACE(page_url, 'https://', ''), 'http://', ''), '/', 1), 'www.', '') AS host2,
  CASE WHEN CHARINDEX('?', page_url) > 0 THEN LEFT(page_url, CHARINDEX('?', page_url) - 1) ELSE page_url END AS clean,
  LEN(page_url) - LEN(REPLACE(page_url, '/', '')) AS slashes,
  REVERSE(SPLIT_PART(REVERSE(page_urlpath), '/', 1)) AS last_part,
  TRANSLATE(page_urlpath, '/', '.') AS dotted, INITCAP(REPLACE(event_name, '_', ' ')) AS nice,
  SUBSTRING(page_url FROM 1 FOR 5) AS scheme, SUBSTR(page_url, 9) AS s9, STRPOS(page_url, 'org') AS p, POSITION('x' IN page_url) AS q
FROM ${ref('atomic.ev')}

--- patterns
SELECT event_id, REGEXP_COUNT(page_url, '[/?&]') AS n, REGEXP_INSTR(page_url, '\\?') AS q, REGEXP_REPLACE(page_url, '\\?.*$', '') AS noq,
  REGEXP_REPLACE(useragent, '\\s+', ' ') AS ua, REGEXP_SUBSTR(page_urlpath, '[0-9]+') AS num, REGEXP_REPLACE(page_urlpath, '/(\\w+)/(\\d+)', '$2-$1') AS swapped,
  page_url ~ '^https' AS secure, page_url !~ 'cart' AS nocart, page_url ~* 'CART' AS cart, REGEXP_COUNT(NULLIF(page_referrer, ''), 'o') AS os
FROM ${ref('atomic.ev')}

--- words_as_names
SELECT o.order_id AS "order", o.status AS "Select", o.total AS "from", o.created_at AS "timestamp", o.note AS "group by", total AS value, status AS type, note AS name,
  tags AS "user", email AS "default", customer_id AS language, tax "percent", order_id AS "end", etl AS date, order_id position, order_id AS row, customer_id AS level, status AS state,
  o.order_id AS rank, o.order_id AS "tag", o.order_id AS key, o.order_id AS data, o.order_id AS source, o.order_id AS location, o.order_id AS version, o.order_id AS year, o.order_id AS day, o.order_id AS time, o.order_id AS comment
FROM ${ref('shop.orders')} AS o

--- days_of_retention
with first_visit as (select user_id, min(trunc(derived_tstamp)) as first_day from ${ref('atomic.ev')} where user_id is not null group by 1),
activity as (select distinct user_id, trunc(derived_tstamp) as activity_day from ${ref('atomic.ev')} where user_id is not null)
select f.first_day
     , a.activity_day - f.first_day as day_number
     , count(distinct a.user_id) as users
     , count(distinct a.user_id)::decimal(10,4) / max(c.n) as pct
     , round(100.0 * count(distinct a.user_id) / nullif(max(c.n), 0), 2) || '%' as pct_txt
from first_visit f join activity a using (user_id)
join (select first_day, count(*) n from first_visit group by first_day) c on c.first_day = f.first_day
group by 1, 2 order by 1, 2

--- months_in_columns
select customer_id
 , sum(case when date_part(mon, created_at) = 1 then total end) as jan
 , sum(decode(date_part('month', created_at), 2, total)) as feb
 , count(case when extract(month from created_at)::int = 12 then 1 else null end) as "dec"
 , max(case to_char(created_at, 'MM') when '01' then note end) as note_jan
 , sum((status = 'paid')::int) as paid_n
 , sum(case when status = 'paid' then 1 else 0 end)::float / count(*) as paid_share
from ${ref('shop.orders')}
group by customer_id

--- correlated_questions
SELECT o.order_id, (SELECT MAX(i.price) FROM ${ref('shop.items')} i WHERE i.order_id = o.order_id) AS max_price,
 (SELECT COUNT(*) FROM ${ref('shop.items')} i WHERE i.order_id = o.order_id) AS items,
 CASE WHEN EXISTS (SELECT 1 FROM ${ref('atomic.ev')} e WHERE e.user_id = o.customer_id) THEN 'seen' ELSE 'not' END AS web, total > (SELECT AVG(total) FROM ${ref('shop.orders')}) AS above
FROM ${ref('shop.orders')} o WHERE o.total >= (SELECT AVG(total) FROM ${ref('shop.orders')} p WHERE p.customer_id = o.customer_id)

--- first_of_each
SELECT DISTINCT customer_id, FIRST_VALUE(status) OVER (PARTITION BY customer_id ORDER BY created_at ASC ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) first_status,
 LAST_VALUE(total) OVER (PARTITION BY customer_id ORDER BY created_at ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS last_total,
 NTH_VALUE(order_id, 2) OVER (PARTITION BY customer_id ORDER BY created_at ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS second_order,
 COUNT(*) OVER (PARTITION BY customer_id) AS n
FROM ${ref('shop.orders')}

--- distributions
SELECT order_id, PERCENT_RANK() OVER (ORDER BY total) AS pr, CUME_DIST() OVER (PARTITION BY customer_id ORDER BY total) AS cd, DENSE_RANK() OVER (ORDER BY customer_id DESC) dr,
 RATIO_TO_REPORT(total) OVER () AS rr, MEDIAN(total) OVER (PARTITION BY customer_id) AS m, PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY total) OVER (PARTITION BY customer_id) AS pd,
 PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY total DESC) OVER (PARTITION BY status) AS pc, STDDEV_SAMP(total) OVER (PARTITION BY customer_id) IS NULL AS sd,
 LISTAGG(status, '|') WITHIN GROUP (ORDER BY order_id) OVER (PARTITION BY customer_id) AS la
FROM ${ref('shop.orders')}

--- many_aggregates
SELECT status, STDDEV_POP(total)::decimal(12,4) sp, VARIANCE(total)::decimal(12,4) AS v, VAR_SAMP(order_id)::decimal(12,4) vs, BOOL_AND(total > 5) ba, BOOL_OR(tax IS NULL) bo, BIT_AND(order_id) band, BIT_OR(order_id) bor,
 LISTAGG(DISTINCT customer_id::varchar, ',') WITHIN GROUP (ORDER BY customer_id::varchar) AS la, LISTAGG(order_id, ';') WITHIN GROUP (ORDER BY order_id DESC) lb, ANY_VALUE(status) AS av, AVG(order_id) AS ai, AVG(total)::decimal(10,2) ad, SUM(DISTINCT customer_id) sd, COUNT(DISTINCT status || customer_id) cd, MAX(created_at::date) md, MIN(note) mn,
 APPROXIMATE COUNT(DISTINCT order_id) ac
FROM ${ref('shop.orders')} GROUP BY status

--- union_of_types
SELECT order_id, total AS v, created_at AS ts, NULL AS x FROM ${ref('shop.orders')}
UNION ALL
SELECT user_id, 0, '2026-01-01', 'web' FROM ${ref('atomic.ev')}
UNION ALL
SELECT NULL, 1.5, NULL, NULL
UNION
SELECT order_id, price, etl, sku FROM ${ref('shop.items')}

--- between_dates
SELECT order_id FROM ${ref('shop.orders')} WHERE created_at BETWEEN '2026-01-01' AND DATEADD(day, 40, '2026-01-01'::date) AND updated_at BETWEEN created_at AND created_at + INTERVAL '60 days'
 AND created_at::date BETWEEN TO_DATE('20260101','YYYYMMDD') AND DATE('2026-02-28') AND total NOT BETWEEN 1 AND 2

--- nulls_chosen
SELECT order_id, GREATEST(tax, NULL, 1) AS g, LEAST(NULL, tax) AS l, NVL2(tax, 'has', 'no') AS n2, NULLIF(status, 'paid') AS nf, COALESCE(NULL, tax, 0) c, DECODE(note, NULL, 'null', '', 'empty', note) AS d, tax IS NULL AS i
FROM ${ref('shop.orders')}

--- zones
SELECT event_id, CONVERT_TIMEZONE('America/New_York', derived_tstamp) AS a, CONVERT_TIMEZONE('UTC', 'Asia/Kolkata', derived_tstamp) b, derived_tstamp AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Paris' AS c,
 CONVERT_TIMEZONE('UTC', COALESCE(os_timezone, 'UTC'), derived_tstamp)::date AS local_day, DATE_TRUNC('day', CONVERT_TIMEZONE('UTC', 'US/Eastern', derived_tstamp)) d, (derived_tstamp AT TIME ZONE 'PST')::timestamptz = derived_tstamp AT TIME ZONE 'PST' AS e
FROM ${ref('atomic.ev')}

--- epochs
SELECT order_id, DATEADD(s, 1700000000, 'epoch'::timestamp) AS a, TIMESTAMP 'epoch' + 1700000000 * INTERVAL '1 second' b, DATE_PART(epoch, created_at) c, EXTRACT('epoch' FROM updated_at - created_at) d, DATEDIFF('second', '1970-01-01', created_at) e, (DATE_PART('epoch', created_at)::BIGINT / 86400) f, EXTRACT(EPOCH FROM created_at)::INT % 60 g
FROM ${ref('shop.orders')}

--- json_of_texts
SELECT event_id, JSON_EXTRACT_PATH_TEXT(unstruct, 'data', 'data', 'name', true) a, JSON_EXTRACT_ARRAY_ELEMENT_TEXT('["x","y"]', 1) b, JSON_ARRAY_LENGTH('[1,2]') c, IS_VALID_JSON(unstruct) d, CASE WHEN is_valid_json(unstruct) AND JSON_EXTRACT_PATH_TEXT(unstruct, 'data') <> '' THEN 1 ELSE 0 END e,
 NULLIF(JSON_EXTRACT_PATH_TEXT(CASE WHEN IS_VALID_JSON(unstruct) THEN unstruct END, 'data', 'data', 'id'), '')::int f, JSON_EXTRACT_PATH_TEXT(JSON_EXTRACT_ARRAY_ELEMENT_TEXT('[{"k":"v"}]', 0), 'k') g, json_extract_path_text(regexp_replace('{"a.b":"z"}', '[.]', '_'), 'a_b') h
FROM ${ref('atomic.ev')}

--- ranks_of_groups
SELECT * FROM (
  SELECT customer_id, status, SUM(total) AS s, RANK() OVER (PARTITION BY status ORDER BY SUM(total) DESC) AS rk, SUM(SUM(total)) OVER (PARTITION BY status) AS all_s, COUNT(*) n
  FROM ${ref('shop.orders')} GROUP BY 1, 2 HAVING SUM(total) > 5 AND COUNT(DISTINCT order_id) < 10
) WHERE rk <= 2 AND s / all_s > 0.01

--- mapped_by_list
WITH map (code, label) AS (SELECT 'paid', 'Paid' UNION ALL SELECT 'open', 'Open')
SELECT o.order_id, m.label, COALESCE(m.label, 'n/a') FROM ${ref('shop.orders')} o LEFT JOIN map m ON m.code = o.status

--- views_in_session
-- page views in session
with
prep as (
    select
        ev.page_view_id, ev.event_id, ev.domain_userid, ev.domain_sessionid,
        row_number() over (partition by ev.domain_sessionid order by ev.derived_tstamp, ev.event_id) as page_view_in_session_index,
        count(*) over (partition by ev.domain_sessionid) as page_views_in_session,
        case when ev.page_urlpath ilike '%/product/%' then 'product'
             when regexp_substr(ev.page_url, 'cart') <> '' then 'cart'
             else null end as content_group,
        case when lower(ev.useragent) similar to '%(bot|crawl|slurp|spider|archiv|spinn|sniff|seo|audit|survey|pingdom|worm|capture|(browser|screen)shots|analyz|index|thumb|check|facebook|pingdombot|phantomjs|yandexbot|twitterbot|a_archiver|facebookexternalhit|bingbot|bingpreview|googlebot|baiduspider|360(spider|user-agent)|semalt)%' then true else false end is_bot
    from ${ref('atomic.ev')} as ev
    where ev.event_name = 'page_view' and ev.page_view_id is not null
)
select *, (page_view_in_session_index = 1)::boolean as is_first, case when page_view_in_session_index = page_views_in_session then 1 else 0 end = 1 as is_last
from prep
where not is_bot

--- staged_fields
with base as (select * from ${ref('shop.orders')}),
fields as (
  select
    cast(null as integer) as _fivetran_id,
    order_id as id,
    cast(status as TEXT) as status,
    cast(total as numeric(28,6)) as amount,
    cast(null as timestamp) as cancelled_at,
    cast(created_at as timestamp) as created_timestamp,
    coalesce(cast(note as varchar(256)), '') as note,
    cast(email as varchar) as email,
    cast('' as varchar) as source_relation,
    cast(null as boolean) as is_deleted,
    cast(null as TEXT) as misc
  from base
), final as (select * from fields where not coalesce(is_deleted, false))
select *, md5(cast(coalesce(cast(id as TEXT), '_dbt_utils_surrogate_key_null_') || '-' || coalesce(cast(source_relation as TEXT), '_dbt_utils_surrogate_key_null_') as TEXT)) as uid from final

--- months_of_a_spine
with rawdata as (
    with p as (select 0 as generated_number union all select 1), unioned as (
    select
    p0.generated_number * power(2, 0)
     +
    p1.generated_number * power(2, 1)
    + 1
    as generated_number
    from p as p0 cross join p as p1
    )
    select * from unioned where generated_number <= 3 order by generated_number
),
all_periods as (
    select (
    dateadd(
        month,
        row_number() over (order by 1) - 1,
        cast('2026-01-01' as date)
        )
) as date_month
    from rawdata
),
filtered as (select * from all_periods where date_month <= cast('2026-03-01' as date))
select * from filtered

--- last_touch
select order_id, total, max(case when rn = 1 then src end) as last_src, listagg(src, ' > ') within group (order by derived_tstamp) as path, count(distinct src) n_src
from (
 select o.order_id, o.total, e.derived_tstamp, nvl(nullif(regexp_substr(e.page_url, 'utm_[a-z]+=([^&]+)', 1, 1, 'e'), ''), '(direct)') as src,
   row_number() over (partition by o.order_id order by e.derived_tstamp desc, e.event_id) rn
 from ${ref('shop.orders')} o left join ${ref('atomic.ev')} e on e.user_id = o.customer_id and e.derived_tstamp <= o.created_at and datediff(day, e.derived_tstamp, o.created_at) <= 30
) group by 1, 2

--- funnel_rates
with steps as (
  select domain_userid u
   , min(case when event_name = 'page_view' then derived_tstamp end) s1
   , min(case when event_name = 'add_to_cart' then derived_tstamp end) s2
   , min(case when event_name = 'purchase' then derived_tstamp end) s3
  from ${ref('atomic.ev')} group by domain_userid
)
select count(s1) as n1, sum(case when s2 > s1 then 1 else 0 end) as n2, count(case when s3 > s1 then u end) n3,
   round(100 * sum(case when s2 > s1 then 1 else 0 end)::numeric / nullif(count(s1), 0), 1) as pct2,
   avg(case when s2 > s1 then datediff(second, s1, s2) end) avg_s, 
   cast(sum(case when s3 > s1 then 1.0 else 0 end) / count(*) as decimal(5,4)) as rate
from steps

--- marked_outer_join
select o.order_id, i.sku, i.quantity from ${ref('shop.orders')} o, ${ref('shop.items')} i where o.order_id = i.order_id(+) and i.quantity(+) > 1

--- three_with_commas
select o.order_id, i.sku, e.event_id
from ${ref('shop.orders')} as o
   , ${ref('shop.items')} as i
   , (select distinct user_id, event_id from ${ref('atomic.ev')} where user_id is not null) e
where o.order_id = i.order_id and o.customer_id = e.user_id and i.sku in ('A', 'B') and o.status <> 'open'

--- grouped_by_aliases
select date_trunc('month', created_at)::date as "month", upper(status) as st, sum(total) as total, count(1) as cnt
from ${ref('shop.orders')} group by "month", st having count(1) > 0 order by "month" desc, st

--- top_by_case
select top 3 order_id, status from ${ref('shop.orders')} order by case when status = 'paid' then 0 else 1 end, total desc nulls last, order_id

--- comments_everywhere
select /* a /* nested */ comment */ order_id -- trailing ; not an end
  , status -- it's
  , '--not a comment' as a, '/* nor this */' as b
/* multi
   line */ from ${ref('shop.orders')} -- end

--- intervals_of_all_kinds
select order_id, created_at + interval '1' day as a, created_at - interval '3 months' b, created_at + interval '1 year 2 months' as c, interval '90 minutes' d, created_at + 2 * interval '1 hour' as e, date_trunc('hour', created_at) + floor(date_part(minute, created_at) / 15) * interval '15 minutes' f, dateadd(minute, (date_part(minute, created_at)::int / 15) * 15, date_trunc('hour', created_at)) g, (updated_at - created_at) > interval '5 days' as h, extract(day from updated_at - created_at) i, created_at + '1 day'::interval as j, created_at + interval '1 day' * order_id as k, date '2024-02-29' + interval '1 year' l
from ${ref('shop.orders')}

--- booleans
select order_id, case when true then 1 end a, (status = 'paid') is true b, (tax > 1) is not true c, (tax > 1) is unknown d, not (status = 'paid') e, status = 'paid' or tax is null f, bool_and(total > 1) over (partition by customer_id) g, (total > 10) = (tax > 1) h, coalesce(tax > 1, false)::int i, nvl((tax > 1), true) j, case (total > 10) when true then 'y' else 'n' end k
from ${ref('shop.orders')} where (status = 'paid' or true) and not false

--- rows_in_lists
select order_id from ${ref('shop.orders')} where (customer_id, status) in (select customer_id, status from ${ref('shop.orders')} where total > 10) and order_id in (1, 2, 7, 4) and status not in ('lost', 'x') and (order_id, status) not in ((1, 'open'), (2, 'paid'))

--- any_and_all
select order_id, total >= all (select total from ${ref('shop.orders')}) a, order_id = any (select order_id from ${ref('shop.items')}) as b, status = some (select status from ${ref('shop.orders')} where total > 50) c from ${ref('shop.orders')}

--- sets_in_parentheses
(select customer_id from ${ref('shop.orders')} intersect select user_id from ${ref('atomic.ev')}) union all (select order_id from ${ref('shop.items')} except select 1) order by 1 limit 10

--- arrays_exploded
with numbers as (select row_number() over (order by event_id) - 1 as n from ${ref('atomic.ev')}),
 j as (select order_id, tags, json_array_length(tags, true) as len from ${ref('shop.orders')} where tags is not null and tags <> '')
select j.order_id, n.n::int as idx, json_extract_array_element_text(j.tags, n.n::int) as el, is_valid_json(json_extract_array_element_text(j.tags, n.n::int)) as obj,
  trim('"' from json_extract_array_element_text(j.tags, n.n::int, true)) as stripped
from j inner join numbers n on n.n < j.len

--- tags_split
with n as (select 1 as i union select 2 union select 3)
select o.order_id, i, split_part(replace(replace(replace(tags, '[', ''), ']', ''), '"', ''), ',', i) as tag, regexp_count(tags, ',') + 1 as cnt from ${ref('shop.orders')} o join n on i <= regexp_count(o.tags, ',') + 1 where split_part(tags, ',', i) != ''

--- frames
select order_id, sum(total) over (order by created_at rows between 1 preceding and 1 following) a, avg(total) over (partition by customer_id order by created_at rows between unbounded preceding and 1 preceding)::decimal(10,2) b, count(*) over (order by order_id rows between current row and unbounded following) c, max(total) over (order by order_id rows 2 preceding) d, lag(total, 2, 0) over (order by order_id) as e, lead(status, 1, 'none') over (order by order_id) f, sum(case when status = 'paid' then 1 else 0 end) over (partition by customer_id order by created_at rows unbounded preceding) g, first_value(note ignore nulls) over (partition by customer_id order by created_at rows between unbounded preceding and unbounded following) h, min(created_at) over () as i, total - lag(total) over (order by order_id) as j
from ${ref('shop.orders')}

--- buckets_of_hashes
select order_id, strtol(left(md5(order_id::varchar), 8), 16) % 100 as bucket, mod(strtol(substring(md5(status), 1, 7), 16), 10) b, abs(mod(strtol(right(md5(email), 6), 16), 3)) c, upper(md5(nvl(email, ''))) d, sha2(email || status, 256) e from ${ref('shop.orders')}

--- texts_at_their_ends
select order_id, regexp_replace(email, '[^a-zA-Z0-9]+', '_') a, regexp_replace(lower(trim(email)), '(.)@', '*@') b, replace(email, chr(64), ' at ') c, len(regexp_replace(email, '[^@]', '')) d, position('@' in email) e, substring(email, position('@' in email) + 1, len(email)) f, email like '%\\_%' i, email like '%@x%' escape '!' j, initcap('hello wORLD foo-bar') k, translate('a1b2', '12', 'x') l, substring('abc', 0, 2) m, substring('abc', -1, 3) n, left('abc', 10) o, lpad('abcdef', 3) p, lpad('abc', 5, '') as q, strpos('abc', '') r, charindex('', 'abc') s, repeat('a', 0) || '.' t, split_part('a,b,c', ',', 5) || '.' u, reverse('abc') v, regexp_substr('aaa', 'b') || '.' w
from ${ref('shop.orders')}

--- averages_of_types
select avg(order_id) a, avg(order_id::decimal(10,2)) b, avg(order_id * 1.0) c, sum(order_id) / count(*) d, sum(total) / count(*) e, sum(order_id)::float / count(*) f, avg(quantity::float) g, round(avg(total), 2) h, avg(datediff(day, created_at, updated_at)) i, avg(case when status = 'paid' then 1 else 0 end) as j, avg((status = 'paid')::int::float) k, avg(extract(hour from created_at)) l, sum(1.0 * order_id) / sum(2) m, stddev(order_id)::decimal(10,3) n, avg(len(status)) as o
from ${ref('shop.orders')} join ${ref('shop.items')} using (order_id)

--- numbers_in_texts
select o.order_id, extract(year from created_at) || '-' || lpad(extract(month from created_at), 2, '0') as ym, date_part(year, created_at) || '-Q' || date_part(quarter, created_at) as yq, date_part('month', created_at)::int || '/' || date_part(day, created_at)::int as md, extract(hour from created_at)::varchar || 'h' h, datediff(day, created_at, updated_at) || ' days' as dd, (total > 10) as big, floor(total / 10) || 'x' as f, ceil(total)::varchar || 'c' as c, trunc(total) || '' as t, order_id / 2 || '' i, sqrt(order_id * order_id) || '' s, power(order_id, 2)::varchar p, order_id::float::varchar as fl, total::float::varchar g, (order_id * 1.5)::varchar k
from ${ref('shop.orders')} o

--- shares_of_all
select case when count(*) = 0 then null else sum(case when status = 'paid' then 1 else 0 end) * 100.0 / count(*) end as pct, sum(total) filter (where status = 'paid') as f, count(distinct case when status = 'paid' then customer_id end) / nullif(count(distinct customer_id)::float, 0) r, nvl(sum(case when status = 'lost' then total end), 0) as lost, max(case when status='paid' then 'y' else 'n' end) mx, count(nullif(note, '')) n
from ${ref('shop.orders')}

--- recursive_path
with recursive tree(id, parent, lvl, path) as (
  select order_id, null::int, 1, order_id::varchar(100) from ${ref('shop.orders')} where order_id = 1
  union all
  select o.order_id, t.id, t.lvl + 1, (t.path || '>' || o.order_id)::varchar(100) from ${ref('shop.orders')} o join tree t on o.order_id = t.id + 1 where t.lvl < 5
) select * from tree

--- union_of_measures
select x.order_id, x.kind, sum(x.v) as v from (
   select order_id, 'net' as kind, total - nvl(tax, 0) as v from ${ref('shop.orders')}
   union all select order_id, 'tax', tax from ${ref('shop.orders')} where tax is not null
   union all (select order_id, 'items', sum(price * quantity) from ${ref('shop.items')} group by 1)
) x group by 1, 2 having sum(x.v) <> 0

--- json_at_its_ends
select json_extract_path_text('{"a":{"b":[1,2,{"c":"x"}]}}', 'a', 'b') as a, json_extract_path_text('{"a":null}', 'a') as b, json_extract_path_text('', 'a', true) as c, json_extract_array_element_text('[1,2]', 5) d, json_extract_array_element_text('[1,2]', -1) e, json_array_length('[]') f, json_extract_path_text('{"a":""}', 'a') || '.' g, json_extract_path_text('{"a":1}', 'b') || '.' as h, is_valid_json('{}') i, is_valid_json_array('[]') j, is_valid_json('x') k, can_json_parse('{"a":1}') l from ${ref('shop.orders')} limit 1

--- periods_compared
select order_id from ${ref('shop.orders')} where created_at >= '2026-01-01' and created_at < '2026-02-01' or (updated_at between '2026-02-01 00:00:00' and '2026-02-28 23:59:59') and date(created_at) != '2026-01-05' and to_char(created_at, 'YYYYMM') in ('202601', '202602') and extract(year from created_at) = 2026 and date_part('month', created_at) in (1, 2)

--- blanks_and_nulls
select coalesce(nullif(trim(note), ''), nullif(trim(email), ''), 'unknown') as a, nvl(nullif(note, ''), status) b, case when trim(nvl(note, '')) = '' then 'blank' else note end c, len(note) d, note || '' as e, nullif(len(trim(note)), 0) f, lower(trim(both from email)) g, upper(left(trim(email), 1)) || lower(substring(trim(email), 2)) h, concat(concat(status, ' '), nvl(note, '')) i, status || ' ' || note j from ${ref('shop.orders')}

--- growth_by_customer
select t.customer_id, t.month, t.rev, sum(t.rev) over (partition by t.customer_id order by t.month rows between unbounded preceding and current row) cum, lag(t.rev, 1) over (partition by t.customer_id order by t.month) prev, round((t.rev - lag(t.rev, 1) over (partition by t.customer_id order by t.month)) / nullif(lag(t.rev, 1) over (partition by t.customer_id order by t.month), 0) * 100, 2) as growth, rank() over (partition by t.month order by t.rev desc) rk
from (select customer_id, date_trunc('month', created_at)::date as month, sum(total) as rev from ${ref('shop.orders')} group by 1, 2) t

--- aliases_of_aggregates
select o.customer_id, count(*) total_orders, count(*) - 1 as repeats, total_orders - repeats as one, min(created_at)::date first_day, max(created_at)::date - min(created_at)::date as span, case when total_orders > 1 then span::float / repeats end as avg_gap, sum(total) over_total from ${ref('shop.orders')} o group by o.customer_id

--- cases_within_cases
select order_id, case status when 'paid' then case when total > 10 then 'a' else 'b' end when 'open' then 'c' end as x, (case when tax is null then 0 else tax end) + total as y, case when note in ('12', 'blue') then 1 when note is null then -1 else 0 end z, nullif(case when total > 20 then 'x' else '' end, '') w, decode(status, 'paid', 1, 'open', 2) v, decode(tax, null, 0, tax) u, decode(customer_id, 1, 'one', 2, 'two') as t from ${ref('shop.orders')}

--- ages_in_columns
select sum(case when datediff(day, created_at, updated_at) <= 7 then 1 else 0 end) d7, sum(case when datediff(day, created_at, updated_at) between 8 and 30 then 1 else 0 end) "8-30", sum(case when updated_at > created_at + interval '30 days' then total else 0 end) later, count(case when date_trunc('day', updated_at) = date_trunc('day', created_at) then 1 end) same from ${ref('shop.orders')}

--- ids_of_both
select u.id, u.src, row_number() over (order by u.seen, u.id, u.src) n from (select customer_id::varchar id, 'o'::varchar(3) as src, min(created_at) seen from ${ref('shop.orders')} group by 1,2 union select domain_userid, 'web', min(derived_tstamp) from ${ref('atomic.ev')} group by domain_userid) as u (id, src, seen)

--- spans
select customer_id, max(created_at) - min(created_at) as span, avg(updated_at - created_at) as av, extract(epoch from max(updated_at) - min(created_at)) / 3600 as hrs, date_part('day', max(updated_at) - min(created_at)) d from ${ref('shop.orders')} group by 1

--- constants_as_times
select order_id, created_at::date = '2026-01-05' as a, created_at > '2026-01-05'::date b, created_at = '2026-01-05 10:00' c, trunc(created_at) in ('2026-01-05', '2026-02-01') d, date '2026-01-05' = created_at e, created_at::date between '2026-01-01' and '2026-01-31' f, nvl(updated_at, '2026-01-01') > created_at g, case when created_at < '2026-01-06' then created_at else '2026-01-06' end h, greatest(created_at, '2026-01-06 00:00:00') i, created_at::varchar like '2026-01%' j, left(created_at, 7) = '2026-01' k, to_date(to_char(created_at, 'YYYY-MM') || '-01', 'YYYY-MM-DD') l, (to_char(created_at, 'YYYY-MM') || '-01')::date as m, date_part(year, '2026-05-06'::date) n, '2026-05-06'::timestamp - created_at o from ${ref('shop.orders')}

--- names_used_again
-- a count, a date, a text and a code go by the names of columns of other types
with a as (select customer_id, count(*) as total, max(created_at)::date as created_at, min(order_id) as status from ${ref('shop.orders')} group by 1),
 b as (select a.*, to_char(created_at, 'YYYY-MM') as updated_at, total / 2 as tax from a)
select customer_id, total / 2 as half, total || 'x' as label, avg(total) over () as mean, created_at - '2026-01-01' as days, left(created_at, 7) as month,
  date_trunc('month', created_at) as m, status / 2 as s2, left(status, 1) as s1, status like '1%' as one, (updated_at || '-01')::date + 1 as second_day, tax / 2 as quarter, tax || '' as t
from b

--- dates_and_times_of_one_name
select a.customer_id, i.sku, a.etl - i.etl::date as d, trunc(a.etl) as cut, left(i.etl, 7) as m, datediff(day, i.etl, a.etl) as n
from (select customer_id, order_id, created_at as etl, order_id::float / 2 as tax from ${ref('shop.orders')}) a
join (select order_id, sku, etl::date as etl from ${ref('shop.items')}) i on i.order_id = a.order_id and a.tax || '' <> '9'

--- numbers_of_a_recursion
with recursive r (n, total, path) as (
  select 1, 1::bigint, 'a'::varchar(50) union all select n + 1, total * (n + 1), (path || n)::varchar(50) from r where n < 6
) select n, total / n as q, n / 2 as half, lpad(n, 2, '0') as l, avg(n) over () as mean, path, total || '!' as f from r

--- engaged_and_absolute_time
with pings as (
  select ev.page_view_id, max(ev.derived_tstamp) as end_tstamp,
    count(case when ev.event_name = 'page_view' then 1 end) as pvs,
    10 * (count(distinct(floor(date_part('epoch', ev.dvce_created_tstamp)/10))) - 1) + 5 as engaged_time_in_s
  from ${ref('atomic.ev')} as ev where ev.event_name in ('page_ping', 'page_view') and ev.page_view_id is not null group by 1
)
select p.page_view_id, p.end_tstamp, p.pvs, p.engaged_time_in_s, datediff(second, min(e.derived_tstamp), p.end_tstamp) as absolute_time_in_s
from pings p join ${ref('atomic.ev')} e on e.page_view_id = p.page_view_id and e.event_name = 'page_view' group by 1,2,3,4

--- depth_of_scrolling
select page_view_id, max(coalesce(nullif(regexp_substr(page_url, 'b=([0-9]+)', 1, 1, 'e'), '')::int, 0)) as vmax, least(greatest(min(coalesce(domain_sessionidx, 0)), 0), max(5)) as hmin,
 round(100.0*(greatest(max(domain_sessionidx), 0) + 500)/ 1500::float) as relative_hmax
from ${ref('atomic.ev')} where event_name = 'page_view' group by 1

--- channels_by_campaign
select event_id,
  case
    when lower(regexp_substr(page_url, 'utm_medium=([^&]*)', 1, 1, 'e')) in ('cpc', 'ppc', 'sem', 'paidsearch') and lower(regexp_substr(page_url, 'utm_source=([^&]*)', 1, 1, 'e')) similar to '%(google|bing|yahoo)%' then 'Paid Search'
    when regexp_substr(page_url, 'utm_medium=([^&]*)', 1, 1, 'e') ilike '%(cpv|cpa|cpp|content-text|advertising|ads)%' then 'Other Advertising'
    when lower(regexp_substr(page_url, 'utm_source=([^&]*)', 1, 1, 'e')) ~ '^(mail|email|newsletter)$' then 'Email'
    when nullif(page_referrer, '') is null and regexp_substr(page_url, 'utm_') = '' then 'Direct'
    when page_referrer similar to '(https?://)?(www[.])?google[.][a-z]+/?%' then 'Organic Search'
    when regexp_substr(page_referrer, '[^/]+$') = split_part(page_referrer, '/', regexp_count(page_referrer, '/') + 1) then 'Same'
    else 'Referral' end as channel,
  regexp_replace(split_part(split_part(page_referrer, '//', 2), '/', 1), '^www[.]', '') as refr_urlhost,
  nullif(split_part(page_url, '#', 2), '') as frag
from ${ref('atomic.ev')}

--- parts_of_queries
select event_id, replace(replace(replace(regexp_substr(page_url, '[?].*$'), '%20', ' '), '+', ' '), '%2F', '/') q,
 split_part(regexp_substr(page_url, 'utm_source=[^&]*'), '=', 2) s, lower(split_part(split_part(page_url, '://', 2), '/', 1)) h,
 '/' || split_part(split_part(split_part(page_url, '://', 2), '?', 1), '/', 2) first_path, len(page_url) - len(replace(page_url, '/', '')) depth,
 substring(page_url, charindex('?', page_url) + 1, len(page_url)) qs, left(page_url, case when strpos(page_url, '?') = 0 then len(page_url) else strpos(page_url, '?') - 1 end) nq
from ${ref('atomic.ev')}

--- systems_of_agents
select event_id, case when useragent ilike '%iphone%' then 'iOS' when useragent ilike '%android%' then 'Android' when useragent similar to '%(Mozilla|Opera)/?[0-9.]*%' then 'Desktop' when useragent like '%\\_%' then 'u' else initcap(split_part(useragent, ' ', 1)) end as os, coalesce(regexp_substr(useragent, '[0-9]+([.][0-9]+)*'), '') || '|' v, translate(useragent, 'aeiou', '') cons, position('spider' in lower(useragent)) > 0 as bot from ${ref('atomic.ev')}

--- users_stitched
with map as (select domain_userid, last_value(user_id ignore nulls) over (partition by domain_userid order by derived_tstamp, event_id rows between unbounded preceding and unbounded following) as uid, max(derived_tstamp) over (partition by domain_userid) as last_seen from ${ref('atomic.ev')}),
 m as (select distinct domain_userid, uid, last_seen from map)
select e.event_id, coalesce(m.uid::varchar, e.domain_userid) as stitched_user_id, decode(m.uid, null, false, true) as is_known, m.last_seen::date - e.derived_tstamp::date as days_before
from ${ref('atomic.ev')} e left join m using (domain_userid)

--- copies_numbered
with d as (select *, row_number() over (partition by page_view_id, event_name order by derived_tstamp, event_id) n, count(*) over (partition by page_view_id) c from ${ref('atomic.ev')})
select event_id, page_view_id, n, c, case when n = 1 then 'keep' else 'drop' || (n - 1)::varchar end k, lag(event_name, 1, 'start') over (partition by domain_userid order by derived_tstamp, event_id) prev from d

--- sessions_summed_up
select domain_sessionid, domain_userid, min(derived_tstamp) start_t, dateadd(minute, 30, max(derived_tstamp)) expires, count(distinct case when event_name = 'page_view' then page_view_id end) pvs,
 (count(distinct page_view_id) = 1 and max(case when event_name = 'page_ping' then 1 else 0 end) = 0) is_bounce, listagg(distinct event_name, ',') within group (order by event_name) evs,
 max(case when event_name = 'purchase' then 1 else 0 end)::boolean converted, sum(1)::bigint n, count(*)::numeric(10,2) / nullif(count(distinct page_view_id), 0) as per_view, min(domain_sessionidx) || ' of ' || max(domain_sessionidx) pos
from ${ref('atomic.ev')} group by domain_sessionid, domain_userid

--- revenue_that_recurs
with m as (select date_trunc('month', dateadd(month, n, '2025-11-01'::date))::date as mon from (select row_number() over (order by id) - 1 as n from ${ref('odd.edge')}) x where n < 5),
 s as (select m.mon, s.cust, sum(s.mrr) mrr from m join ${ref('odd.subs')} s on s.started <= last_day(m.mon) and (s.ended is null or s.ended >= last_day(m.mon)) group by 1, 2),
 c as (select mon, cust, mrr, lag(mrr) over (partition by cust order by mon) prev, lag(mon) over (partition by cust order by mon) pm, lead(mon) over (partition by cust order by mon) nm from s)
select mon, sum(mrr) mrr, sum(case when pm is null then mrr else 0 end) new_mrr, sum(case when pm = add_months(mon, -1) and mrr > prev then mrr - prev else 0 end) expansion, sum(case when pm = dateadd(month, -1, mon) and mrr < prev then mrr - prev end) contraction, count(distinct cust) custs, count(case when nm is null or nm > add_months(mon, 1) then 1 end) churn_next,
 round(sum(mrr) / nullif(count(distinct cust), 0), 2) arpu, to_char(mon, 'Mon YYYY') label
from c group by mon

--- versions_of_plans
with h as (select cust, plan, started valid_from, coalesce(dateadd(day, -1, lead(started) over (partition by cust order by started)), '9999-12-31') as valid_to, row_number() over (partition by cust order by started desc) = 1 is_current, md5(nvl(plan, '') || '|' || nvl(mrr::varchar, '')) as hash_diff from ${ref('odd.subs')})
select h.*, datediff(day, valid_from, case when valid_to > '2026-12-31' then '2026-03-01'::date else valid_to::date end) as days, d.mrr from h left join ${ref('odd.subs')} d on d.cust = h.cust and h.valid_from between d.started and nvl(d.ended, '9999-12-31')

--- days_by_recursion
with recursive d(day, n) as (select '2026-01-29'::date, 1 union all select dateadd(day, 1, day)::date, n + 1 from d where n < 5)
select d.day, to_char(d.day, 'Dy DD') lbl, extract(dow from d.day) dow, count(s.sub_id) active, nvl(sum(s.mrr), 0) mrr, case when d.day = last_day(d.day) then 1 else 0 end eom, date_part(week, d.day)::int wk
from d left join ${ref('odd.subs')} s on d.day >= s.started and d.day < nvl(s.ended, d.day + 1) group by d.day

--- gaps_of_numbers
with n as (select order_id, row_number() over (order by order_id) rn, lead(order_id) over (order by order_id) nx from ${ref('shop.orders')}) select order_id + 1 gap_from, nx - 1 gap_to, nx - order_id - 1 missing from n where nx - order_id > 1

--- islands_of_ranges
select cust, min(started) a, max(nvl(ended, '2999-12-31')) b, count(*) n from (select *, sum(new_island) over (partition by cust order by started rows unbounded preceding) isl from (select *, case when started <= max(nvl(ended, '2999-12-31')) over (partition by cust order by started rows between unbounded preceding and 1 preceding) + 1 then 0 else 1 end new_island from ${ref('odd.subs')}) x) y group by cust, isl

--- cohorts_by_month
with f as (select customer_id, date_trunc('month', min(created_at)) c from ${ref('shop.orders')} group by 1), a as (select o.customer_id, f.c, datediff(month, f.c, o.created_at) m, o.total from ${ref('shop.orders')} o join f on f.customer_id = o.customer_id)
select to_char(c, 'YYYY-MM') cohort, count(distinct customer_id) size, count(distinct case when m = 0 then customer_id end) m0, count(distinct case when m = 1 then customer_id end) m1, round(100.0 * count(distinct case when m = 1 then customer_id end) / count(distinct customer_id), 1) || '%' r1, sum(case when m <= 1 then total end) rev, sum(total) / count(distinct customer_id) ltv from a group by 1

--- weights_of_touches
with t as (select o.order_id, o.total, e.event_id, regexp_substr(e.page_url, 'utm_source=([^&]*)', 1, 1, 'e') src, row_number() over (partition by o.order_id order by e.derived_tstamp, e.event_id) i, count(*) over (partition by o.order_id) n from ${ref('shop.orders')} o join ${ref('atomic.ev')} e on e.user_id = o.customer_id),
w as (select *, case when n = 1 then 1.0 when n = 2 then 0.5 when i = 1 or i = n then 0.4 else 0.2 / (n - 2) end as weight, exp(-0.1 * (n - i)) as decay from t)
select order_id, nvl(nullif(src, ''), '(none)') source, sum(weight * total)::decimal(12,2) credit, round(sum(decay), 4) dec, sum(weight)::decimal(5,4) w from w group by 1, 2

--- dimensions_of_an_explore
select o.order_id, (DATE(o.created_at)) as "orders.created_date", TO_CHAR(DATE_TRUNC('hour', o.created_at), 'YYYY-MM-DD HH24') "orders.created_hour", DATE_TRUNC('quarter', o.created_at)::date "q", TO_CHAR(DATE_TRUNC('week', o.created_at), 'YYYY-MM-DD') as "orders.created_week", EXTRACT(HOUR FROM o.created_at)::integer "hod", MOD(EXTRACT(DOW FROM o.created_at)::integer - 1 + 7, 7) AS "dow_index", TO_CHAR(o.created_at, 'Day') "dow", COALESCE(SUM(o.total), 0) as "orders.total", COALESCE(COALESCE(CAST( ( SUM(DISTINCT (CAST(FLOOR(COALESCE(o.total,0)*(1000000*1.0)) AS DECIMAL(38,0)))) ) AS DOUBLE PRECISION) / CAST((1000000*1.0) AS DOUBLE PRECISION), 0), 0) AS "sym"
from ${ref('shop.orders')} o where ((( o.created_at ) >= ((DATEADD(day,-400, DATE_TRUNC('day','2026-03-01'::timestamp) ))) AND ( o.created_at ) < ((DATEADD(day,400, DATEADD(day,-400, DATE_TRUNC('day','2026-03-01'::timestamp) ) ))))) group by 1,2,3,4,5,6,7,8 order by 2 desc limit 500

--- tiers_of_an_explore
select case when total < 10 then '0' when total >= 10 and total < 20 then '1' when total >= 20 then '2' else '3' end as "tier__sort_", case when total < 10 then 'Below 10' when total >= 10 and total < 20 then '10 to 19' when total >= 20 then '20 or Above' else 'Undefined' end as tier, count(*) as n, avg(total) < 1000 as ok from ${ref('shop.orders')} group by 1,2 order by 1

--- steps_by_windows
select domain_userid, event_name, derived_tstamp, max(case when event_name='page_view' then derived_tstamp end) over (partition by domain_userid order by derived_tstamp rows between unbounded preceding and current row) last_pv, datediff('minutes', last_pv, derived_tstamp) mins, count(case when event_name = 'page_view' then 1 end) over (partition by domain_userid order by derived_tstamp rows unbounded preceding) step from ${ref('atomic.ev')}

--- sessions_by_intervals
with a as (select event_id, domain_userid, derived_tstamp, lag(derived_tstamp) over (partition by domain_userid order by derived_tstamp) p from ${ref('atomic.ev')}), b as (select *, case when p is null or derived_tstamp - p > interval '30 minutes' then 1 else 0 end ns from a) select event_id, sum(ns) over (partition by domain_userid order by derived_tstamp rows unbounded preceding) sidx, domain_userid || '_' || sum(ns) over (partition by domain_userid order by derived_tstamp rows unbounded preceding)::varchar sid, extract(epoch from derived_tstamp - p)::int gap, (derived_tstamp - p)::varchar g from b

--- parts_by_numbers
with n as (select a.i * 4 + b.i + 1 as num from (select 0 i union all select 1 union all select 2 union all select 3) a cross join (select 0 i union all select 1 union all select 2 union all select 3) b)
select o.order_id, n.num, btrim(split_part(o.note, ',', n.num)) part, json_extract_array_element_text(o.tags, n.num - 1, true) tag from ${ref('shop.orders')} o join n on n.num <= greatest(regexp_count(o.note, ',') + 1, 1) and n.num <= 3 where o.note <> ''

--- keys_of_hashes
select md5(coalesce(cast(o.order_id as varchar), '') || '-' || coalesce(to_char(o.created_at, 'YYYYMMDD'), '') || '-' || coalesce(cast(o.total as varchar), '') || coalesce(o.tax::varchar, 'x')) k, sha2(o.order_id || o.total::varchar(20), 256) s, mod(strtol(left(md5(o.email), 8), 16), 100) bucket, upper(md5(lower(btrim(o.email)))) e from ${ref('shop.orders')} o

--- checks_of_quality
select 'orders' as tbl, 'null_tax' as chk, count(*) as failures, (count(*) > 0)::int as failed from ${ref('shop.orders')} where tax is null union all select 'orders', 'dup', count(*) - count(distinct order_id), case when count(*) > count(distinct order_id) then 1 else 0 end from ${ref('shop.orders')} union all select 'edge', 'neg', sum(case when i < 0 then 1 else 0 end), max((i < 0)::int) from ${ref('odd.edge')}

--- percentiles_by_status
select status, percentile_cont(0.5) within group (order by total) p50, round(percentile_cont(0.95) within group (order by total), 2) p95, max(total) - min(total) rng, approximate percentile_disc(0.9) within group (order by order_id) d from ${ref('shop.orders')} group by 1

--- years_in_rows
select to_char(started, 'YYYY') y, sum(case when extract(month from started) = 1 then mrr end) jan, max(case when plan = 'pro' then started end) last_pro, min(nvl(ended, '2030-01-01'::date)) e, count(nullif(plan, 'basic')) np, avg(mrr)::decimal(10,4) am, avg(case when ended is null then null else ended - started end) ad, sum(datediff(day, started, nvl(ended, '2026-03-01'))) dd from ${ref('odd.subs')} group by 1

--- ranges_that_overlap
select a.sub_id, b.sub_id other, greatest(a.started, b.started) s, least(nvl(a.ended, '2026-12-31'), nvl(b.ended, '2026-12-31')) e, datediff(day, greatest(a.started, b.started), least(nvl(a.ended, '2026-12-31'), nvl(b.ended, '2026-12-31'))) + 1 d from ${ref('odd.subs')} a join ${ref('odd.subs')} b on a.sub_id < b.sub_id and a.started <= nvl(b.ended, '2026-12-31') and b.started <= nvl(a.ended, '2026-12-31')

--- ages_of_plans
select sub_id, datediff(year, started, '2026-03-01') y, months_between('2026-03-01', started)::int m, floor(datediff(day, started, '2026-03-01') / 30.4375) mm, ('2026-03-01'::date - started) / 7 w, date_part(day, '2026-03-01'::timestamp - started::timestamp)::int d, extract(month from started) + 12 * (extract(year from started) - 2025) k, trunc(months_between(nvl(ended, '2026-03-01'), started)) t, dateadd(month, 12 * datediff(year, started, '2026-03-01'), started) anniv from ${ref('odd.subs')}

--- days_in_zones
select trunc(convert_timezone('UTC', 'America/Los_Angeles', derived_tstamp)) d, count(*) n, min(to_char(convert_timezone('America/Los_Angeles', derived_tstamp), 'HH12:MI AM')) t, date_trunc('hour', convert_timezone('UTC', nvl(os_timezone, 'UTC'), derived_tstamp)) h from ${ref('atomic.ev')} group by 1, 4

--- sets_by_precedence
select status from ${ref('shop.orders')} except select plan from ${ref('odd.subs')} intersect select 'paid' union select null order by 1 desc

--- lists_and_subqueries
select order_id from ${ref('shop.orders')} where (customer_id in (select cust from ${ref('odd.subs')} where plan is not null) or status in ('open')) and created_at::date not in ('2026-01-01', '2026-02-02') and not exists (select 1 from ${ref('shop.items')} i where i.order_id = orders.order_id and i.sku = 'C')

--- one_name_of_two_types
WITH a AS (SELECT order_id v, total w FROM ${ref('shop.orders')}), b AS (SELECT order_id, total v FROM ${ref('shop.orders')}) SELECT a.v / 2 x, b.v / 2 > 1 y, a.v || '' z, b.v || '' q FROM a JOIN b ON b.order_id = a.v

--- a_code_as_text
WITH a AS (SELECT order_id, order_id::varchar AS status FROM ${ref('shop.orders')}) SELECT order_id, status = 1 e, LEFT(status, 1) l, status || 'x' s, LEN(status) n, status > '3' g FROM a

--- months_called_created_at
WITH a AS (SELECT order_id, TO_CHAR(created_at, 'YYYY-MM') AS created_at FROM ${ref('shop.orders')}) SELECT created_at, COUNT(*) n, created_at || '-01' d, (created_at || '-01')::date dd, DATEADD(month, 1, (created_at || '-01')::date) nx, created_at > '2026-01' g, LEFT(created_at, 4) y FROM a GROUP BY created_at

--- joined_by_months_of_both
WITH a AS (SELECT customer_id, MAX(created_at) AS d FROM ${ref('shop.orders')} GROUP BY 1), b AS (SELECT dt AS d, id FROM ${ref('odd.edge')}) SELECT a.customer_id, b.id, a.d - b.d AS diff, TRUNC(a.d) - b.d nd, a.d > b.d g, DATEDIFF(day, b.d, a.d) dd, DATE_TRUNC('month', b.d) m FROM a JOIN b ON DATE_TRUNC('month', a.d) = DATE_TRUNC('month', b.d)

--- choices_by_alias
WITH a AS (SELECT id, CASE WHEN i > 0 THEN i END n, CASE WHEN i > 0 THEN d END m, CASE WHEN i > 0 THEN 1 ELSE 0.5 END k, CASE WHEN i > 0 THEN 1 WHEN i < 0 THEN 2 END l FROM ${ref('odd.edge')} WHERE id < 4) SELECT n / 2 a1, m / 2 a2, k / 2 a3, l / 2 a4, n || '' b1, m || '' b2, k || '' b3, l || '' b4, SUM(n) OVER () / 2 c1 FROM a

--- sums_by_alias
WITH a AS (SELECT bo, SUM(i) si, COUNT(*) c, MAX(sm) ms, SUM(b) sb, AVG(i) ai, MIN(d) md FROM ${ref('odd.edge')} WHERE id IN (1,2,3,6) GROUP BY bo) SELECT si / c q1, si / 2 q2, ms / 2 q3, sb / 2 q4, ai / 2 q5, md / c q6, c / 3 q7, si * 100 / c q8, si || '/' || c t, ai || '' ta, (si / c) || '' tq FROM a

--- counts_of_units
WITH e AS (SELECT id, DATEDIFF(second, ts, tz) sec, EXTRACT(hour FROM ts) h, DATE_PART(hour, ts) ph, LEN(s) l, ROW_NUMBER() OVER (ORDER BY id) rn, STRPOS(s, 'o') p, FLOOR(d) fl, ROUND(d) rd, b FROM ${ref('odd.edge')} WHERE id IN (1, 2, 3)) SELECT sec / 60 a, h / 2 b1, ph / 2 c, l / 2 d1, rn / 2 e1, p / 2 f1, fl / 2 > 1 g, b / 2 k, sec || 's' t, ph || 'h' u, rn || '' v, fl || '' w, sec / 3600.0 > 1 x FROM e

--- counts_that_are_halved
SELECT CASE WHEN GROUPING(status) = 1 THEN -1 ELSE COUNT(*) END / 2 a, COUNT(*) / 2 b, NVL(COUNT(tax), 0) / 2 c, COALESCE(SUM(customer_id), 0) / 2 d, NULLIF(COUNT(*), 0) / 2 e, GREATEST(COUNT(*), 3) / 2 f, ABS(SUM(order_id)) / 2 g, (COUNT(*) + 1) / 2 h, -COUNT(*) / 2 k, MAX(CASE WHEN total > 10 THEN order_id ELSE 0 END) / 2 l FROM ${ref('shop.orders')} GROUP BY ROLLUP (status)

--- days_between_defaults
WITH a AS (SELECT sub_id, NVL(ended, '2026-03-01') e, started FROM ${ref('odd.subs')}) SELECT sub_id, e - started AS days, (e - started) / 30 m, e || '' t, DATEDIFF(day, started, e) / 7 w, (e - started) || ' days' x, AVG(e - started) OVER () av, e + 1 n FROM a

--- daily_revenue
SELECT sub_id, ROUND(COALESCE(mrr, 0) * 12 / 365, 4) daily, CAST(mrr / 30 AS decimal(10, 3)) || '' t, ROUND(mrr / 30, 2) || '' u, (mrr * 0.1) || '' v, ROUND(mrr * 0.175, 2) || '' w, mrr::int || '' x, mrr::varchar(4) y, TO_CHAR(mrr, 'FM990.00') z, FLOOR(mrr) || '' f FROM ${ref('odd.subs')}

--- zones_of_all_times
SELECT id, CONVERT_TIMEZONE('UTC', 'America/New_York', tz) a, CONVERT_TIMEZONE('America/New_York', ts::date) b, CONVERT_TIMEZONE('America/New_York', dt) c, TRUNC(tz) d, DATE_TRUNC('day', tz AT TIME ZONE 'Asia/Tokyo') e, (tz AT TIME ZONE 'Asia/Tokyo')::date f, CONVERT_TIMEZONE('Asia/Tokyo', ts)::date g, DATEADD(hour, -5, tz) h, DATEDIFF(day, tz, '2026-03-01') k, GETDATE() AT TIME ZONE 'UTC' > tz l FROM ${ref('odd.edge')}

--- neighbours_with_defaults
SELECT id, LAG(ts, 1, '2020-01-01') OVER (ORDER BY id) a, LAG(i, 1, 0) OVER (ORDER BY id) b, LAG(d, 1, 0) OVER (ORDER BY id) c, LEAD(s, 1, '') OVER (ORDER BY id) d, NVL(LAG(dt) OVER (ORDER BY id), dt) e, LAG(d, 1, 0) OVER (ORDER BY id) || '' f, COALESCE(LEAD(ts) OVER (ORDER BY id), '2999-01-01'::timestamp) g, LAG(dt, 1, '2020-01-01'::date) OVER (ORDER BY id) h FROM ${ref('odd.edge')}

--- numbers_trimmed
SELECT id, TRIM(LEADING '0' FROM '007') a, LTRIM(100, '1') b, TRIM(TRAILING '.' FROM 'a..') c, RTRIM(d::varchar, '0') d, LTRIM('0042', '0')::int e, RTRIM(RTRIM(d4::varchar, '0'), '.') f, TRIM(d) g, BTRIM(' x ') || '|' h, LPAD(d, 10, ' ') k, LEN(i) l, REVERSE(i) m, REPLACE(d, '.', ',') n, STRPOS(d, '.') o, SPLIT_PART(d, '.', 1) p, SPLIT_PART(ts, ' ', 2) q, UPPER(dt) r, i ~ '7' s1, d LIKE '12%' t1, CONCAT(i, d) u FROM ${ref('odd.edge')} WHERE id <> 5

--- weeks_of_all_kinds
SELECT id, DATE_PART(dow, dt) a, TO_CHAR(dt, 'D')::int b, EXTRACT(dow FROM dt)::int + 1 c, (DATE_PART(dow, dt)::int + 6) % 7 d, DATEADD(day, -((DATE_PART(dow, dt)::int + 6) % 7), dt) e, DATE_TRUNC('week', dt + 1)::date - 1 f, CASE WHEN DATE_PART(dow, dt) IN (0, 6) THEN 'we' ELSE 'wd' END g, TO_CHAR(dt, 'IW')::int h, DATE_TRUNC('month', dt) + INTERVAL '1 month' - INTERVAL '1 day' k, DATE_PART(day, LAST_DAY(dt)) l, DATEDIFF(day, DATE_TRUNC('month', dt), dt) + 1 m, DATEADD(month, DATEDIFF(month, '2000-01-01', dt), '2000-01-01') n, CEIL(DATE_PART(day, dt) / 7.0) o, DATE_PART(doy, dt)::int / 7 + 1 p FROM ${ref('odd.edge')}

--- seconds_of_epochs
SELECT id, EXTRACT(epoch FROM ts)::bigint * 1000 a, (EXTRACT(epoch FROM ts) * 1000)::bigint b, TIMESTAMP 'epoch' + i * INTERVAL '1 second' c, DATEADD(second, i, 'epoch') d, (TIMESTAMP 'epoch' + 1700000000123 / 1000 * INTERVAL '1 second')::date e, DATE_PART(epoch, dt)::int / 86400 f, DATEADD(day, 20000, '1970-01-01')::date g, DATEDIFF(second, '1970-01-01', ts) h, TO_CHAR(TIMESTAMP 'epoch' + 86399 * INTERVAL '1 second', 'HH24:MI:SS') k, (i || ' seconds')::interval l, INTERVAL '1 second' * sm m, TO_TIMESTAMP('1970', 'YYYY') n FROM ${ref('odd.edge')} WHERE id <> 5

--- shares_of_conditions
SELECT bo, COUNT(DISTINCT s || COALESCE(t, '')) a, SUM(DISTINCT sm) c, AVG(DISTINCT sm) d, SUM(CASE WHEN i > 0 THEN 0.5 ELSE 0 END) h, AVG(CASE WHEN i > 0 THEN 1 ELSE 0 END) k, AVG(CASE WHEN i > 0 THEN 1.0 ELSE 0 END)::decimal(5,3) l, AVG(CASE WHEN i > 0 THEN 100 END) m, SUM(CASE WHEN i > 0 THEN 1 ELSE 0 END) * 100 / COUNT(*) n, COUNT(CASE WHEN i > 0 THEN 1 END) * 1.0 / COUNT(*) > 0.4 o, STDDEV(sm) IS NULL p, VARIANCE(d)::decimal(10,2) q FROM ${ref('odd.edge')} WHERE id <> 5 GROUP BY bo

--- joined_by_ranges_of_days
SELECT a.id, COUNT(b.id) n, NVL(SUM(b.d), 0) t, MAX(b.s) m FROM ${ref('odd.edge')} a LEFT JOIN ${ref('odd.edge')} b ON b.dt BETWEEN a.dt - 31 AND a.dt AND b.id <> a.id GROUP BY a.id HAVING COUNT(b.id) >= 0

--- truths_counted
SELECT id, bo::int + i a, (NOT bo)::int b, bo::varchar(1) c, UPPER(bo::varchar) d, LEFT(bo::varchar, 1) e, bo || '' f, NVL(bo::int, -1) g, (bo IS NULL)::int h, COUNT(CASE WHEN bo THEN 1 END) OVER () k, SUM(CASE bo WHEN true THEN 1 WHEN false THEN -1 END) OVER () l, i::boolean = bo m, 't'::boolean AND bo n FROM ${ref('odd.edge')} WHERE id <> 5

--- ends_of_months
SELECT id, DATE_TRUNC('week', ts) a, DATE_TRUNC('quarter', dt) b, LAST_DAY(ts) c, ADD_MONTHS(dt, 1) d, ADD_MONTHS(ts, -1) e, MONTHS_BETWEEN(ts, '2026-01-31')::decimal(10,3) f, NEXT_DAY(dt, 'Fri') g, DATE_PART(dow, ts)::int h, DATE_PART(week, dt)::int k, DATE_PART(epoch, ts)::bigint l, DATE_PART('dayofweek', dt)::int m FROM ${ref('odd.edge')}

--- steps_of_dates
SELECT id, DATEADD(month, -1, ts) a, DATEADD(quarter, 1, dt) b, DATEADD(week, i, dt) c, DATEADD(year, -1, dt) d, DATEADD(hour, sm, tz)::varchar e, DATEADD(day, d::int, dt) f, DATEADD(second, -1, DATE_TRUNC('month', ts)) g, DATEADD(day, -1, DATE_TRUNC('month', DATEADD(month, 1, dt)))::date h FROM ${ref('odd.edge')} WHERE id <> 5

--- differences_of_times
SELECT id, ts - dt a, dt - ts::date b, ts - INTERVAL '1.5 hours' c, dt + INTERVAL '1 month' d, ts + INTERVAL '1 day 12:00:00' e, dt + 1 f, dt - 30 g, (ts - dt)::varchar h, EXTRACT(hour FROM ts - dt) k, EXTRACT(day FROM tz - ts) l FROM ${ref('odd.edge')} WHERE id <> 4

--- texts_of_zoned_times
SELECT id, CONVERT_TIMEZONE('America/New_York', ts) a, CONVERT_TIMEZONE('America/New_York', 'UTC', ts) b, tz AT TIME ZONE 'Europe/Berlin' d, (ts AT TIME ZONE 'US/Pacific')::varchar e, DATE_TRUNC('day', CONVERT_TIMEZONE('UTC', 'Australia/Sydney', ts))::date f, tz::date g, tz::timestamp h, ts::timestamptz::varchar k, tz::varchar l, LEFT(tz, 10) m, TO_CHAR(tz, 'YYYY-MM-DD HH24:MI') n, DATE_TRUNC('month', tz) o, DATE_PART(hour, tz) p, tz + INTERVAL '1 month' q, tz > ts r, tz = '2026-01-31 23:59:59' s FROM ${ref('odd.edge')}

--- texts_of_times
SELECT id, ts::date a, ts::time b, ts::varchar c, dt::varchar(7) d, ts::varchar(10) e, dt::timestamp f, TRUNC(ts) g, ts::char(4) h, ts::time::varchar(5) k, DATE(ts) m, ts::date::varchar || 'x' n, LEN(ts) o, RIGHT(dt, 2) p, REPLACE(dt, '-', '')::int q, SPLIT_PART(ts, '.', 2) r, CONCAT(dt, 'x') s, MD5(ts) t FROM ${ref('odd.edge')}

--- attributes_of_all_kinds
SELECT id, JSON_EXTRACT_PATH_TEXT(js, 'a') a, JSON_EXTRACT_PATH_TEXT(js, 'a', 'b') b, JSON_EXTRACT_PATH_TEXT(js, 'n') c, JSON_EXTRACT_PATH_TEXT(js, 't') d, JSON_EXTRACT_PATH_TEXT(js, 'f') e, JSON_EXTRACT_PATH_TEXT(js, 's') f, JSON_EXTRACT_PATH_TEXT(js, 'e') || '.' g, JSON_EXTRACT_PATH_TEXT(js, 'zz') IS NULL h, NULLIF(JSON_EXTRACT_PATH_TEXT(js, 'f'), '')::float * 2 k FROM ${ref('odd.edge')} WHERE id IN (1, 6, 7, 8)

--- what_is_no_json
SELECT id, JSON_EXTRACT_PATH_TEXT(js, 'a', 'b', true) a, JSON_EXTRACT_PATH_TEXT(js, 'a', true) || '.' b, JSON_EXTRACT_ARRAY_ELEMENT_TEXT(js, 1, true) c, JSON_ARRAY_LENGTH(js, true) d, IS_VALID_JSON(js) e, IS_VALID_JSON_ARRAY(js) f, CASE WHEN IS_VALID_JSON(js) THEN 'ok' ELSE 'bad' END g FROM ${ref('odd.edge')} WHERE js IS NULL OR js <> ''

--- elements_of_all_kinds
SELECT id, JSON_EXTRACT_ARRAY_ELEMENT_TEXT(js, 0) a, JSON_EXTRACT_ARRAY_ELEMENT_TEXT(js, 1) b, JSON_EXTRACT_ARRAY_ELEMENT_TEXT(js, 2) c, JSON_EXTRACT_ARRAY_ELEMENT_TEXT(js, 3) d, JSON_EXTRACT_PATH_TEXT(JSON_EXTRACT_ARRAY_ELEMENT_TEXT(js, 4), 'k') e, JSON_EXTRACT_ARRAY_ELEMENT_TEXT(js, 4) f, JSON_ARRAY_LENGTH(js) g, JSON_EXTRACT_ARRAY_ELEMENT_TEXT(js, JSON_ARRAY_LENGTH(js) - 1) h FROM ${ref('odd.edge')} WHERE id = 2

--- frames_of_few_rows
SELECT id, SUM(sm) OVER (ORDER BY dt, id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) a, AVG(sm) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) b, COUNT(s) OVER (PARTITION BY bo) c, MAX(dt) OVER (PARTITION BY bo ORDER BY dt ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) d, SUM(d) OVER (PARTITION BY s ORDER BY id ROWS UNBOUNDED PRECEDING) e, STDDEV_SAMP(sm) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)::decimal(10,2) f, RATIO_TO_REPORT(NULLIF(sm, 0)) OVER (PARTITION BY bo)::decimal(6,4) g FROM ${ref('odd.edge')}

--- empty_texts_and_nulls
SELECT id, CASE s WHEN '' THEN 'empty' WHEN NULL THEN 'null' ELSE s END a, DECODE(s, '', 'empty', NULL, 'null', 'other') b, NVL2(s, LEN(s), -1) c, COALESCE(NULLIF(TRIM(s), ''), t, 'none') d, s > t e, s = 'abc' f, NULLIF(s, '') IS NULL g, GREATEST(s, t) h, LEAST(s, 'a') k FROM ${ref('odd.edge')}

--- fractions_as_texts
WITH x AS (SELECT id, d4::decimal(4,4) AS share, MAX(d4::decimal(4,4)) OVER () mx FROM ${ref('odd.edge')} WHERE id IN (2, 3, 6)) SELECT id, share::varchar a, share || '%' b, .5 || 'x' c, 0.5::varchar d, .5::varchar e, (-.25)::varchar f, ROUND(share, 4)::decimal(4,4) || 'x' g, LEFT(share, 4) h, CONCAT('a', .25) k, CASE WHEN id = 6 THEN .5 ELSE .25 END || '' l, share * share || 'y' m, share + share || '' n, NVL(share, 0) || '' o, GREATEST(share, .1) || '' p, mx || '' q, LEN(share) r, MD5(share) s, LISTAGG(share, ',') WITHIN GROUP (ORDER BY id) OVER () t, share * 100 || '%' u, share LIKE '0%' v FROM x

--- digits_in_patterns
SELECT id, TO_CHAR(dt, 'YYYY-MM-01') a, TO_CHAR(ts, 'YYYY-MM-DD HH24:00:00') b, TO_CHAR(dt, 'MM/01/YYYY') c, TO_CHAR(dt, 'FMMonth 1, YYYY') d, TO_CHAR(i, '0000') e, TO_CHAR(ts, 'HH12:00 AM') f FROM ${ref('odd.edge')} WHERE id <> 5

--- levels_of_subtotals
SELECT status, customer_id, SUM(total) t, GROUPING(status, customer_id) g2, GROUPING_ID(status, customer_id) gid FROM ${ref('shop.orders')} GROUP BY CUBE (status, customer_id)

--- pairs_in_a_subquery
SELECT customer_id, order_id FROM ${ref('shop.orders')} WHERE (customer_id, created_at) IN (SELECT customer_id, MAX(created_at) FROM ${ref('shop.orders')} GROUP BY customer_id)

--- ranks_by_alias
SELECT customer_id c, SUM(total) t, t / COUNT(*) avg_t, RANK() OVER (ORDER BY t DESC) r FROM ${ref('shop.orders')} GROUP BY c ORDER BY r

--- first_that_is_there
SELECT id, NVL(s, t, c, 'z') a, NVL2(i, i, sm) b, COALESCE(dt, ts) c, COALESCE(ts, dt) d, NULLIF(dt, '2026-01-31') e, NULLIF(s, t) f, COALESCE(i::varchar, s) g, DECODE(i, 7, 'seven', 0, 'zero') h, DECODE(bo, true, 1, false, 0, -1) k, GREATEST(dt, ts) l, LEAST(dt, '2026-01-01') m, GREATEST(s, 'b', NULL) n FROM ${ref('odd.edge')}

--- windows_of_sums
SELECT bo, SUM(sm) t, RATIO_TO_REPORT(SUM(sm)) OVER () r, SUM(SUM(sm)) OVER (ORDER BY bo ROWS UNBOUNDED PRECEDING) c, LAG(SUM(sm)) OVER (ORDER BY bo) l, MAX(COUNT(*)) OVER () m, NTILE(2) OVER (ORDER BY SUM(sm) DESC) n FROM ${ref('odd.edge')} WHERE id <> 5 GROUP BY bo

--- averages_rounded
SELECT ROUND(AVG(quantity), 2) a, ROUND(AVG(quantity * 1.0), 2) b, ROUND(AVG(quantity)::numeric, 2) c, AVG(price) > 1 d, SUM(quantity) / COUNT(*) e, SUM(quantity)::numeric / COUNT(*) > 1 f, AVG(quantity::numeric(10,2))::numeric(10,2) g, ROUND(SUM(price) / SUM(quantity), 3) h, SUM(price * quantity) / NULLIF(SUM(quantity), 0)::float k FROM ${ref('shop.items')}

--- amounts_rounded
SELECT order_id, ROUND(total * 0.0825, 2) a, ROUND(total * 100) / 100 b, CAST(total * 100 AS INT) c, total::int d, FLOOR(total)::int e, (total * 1.1)::decimal(10,1) f, TRUNC(total * 1.1, 1) g, total / 3 > 4 h, ROUND(total / 3, 2)::decimal(10,2) k, (total / 3)::decimal(10,2) l, MOD(total, 7) m, total::decimal(12,0) n, CEIL(total / 10) * 10 o, ROUND(total, -1)::int p, ROUND(total::float / 7, 3) q FROM ${ref('shop.orders')}

--- quotients_rounded_and_cut
select order_id, round(total / 8, 2) as r, floor(total / 0.05) * 0.05 as step, ceil(total / 0.1) || 'x' as up, trunc(total / 0.3, 1) as cut, (total / 2)::int as half, (total / 8)::decimal(10, 2) as d,
  total / 0.1 = total * 10 as same, total / 5 >= 2.5 as big, round(tax / total, 4) * 100 as pct, mod(floor(total / 0.7), 7) as m, coalesce(round(total / 3, 1), tax) as c
from ${ref('shop.orders')}

--- medians_made_whole
select status, median(order_id)::int as m, median(total)::decimal(10, 1) as d, floor(median(total) / 0.5) as f, percentile_cont(0.25) within group (order by total)::int as q, median(quantity) > 1.5 as more
from ${ref('shop.orders')} join ${ref('shop.items')} using (order_id) group by status

--- lines_and_tabs
select order_id, split_part('a\tb\tc', '\t', order_id % 3 + 1) as part, replace('x' || chr(10) || status, '\n', ' ') as line, len('it\'s\\') as n, listagg(status, '\n') within group (order by order_id) over () as l from ${ref('shop.orders')}

--- ordered_by_expressions_of_aliases
with a as (select status s, count(*) n, sum(total) as t from ${ref('shop.orders')} group by 1 order by n * 1.5 desc, -t, len(s) limit 2) select s, t / n as mean from a

--- lists_without_empty_texts
select status, listagg(note, '|') within group (order by note) as notes, listagg(distinct note, '|') within group (order by note desc) as various, listagg(distinct note, ', ') within group (order by 1) as any_order,
listagg(nullif(note, 'blue'), '/') within group (order by order_id) as by_id, listagg(distinct customer_id, ',') within group (order by 1 desc) as ids, listagg(total, ';') within group (order by 1) as amounts
from ${ref('shop.orders')} group by status

--- lists_of_partitions
select id, listagg(t, '|') within group (order by id) over (partition by i) as l, listagg(s || '', ',') within group (order by s) over (partition by bo) as m from ${ref('odd.edge')} where id <> 2

--- numbers_in_quotes
select order_id, dateadd(day, '1', created_at) as a, dateadd('month', '-1', created_at::date) as b, add_months(updated_at, '2') as c, dateadd(hour, ' 8 ', created_at) as e from ${ref('shop.orders')}

--- conditions_counted_over_windows
select order_id, sum(case when status = 'paid' then 1 else 0 end) over (partition by customer_id order by created_at) as paid, sum((total > 20)::int) over (partition by status) as big,
avg(case when note is null then 1.5 else 0 end) over (partition by customer_id) as mean from ${ref('shop.orders')}

--- groups_by_aliases_of_aliases
select date_trunc('month', created_at)::date as m, extract(year from m) as y, m + 1 as next_day, status || ' ' || y as label, count(*) as n, n * 2 as twice from ${ref('shop.orders')} group by m, y, next_day, label

--- subtotals_of_aliases_of_aliases
select nvl(status, '-') as s, upper(s) as big, s || '/' || big as pair, sum(total) as t from ${ref('shop.orders')} where big <> 'OPEN' group by rollup(s, big), pair

--- months_before_days
select order_id, created_at >= '1/6/2026' as since, case when created_at::date between '12/31/2025' and 'January 5, 2026' then 'new year' else 'later' end as part, created_at::date - '01/15/2026' as days,
datediff(day, '2/28/2024', updated_at) as since_leap_day, dateadd(month, 1, '1/31/2026') as later, timestamp '31-Jan-2026 10:00' as t, updated_at in ('1/15/2026', '20260201') as on_days
from ${ref('shop.orders')} where created_at < '12-31-2026 23:59'
