SELECT e.event_id, e.domain_userid, w.id
FROM atomic.events AS e
JOIN atomic.web_page AS w ON w.root_id = e.event_id
