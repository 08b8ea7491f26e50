CREATE OR REPLACE TABLE hand.sessions AS
SELECT
  domain_userid,
  domain_sessionidx,
  MIN(derived_tstamp) AS tstamp,
  COUNT(DISTINCT page_url) AS distinct_pages_visited
FROM atomic.events
GROUP BY 1, 2;
