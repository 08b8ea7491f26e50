SELECT event_id, p.kind::varchar AS kind
FROM derived.parsed AS parsed
