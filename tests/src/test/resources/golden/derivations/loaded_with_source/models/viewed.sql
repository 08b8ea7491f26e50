SELECT e.event_id, e.domain_userid, w.id
FROM ${ref('atomic.events')} AS e
JOIN ${ref('atomic.web_page')} AS w ON w.root_id = e.event_id
