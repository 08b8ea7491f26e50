SELECT
  event_id,
  NEXT_DAY(derived_tstamp, 'Tue') AS tuesday,
  DATEDIFF(decade, derived_tstamp, etl_tstamp) AS decades,
  TO_CHAR(derived_tstamp, 'Month') AS month,
  page_url::super AS path
FROM ${ref('atomic.events')}
