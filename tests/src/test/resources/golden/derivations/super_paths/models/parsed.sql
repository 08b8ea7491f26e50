SELECT event_id, JSON_PARSE(event_id) AS p
FROM ${ref('atomic.events')}
