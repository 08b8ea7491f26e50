SELECT event_id, spilt_part(page_url, '/', 3) AS host
FROM ${ref('atomic.events')}
