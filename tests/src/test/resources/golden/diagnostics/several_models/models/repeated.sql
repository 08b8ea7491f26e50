SELECT event_id, page_url AS event_id, COUNT(*), COUNT(user_id)
FROM ${ref('atomic.events')}
GROUP BY 1, 2
