SELECT
  event_id,
  
SPLIT_PART(page_url, '?', 1) AS path
FROM atomic.events AS events
WHERE page_url LIKE '%shop%'
