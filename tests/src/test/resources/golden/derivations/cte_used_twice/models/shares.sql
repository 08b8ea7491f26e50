WITH per_page AS (
  SELECT domain_userid, page_url, COUNT(*) AS views
  FROM ${ref('atomic.events')}
  GROUP BY domain_userid, page_url
),
per_user AS (
  SELECT domain_userid, SUM(views) AS views
  FROM per_page
  GROUP BY domain_userid
)
SELECT p.domain_userid, p.page_url, p.views, u.views AS views_of_user
FROM per_page p
JOIN per_user u ON u.domain_userid = p.domain_userid
