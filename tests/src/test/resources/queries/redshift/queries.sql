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
