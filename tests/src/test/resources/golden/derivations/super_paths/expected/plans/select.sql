SELECT
  e.contexts.plan::varchar(20) AS plan,
  COUNT(*) AS events,
  SUM(e.contexts.items[0].price::decimal(10, 2)) AS revenue
FROM atomic.events AS e
WHERE e.contexts.kind = 'order' AND e.contexts."User" IS NOT NULL
GROUP BY e.contexts.plan::varchar(20)
