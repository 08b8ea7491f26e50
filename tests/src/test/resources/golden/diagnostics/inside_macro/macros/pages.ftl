[#macro visits key]
SELECT ${key}, COUNT(*) AS visits
FROM ${ref('atomic.events')}
WHERE page_ur IS NOT NULL
GROUP BY ${key}
[/#macro]
