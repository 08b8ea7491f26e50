SELECT event_id /* the id
FROM ${ref('atomic.events')}
