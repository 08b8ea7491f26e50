SELECT domain_userid, page_url, COUNT(*) AS n
FROM ${ref('atomic.events')}
GROUP BY domain_userid
