SELECT
  event_id,
  CHECKSUM(page_url) AS sum,
  DATEDIFF(week, derived_tstamp, etl_tstamp) AS weeks,
  TO_CHAR(derived_tstamp, 'BC') AS month,
  page_url::super AS path
FROM ${ref('atomic.events')}
