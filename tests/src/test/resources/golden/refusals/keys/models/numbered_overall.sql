SELECT event_id, ROW_NUMBER() OVER (ORDER BY derived_tstamp) AS n
FROM ${ref('atomic.events')}
