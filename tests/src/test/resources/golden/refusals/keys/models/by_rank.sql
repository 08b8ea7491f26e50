SELECT place, COUNT(*) AS n
FROM (
  SELECT RANK() OVER (PARTITION BY domain_userid ORDER BY derived_tstamp) AS place
  FROM ${ref('atomic.events')}
) AS ranked
GROUP BY place
