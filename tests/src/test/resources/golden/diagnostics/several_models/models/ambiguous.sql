SELECT event_id FROM ${ref('atomic.events')} a JOIN ${ref('atomic.events')} b ON a.event_id = b.event_id
