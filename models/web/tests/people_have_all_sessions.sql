---
description: Every session and page view is counted for exactly one person.
---
SELECT
  s.sessions,
  s.page_views,
  v.sessions AS sessions_of_people,
  v.page_views AS page_views_of_people
FROM (
  SELECT COUNT(*) AS sessions, COALESCE(SUM(page_views), 0) AS page_views FROM ${ref('sessions')}
) AS s
CROSS JOIN (
  SELECT COALESCE(SUM(sessions), 0) AS sessions, COALESCE(SUM(page_views), 0) AS page_views FROM ${ref('visitors')}
) AS v
WHERE s.sessions <> v.sessions OR s.page_views <> v.page_views
