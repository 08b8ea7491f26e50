SELECT e.contexts.kind, COUNT(*) AS events
FROM ${ref('atomic.events')} AS e
GROUP BY e.contexts.kind
