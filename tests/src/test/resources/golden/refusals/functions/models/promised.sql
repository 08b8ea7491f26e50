SELECT event_id, f_known(page_url) AS place
FROM ${ref('atomic.events')}
