SELECT event_id FROM ${ref('atomic.events')}
[#if is_incremental]WHERE 1 = 1[/#if]
