SELECT event_id, domain_userid, domain_sessionidx, derived_tstamp
FROM ${ref('atomic.events')}
WHERE page_url IS NOT NULL
