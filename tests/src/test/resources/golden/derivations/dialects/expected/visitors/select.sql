-- Redshift's words on DuckDB: what differs is written anew, all else stays.
SELECT
  COALESCE(user_id, domain_userid) AS visitor, -- who
  CASE WHEN (domain_sessionidx) IS NOT DISTINCT FROM (1) THEN 'new' WHEN (domain_sessionidx) IS NULL THEN 'unknown' ELSE 'known' END AS kind,
  COUNT(*)                     AS events,
  MAX((CAST(derived_tstamp AS TIMESTAMP) + (1) * INTERVAL '1 day')) AS expires,
  MAX(LEN(page_url)) AS longest
FROM atomic.events AS events
WHERE REGEXP_FULL_MATCH(page_url, '(?s).*(shop|basket).*')
GROUP BY 1, 2
