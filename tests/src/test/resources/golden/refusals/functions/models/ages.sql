SELECT
  event_id,
  CURRENT_DATE - derived_tstamp::date AS age,
  derived_tstamp * 2 AS twice
FROM ${ref('atomic.events')}
