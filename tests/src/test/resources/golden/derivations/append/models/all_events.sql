SELECT e.event_id, e.user_id, p.title AS place
FROM ${ref('atomic.events')} AS e
LEFT JOIN ${ref('crm.pages')} AS p ON p.page_url = e.page_url
UNION ALL
SELECT event_id, user_id, screen
FROM ${ref('app.events')}
