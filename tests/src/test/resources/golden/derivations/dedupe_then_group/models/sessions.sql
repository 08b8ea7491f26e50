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
  FROM ${ref('atomic.events')}
)
SELECT domain_userid, domain_sessionidx, COUNT(*) AS events
FROM numbered
WHERE occurrence = 1
GROUP BY domain_userid, domain_sessionidx
