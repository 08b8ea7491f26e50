SELECT event_id FROM ${ref('atomic.events')};
SELECT 2
