SELECT domain_userid, page_url, COUNT(*) AS n, GROUPING(page_url) AS is_total
FROM ${ref('atomic.events')}
GROUP BY domain_userid, ROLLUP (page_url)
