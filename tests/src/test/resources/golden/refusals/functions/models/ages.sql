SELECT
  event_id,
  CURRENT_DATE - derived_tstamp::date AS age
FROM ${ref('atomic.events')}
