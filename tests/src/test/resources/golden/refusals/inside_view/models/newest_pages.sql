SELECT page_url, COUNT(*) AS events
FROM ${ref('newest')}
GROUP BY page_url
