WITH priced AS (
  SELECT event_id, revenue - 1 AS net, page_url
  FROM atomic.events AS events
)
SELECT
  event_id,
  net * 2 AS doubled,
  doubled::int + 1 AS more, -- an alias of the same SELECT
  LEFT(CAST(page_url AS VARCHAR), 10)::varchar(10) || '…' AS shortened
FROM priced
WHERE net * 2 BETWEEN '0'::int AND event_id::int
