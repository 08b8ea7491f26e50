SELECT domain_userid, page_url AS page, COUNT(*) AS n, SUM(revenue) AS revenue, GROUPING(domain_userid) AS g
FROM atomic.events AS events
GROUP BY ROLLUP (domain_userid, 2)
HAVING COUNT(*) > 1 OR GROUPING(domain_userid) = 1
