SELECT
  domain_sessionid,
  MIN(derived_tstamp) AS first_at,
  COUNT(DISTINCT page_url) AS pages,
  DATEDIFF(second, MIN(derived_tstamp), MAX(derived_tstamp)) AS seconds,
  NVL(MAX(geo_country), 'none') AS "tag"
FROM derived.page_views AS page_views
GROUP BY 1
