SELECT e.event_id, e.page_url, c.region -- the page's country, where it is known
FROM atomic.events e LEFT JOIN crm.countries c ON e.geo_country = c.code AND c.region <> 'none'
WHERE TRUE
  AND TRUE AND e.page_url LIKE 'https:%'
