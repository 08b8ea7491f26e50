SELECT domain_userid, COUNT(*) AS events
FROM (
  SELECT
    domain_userid,
    ROW_NUMBER() OVER (PARTITION BY event_id ORDER BY derived_tstamp) AS occurrence
  FROM ${ref('atomic.events')}
) AS numbered
WHERE occurrence = 1
GROUP BY domain_userid
