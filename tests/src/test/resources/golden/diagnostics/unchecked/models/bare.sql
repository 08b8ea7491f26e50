SELECT event_id, nope AS unknown
FROM ${ref('atomic.events')}
JOIN other.table_of_ours ON TRUE
