--- sessions: recompute
SELECT domain_sessionid, MIN(derived_tstamp) AS started_at, MAX(derived_tstamp) AS ended_at,
       COUNT(*) AS events, COUNT(DISTINCT page_url) AS pages
FROM ${ref('web.events')}
GROUP BY 1

--- pages_a_day: recompute
SELECT CAST(derived_tstamp AS DATE) AS day, page_url, COUNT(*) AS views
FROM ${ref('web.events')}
WHERE event_name = 'page_view'
GROUP BY 1, 2

--- deduplicated_events: recompute
SELECT event_id, domain_userid, page_url, derived_tstamp
FROM ${ref('web.events')}
QUALIFY ROW_NUMBER() OVER (PARTITION BY event_id ORDER BY derived_tstamp) = 1

--- deduplicated_by_subquery: recompute
SELECT event_id, domain_userid, page_url
FROM (
  SELECT e.*, ROW_NUMBER() OVER (PARTITION BY event_id ORDER BY derived_tstamp) AS n
  FROM ${ref('web.events')} AS e
) AS numbered
WHERE n = 1

--- sessions_of_deduplicated_events: recompute
WITH clean AS (
  SELECT event_id, domain_sessionid, page_url, derived_tstamp
  FROM ${ref('web.events')}
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY event_id ORDER BY derived_tstamp, domain_sessionid, page_url) = 1
)
SELECT domain_sessionid, COUNT(*) AS views FROM clean GROUP BY domain_sessionid

--- first_and_last_page: recompute
SELECT DISTINCT domain_sessionid,
  FIRST_VALUE(page_url) OVER (PARTITION BY domain_sessionid ORDER BY derived_tstamp, page_url) AS landing,
  COUNT(*) OVER (PARTITION BY domain_sessionid) AS views
FROM ${ref('web.events')}

--- time_on_page: recompute
SELECT event_id, domain_sessionid, page_url,
  LEAD(derived_tstamp) OVER (PARTITION BY domain_sessionid ORDER BY derived_tstamp, event_id) AS next_at
FROM ${ref('web.events')}

--- sessionized_by_gaps: recompute
WITH gaps AS (
  SELECT event_id, domain_userid, derived_tstamp,
    LAG(derived_tstamp) OVER (PARTITION BY domain_userid ORDER BY derived_tstamp, event_id) AS previous
  FROM ${ref('web.events')}
), starts AS (
  SELECT *, CASE WHEN previous IS NULL OR derived_tstamp > previous + INTERVAL '30' MINUTE THEN 1 ELSE 0 END AS is_start
  FROM gaps
)
SELECT event_id, domain_userid, derived_tstamp,
  SUM(is_start) OVER (PARTITION BY domain_userid ORDER BY derived_tstamp, event_id) AS session_no
FROM starts

--- visitors_who_bought: recompute
SELECT domain_userid, COUNT(*) AS views
FROM ${ref('web.events')} AS e
WHERE EXISTS (
  SELECT 1 FROM ${ref('web.events')} AS p
  WHERE p.domain_userid = e.domain_userid AND p.event_name = 'purchase')
GROUP BY domain_userid

--- visitors_who_never_bought: recompute
SELECT DISTINCT domain_userid
FROM ${ref('web.events')} AS e
WHERE NOT EXISTS (
  SELECT 1 FROM ${ref('web.events')} AS p
  WHERE p.domain_userid = e.domain_userid AND p.event_name = 'purchase')

--- events_of_known_users: append
SELECT event_id, user_id, page_url
FROM ${ref('web.events')}
WHERE user_id IN (SELECT email FROM ${ref('crm.customers')})

--- events_without_blocked: append
SELECT event_id, user_id, page_url
FROM ${ref('web.events')}
WHERE user_id NOT IN (SELECT email FROM ${ref('ops.blocked')})

--- funnel_flags: recompute
SELECT domain_sessionid,
  MAX(CASE WHEN event_name = 'page_view' THEN 1 ELSE 0 END) AS viewed,
  MAX(CASE WHEN event_name = 'add_to_cart' THEN 1 ELSE 0 END) AS carted,
  MAX(CASE WHEN event_name = 'purchase' THEN 1 ELSE 0 END) AS bought
FROM ${ref('web.events')}
GROUP BY domain_sessionid

