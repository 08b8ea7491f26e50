SELECT event_id, RANDOM() AS die
FROM ${ref('atomic.events')}
