SELECT
  event_id,
  [@path 'page_url'/] AS path
FROM ${ref('atomic.events')}
WHERE page_url LIKE '%${var('site')}%'
