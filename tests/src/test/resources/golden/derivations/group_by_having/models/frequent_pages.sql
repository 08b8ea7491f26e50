SELECT
  page_url,
  DATE_TRUNC('day', derived_tstamp) AS day,
  COUNT(*) AS views,
  SUM(revenue) AS revenue
FROM ${ref('atomic.events')} AS e
WHERE e.page_url IS NOT NULL
GROUP BY page_url, DATE_TRUNC('day', derived_tstamp)
HAVING COUNT(*) > 10
