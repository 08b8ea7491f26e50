SELECT event_id, page_ur, e.reveneu
FROM ${ref('atomic.events')} e
