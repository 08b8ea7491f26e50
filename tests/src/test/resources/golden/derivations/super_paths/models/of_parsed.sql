SELECT event_id, p.kind::varchar AS kind
FROM ${ref('parsed')}
