SELECT
  event_id,
  CURRENT_DATE - derived_tstamp::date AS age,
  derived_tstamp + 1 AS next_day
FROM ${ref('atomic.events')}
