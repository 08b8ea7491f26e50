SELECT event_id, page_url FROM (
-- Each event once; a replayed one is the same in every column.
WITH numbered AS (
  SELECT
    event_id, domain_userid, user_id, page_url, derived_tstamp,
    ROW_NUMBER() OVER (PARTITION BY event_id ORDER BY derived_tstamp, domain_userid, user_id, page_url) AS n
  FROM atomic.events AS events
)
SELECT event_id, domain_userid, user_id, page_url, derived_tstamp
FROM numbered
WHERE n = 1 -- the first
) AS "events_once"
