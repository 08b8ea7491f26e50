SELECT event_id, domain_userid, domain_sessionid, page_url, geo_country, derived_tstamp
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY event_id ORDER BY derived_tstamp, page_url, geo_country, domain_userid, domain_sessionid) AS copy
  FROM atomic.events AS events
) AS e
WHERE copy = 1
