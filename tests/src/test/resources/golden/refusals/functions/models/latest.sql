SELECT event_id, derived_tstamp
FROM ${ref('atomic.events')}
WHERE derived_tstamp::date = current_date
