SELECT event_id, domain_userid, domain_sessionidx, derived_tstamp
FROM atomic.events AS events
WHERE page_url IS NOT NULL
