SELECT COUNT(*) AS events, SUM(revenue) AS revenue
FROM ${ref('atomic.events')}
