---
description: One row per session.
distribution: domain_userid
sortkeys: [domain_userid, domain_sessionidx]
tags: [web]
columns:
  domain_userid: {description: The cookie.}
  domain_sessionidx: {description: The number of the cookie's session.}
  tstamp: {description: When the session began.}
  distinct_pages_visited: {description: 'Pages visited, each counted once.'}
---
SELECT
  domain_userid,
  domain_sessionidx,
  MIN(derived_tstamp) AS tstamp,
  COUNT(DISTINCT page_url) AS distinct_pages_visited
FROM ${ref('atomic.events')}
GROUP BY 1, 2