--- bounce_rate_by_day: recompute in parts
WITH sessions AS (
  SELECT domain_sessionid, CAST(MIN(derived_tstamp) AS DATE) AS day, COUNT(*) AS views
  FROM ${ref('web.events')} GROUP BY domain_sessionid
)
SELECT day, AVG(CASE WHEN views = 1 THEN 1.0 ELSE 0.0 END) AS bounce_rate
FROM sessions GROUP BY day

--- views_with_grand_total: full R103
SELECT page_url, COUNT(*) AS views, SUM(COUNT(*)) OVER () AS all_views
FROM ${ref('web.events')}
GROUP BY page_url

--- ten_most_viewed: full R201
SELECT page_url, COUNT(*) AS views
FROM ${ref('web.events')}
GROUP BY page_url
ORDER BY views DESC
LIMIT 10

--- traffic_by_country_and_device: recompute
SELECT country, device, COUNT(*) AS views
FROM ${ref('web.events')}
GROUP BY GROUPING SETS ((country, device), (country))

--- traffic_rollup: append in parts
SELECT country, device, COUNT(*) AS views
FROM ${ref('web.events')}
GROUP BY ROLLUP (country, device)

--- traffic_rollup_by_day: recompute
SELECT CAST(derived_tstamp AS DATE) AS day, country, device, COUNT(*) AS views, GROUPING(country) AS all_countries
FROM ${ref('web.events')}
GROUP BY CAST(derived_tstamp AS DATE), ROLLUP (country, device)

--- human_events: append
SELECT event_id, page_url, COALESCE(user_id, domain_userid) AS visitor
FROM ${ref('web.events')}
WHERE is_bot IS NOT TRUE

--- visitors_stitched: recompute
WITH known AS (
  SELECT domain_userid, MAX(user_id) AS user_id FROM ${ref('web.events')}
  WHERE user_id IS NOT NULL GROUP BY domain_userid
)
SELECT e.event_id, e.domain_userid, COALESCE(k.user_id, e.domain_userid) AS visitor
FROM ${ref('web.events')} AS e
LEFT JOIN known AS k ON k.domain_userid = e.domain_userid

--- events_and_their_session: recompute
WITH sessions AS (
  SELECT domain_sessionid, MIN(derived_tstamp) AS started_at, COUNT(*) AS views
  FROM ${ref('web.events')} GROUP BY 1
)
SELECT e.event_id, e.domain_sessionid, e.page_url, s.started_at, s.views
FROM ${ref('web.events')} e
JOIN sessions s ON s.domain_sessionid = e.domain_sessionid

--- filtered_by_alias: append
SELECT event_id, LOWER(page_url) AS path, path || '?' AS marked
FROM ${ref('web.events')}
WHERE path LIKE '%checkout%'

--- clicks_then_views: append
SELECT event_id, domain_userid, 'view' AS kind FROM ${ref('web.events')} WHERE event_name = 'page_view'
UNION ALL
SELECT event_id, domain_userid, 'click' AS kind FROM ${ref('web.events')} WHERE event_name = 'click'

--- random_sample: full R301
SELECT event_id, RANDOM() AS r FROM ${ref('web.events')}

--- referral_chain: full R204
WITH RECURSIVE chain AS (
  SELECT page_url, referrer, 1 AS hops FROM ${ref('web.events')}
  UNION ALL
  SELECT c.page_url, e.referrer, hops + 1 FROM chain AS c JOIN ${ref('web.events')} AS e ON e.page_url = c.referrer
)
SELECT page_url, referrer, hops FROM chain

--- pages_grouped_by_all: recompute
SELECT domain_sessionid, page_url, COUNT(*) AS events
FROM ${ref('web.events')}
GROUP BY ALL

--- events_without_their_page: recompute
SELECT * EXCLUDE (page_url)
FROM ${ref('web.events')}
QUALIFY ROW_NUMBER() OVER (PARTITION BY event_id ORDER BY derived_tstamp) = 1

--- words_of_redshift: recompute
SELECT NVL(domain_userid, 'nobody') AS visitor, DATEDIFF(minute, MIN(derived_tstamp), MAX(derived_tstamp)) AS minutes,
       DECODE(event_name, 'page_view', 'view', 'other') AS what, MIN(LEN(page_url)) AS shortest,
       MAX(TO_CHAR(derived_tstamp, 'YYYY-MM')) AS month, COUNT(*) AS events
FROM ${ref('web.events')}
WHERE NVL2(page_url, page_url, '') SIMILAR TO '%(a|e|o)%' OR CHARINDEX('x', page_url) > 0 OR page_url IS NULL
GROUP BY 1, 3
