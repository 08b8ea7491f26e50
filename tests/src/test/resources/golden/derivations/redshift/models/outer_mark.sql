SELECT e.event_id, e.page_url, c.region -- the page's country, where it is known
FROM ${ref('atomic.events')} e, ${ref('crm.countries')} c
WHERE e.geo_country = c.code(+)
  AND c.region (+) <> 'none' AND e.page_url LIKE 'https:%'
