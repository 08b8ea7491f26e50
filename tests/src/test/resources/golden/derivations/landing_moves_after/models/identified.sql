SELECT event_id, domain_userid FROM ${ref('atomic.events')} WHERE domain_userid IS NOT NULL
