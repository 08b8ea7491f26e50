SELECT event_id
FROM ${ref('atomic.event')}
