SELECT
  event_id,
  (SELECT MAX(derived_tstamp) FROM ${ref('atomic.events')}) AS latest
FROM ${ref('atomic.events')}
