SELECT event_id
FROM atomic.events
