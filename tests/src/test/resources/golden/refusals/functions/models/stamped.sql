SELECT event_id, ${run_started_at()} AS written
FROM ${ref('atomic.events')}
