SELECT COALESCE(u.user_id, e.domain_userid) AS visitor, COUNT(DISTINCT e.page_url) AS pages
FROM ${ref('atomic.events')} AS e
LEFT JOIN ${ref('crm.users')} AS u ON u.domain_userid = e.domain_userid
GROUP BY COALESCE(u.user_id, e.domain_userid)
