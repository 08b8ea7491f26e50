---
description: One row per session.
distribution: domain_userid
sortkeys: [domain_userid, domain_sessionidx]
---
SELECT
  domain_userid,
  domain_sessionidx,
  MIN(derived_tstamp) AS tstamp,
  COUNT(DISTINCT page_url) AS distinct_pages_visited
FROM ${ref('atomic.events')}
GROUP BY 1, 2
