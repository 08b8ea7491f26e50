SELECT e.event_id, v.label
FROM atomic.events AS e
JOIN (VALUES ('DE', 'Germany'), ('FR', 'France')) AS v (code, label) ON v.code = e.user_id
