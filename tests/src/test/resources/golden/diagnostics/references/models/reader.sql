SELECT event_id FROM ${ref('bare')}
