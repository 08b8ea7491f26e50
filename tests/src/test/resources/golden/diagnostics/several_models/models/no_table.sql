SELECT x.event_id FROM ${ref('atomic.events')} AS e
