---
description: >
  One row per person: the user, where one of the visitor's cookies is known to be a user's, else the cookie.
  Sessions without a cookie fall together in the row without an id.
distribution: stitched_user_id
sortkeys: [start_tstamp]
tags: [web, visitors]
unique_key: stitched_user_id
columns:
  stitched_user_id: {description: 'The user, else the cookie.'}
  start_tstamp: {description: Start of the first session.}
  end_tstamp: {description: End of the last session.}
  sessions: {description: Sessions on all devices.}
  page_views: {description: Page views in all of them.}
  total_events: {description: Events in all of them.}
  devices: {description: 'Cookies, that is browsers and devices.'}
---
-- When a cookie turns out to be a known user's, the row of the cookie goes and the row of the user grows.
SELECT
  COALESCE(m.user_id, s.domain_userid) AS stitched_user_id,
  MIN(s.start_tstamp) AS start_tstamp,
  MAX(s.end_tstamp) AS end_tstamp,
  COUNT(*) AS sessions,
  CAST(SUM(s.page_views) AS bigint) AS page_views,
  CAST(SUM(s.total_events) AS bigint) AS total_events,
  COUNT(DISTINCT s.domain_userid) AS devices
FROM ${ref('sessions')} AS s
LEFT JOIN ${ref('id_map')} AS m
  ON m.domain_userid = s.domain_userid
GROUP BY COALESCE(m.user_id, s.domain_userid)
