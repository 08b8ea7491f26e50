SELECT e.event_id, e.domain_userid, p.title
FROM ${ref('atomic.events')} AS e
JOIN ${ref('crm.pages')} AS p ON p.page_url = e.page_url
