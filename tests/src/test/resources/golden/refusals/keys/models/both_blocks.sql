SELECT s.sessions, u.users, s.day AS session_day, u.day AS user_day
FROM (
  SELECT DATE_TRUNC('day', derived_tstamp) AS day, COUNT(DISTINCT domain_sessionidx) AS sessions
  FROM ${ref('atomic.events')}
  GROUP BY 1
) AS s
JOIN (
  SELECT DATE_TRUNC('day', derived_tstamp) AS day, COUNT(DISTINCT user_id) AS users
  FROM ${ref('atomic.events')}
  GROUP BY 1
) AS u ON u.day > s.day
