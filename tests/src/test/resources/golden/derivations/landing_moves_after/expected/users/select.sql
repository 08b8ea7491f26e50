SELECT e.domain_userid, COUNT(DISTINCT w.id) AS page_views, MAX(e.derived_tstamp) AS last_seen
FROM atomic.events AS e
LEFT JOIN atomic.web_page AS w ON w.root_id = e.event_id
GROUP BY e.domain_userid
HAVING COUNT(*) > 1
