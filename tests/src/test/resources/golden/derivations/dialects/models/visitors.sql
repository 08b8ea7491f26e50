-- Redshift's words on DuckDB: what differs is written anew, all else stays.
SELECT
  NVL(user_id, domain_userid) AS visitor, -- who
  DECODE(domain_sessionidx, 1, 'new', NULL, 'unknown', 'known') AS kind,
  COUNT(*)                     AS events,
  MAX(DATEADD(day, 1, derived_tstamp)) AS expires,
  MAX(LEN(page_url)) AS longest
FROM ${ref('atomic.events')}
WHERE page_url SIMILAR TO '%(shop|basket)%'
GROUP BY ALL
