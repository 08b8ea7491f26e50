SELECT event_id, derived_tstamp + page_url AS sum
FROM ${ref('atomic.events')}
