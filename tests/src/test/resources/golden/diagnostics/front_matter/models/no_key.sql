SELECT event_id FROM ${ref('atomic.events')}
[@incremental]WHERE 1 = 1[/@incremental]
