SELECT c.region, COUNT(*) AS page_views, COUNT(DISTINCT e.geo_country) AS countries
FROM atomic.events AS e
JOIN crm.countries AS c ON c.code = e.geo_country
GROUP BY c.region
