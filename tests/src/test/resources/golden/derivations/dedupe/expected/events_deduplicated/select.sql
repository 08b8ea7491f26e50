WITH numbered AS (
  SELECT
    event_id,
    domain_userid,
    domain_sessionidx,
    page_url,
    derived_tstamp,
    ROW_NUMBER() OVER (
      PARTITION BY event_id
      ORDER BY derived_tstamp, domain_userid, domain_sessionidx, page_url
    ) AS occurrence
  FROM atomic.events AS events
)
SELECT event_id, domain_userid, domain_sessionidx, page_url, derived_tstamp
FROM numbered
WHERE occurrence = 1
