SELECT e.contexts.kind, COUNT(*) AS events
FROM atomic.events AS e
GROUP BY e.contexts.kind
