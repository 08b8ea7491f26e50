SELECT domain_userid, page_url, COUNT(*) AS n
FROM ${ref('atomic.events')}
GROUP BY ROLLUP (domain_userid, page_url)
