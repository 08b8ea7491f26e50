SELECT e.event_id, e.domain_userid, p.title
FROM atomic.events AS e
JOIN crm.pages AS p ON p.page_url = e.page_url
