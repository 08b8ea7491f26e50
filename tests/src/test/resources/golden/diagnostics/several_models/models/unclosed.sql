SELECT event_id FROM ${ref('atomic.events')} WHERE page_url = 'x
