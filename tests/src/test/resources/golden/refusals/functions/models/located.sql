SELECT event_id, f_geo(page_url) AS place
FROM ${ref('atomic.events')}
