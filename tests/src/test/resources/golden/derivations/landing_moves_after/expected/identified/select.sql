SELECT event_id, domain_userid FROM atomic.events AS events WHERE domain_userid IS NOT NULL
