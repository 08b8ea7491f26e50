---
description: >
  One row per session that has a page view or ping of a known page. What the session is (its cookie, person, source,
  device) is what its first page event says. Bots are left out.
distribution: domain_sessionid
sortkeys: [start_tstamp]
tags: [web, sessions]
unique_key: domain_sessionid
columns:
  domain_sessionid: {description: The session., tests: [unique, not_null]}
  app_id: {description: The site or app.}
  platform: {description: 'The platform, such as web.'}
  domain_sessionidx: {description: The number of the session among those of its cookie.}
  user_id: {description: 'The login, where there is one.'}
  domain_userid: {description: The cookie of the site.}
  network_userid: {description: The cookie of the collector.}
  stitched_user_id:
    description: 'The person: the latest known login of the cookie, else the cookie.'
    tests:
      - relationships: {to: ref('visitors'), field: stitched_user_id}
  start_tstamp: {description: 'When its first event happened, five seconds earlier where that page is known from a ping alone.'}
  end_tstamp: {description: When its last event happened.}
  absolute_time_in_s: {description: Seconds from start to end.}
  first_page_view_tstamp: {description: When its first page view happened.}
  last_page_view_tstamp: {description: When its last page view happened.}
  page_views: {description: Page views.}
  distinct_pages_visited: {description: 'Pages, each counted once.'}
  total_events: {description: 'All its events, pings included.'}
  engaged_time_in_s: {description: 'Seconds of attention, over all its page views.'}
  is_engaged: {description: 'Whether it has two page views, or twenty seconds of attention.'}
  first_page_title: {description: 'The first page''s title.'}
  first_page_url: {description: 'The first page''s address.'}
  first_page_urlscheme: {description: 'The first page''s address, its scheme.'}
  first_page_urlhost: {description: 'The first page''s address, its host.'}
  first_page_urlpath: {description: 'The first page''s address, its path.'}
  first_page_urlquery: {description: 'The first page''s address, what follows the question mark.'}
  first_page_urlfragment: {description: 'The first page''s address, what follows the hash.'}
  last_page_title: {description: 'The last page''s title.'}
  last_page_url: {description: 'The last page''s address.'}
  last_page_urlscheme: {description: 'The last page''s address, its scheme.'}
  last_page_urlhost: {description: 'The last page''s address, its host.'}
  last_page_urlpath: {description: 'The last page''s address, its path.'}
  last_page_urlquery: {description: 'The last page''s address, what follows the question mark.'}
  last_page_urlfragment: {description: 'The last page''s address, what follows the hash.'}
  last_geo_country: {description: The country at the last page view.}
  last_geo_region_name: {description: The region at the last page view.}
  last_geo_city: {description: The city at the last page view.}
  last_br_lang: {description: 'The browser''s language at the last page view.'}
  referrer: {description: The address that led to the page.}
  refr_urlscheme: {description: 'The referrer''s address, its scheme.'}
  refr_urlhost: {description: 'The referrer''s address, its host.'}
  refr_urlpath: {description: 'The referrer''s address, its path.'}
  refr_urlquery: {description: 'The referrer''s address, what follows the question mark.'}
  refr_urlfragment: {description: 'The referrer''s address, what follows the hash.'}
  refr_medium: {description: 'What the referrer is, such as search, social or internal.'}
  refr_source: {description: 'Who the referrer is, such as Google.'}
  refr_term: {description: What was searched for.}
  mkt_medium: {description: 'The campaign''s medium, such as cpc.'}
  mkt_source: {description: 'The campaign''s source.'}
  mkt_term: {description: 'The campaign''s keyword.'}
  mkt_content: {description: 'The campaign''s content.'}
  mkt_campaign: {description: 'The campaign''s name.'}
  mkt_clickid: {description: 'The click''s id at the advertising network.'}
  mkt_network: {description: The advertising network.}
  geo_country: {description: 'The country, as ISO 3166 has it.'}
  geo_region: {description: The code of the region.}
  geo_region_name: {description: The name of the region.}
  geo_city: {description: The city.}
  geo_zipcode: {description: The postal code.}
  geo_timezone: {description: The time zone of the place.}
  geo_latitude: {description: The latitude.}
  geo_longitude: {description: The longitude.}
  user_ipaddress: {description: The address that the event came from.}
  useragent: {description: What the browser says of itself.}
  br_family: {description: The browser.}
  br_name: {description: The browser with its version.}
  br_renderengine: {description: 'The browser''s engine.'}
  br_lang: {description: 'The browser''s language.'}
  dvce_type: {description: 'What the device is, such as Computer or Mobile.'}
  dvce_ismobile: {description: Whether the device is a mobile one.}
  os_timezone: {description: The time zone of the device.}
---
WITH totals AS (
  SELECT
    domain_sessionid,
    MIN(derived_tstamp) AS first_tstamp,
    MAX(derived_tstamp) AS last_tstamp,
    MIN(CASE WHEN event_name = 'page_view' AND page_view_id IS NOT NULL THEN derived_tstamp END) AS first_page_view_tstamp,
    MAX(CASE WHEN event_name = 'page_view' AND page_view_id IS NOT NULL THEN derived_tstamp END) AS last_page_view_tstamp,
    COUNT(DISTINCT page_view_id) AS page_views,
    COUNT(DISTINCT page_url) AS distinct_pages_visited,
    COUNT(*) AS total_events,
    -- Seconds of attention: ten for each stretch of ten seconds in which a view is pinged, five for the first of a view.
    10 * COUNT(DISTINCT CASE
      WHEN event_name = 'page_ping'
        THEN CAST([@stretch 'dvce_created_tstamp'/] AS varchar(20)) || ' ' || page_view_id
    END) - 5 * COUNT(DISTINCT CASE WHEN event_name = 'page_ping' THEN page_view_id END)
      AS engaged_time_in_s
  FROM ${ref('events_enriched')}
  WHERE [@of_a_session/]
  GROUP BY domain_sessionid
),

-- The order names all columns that are read here, so that no two rows tie; the others are looked up at the end.
first_page_events AS (
  SELECT domain_sessionid, event_id
  FROM (
    SELECT
      domain_sessionid,
      event_id,
      ROW_NUMBER() OVER (
        PARTITION BY domain_sessionid
        ORDER BY derived_tstamp NULLS LAST, dvce_created_tstamp NULLS LAST, event_id
      ) AS event_number
    FROM ${ref('events_enriched')}
    WHERE event_name IN ('page_view', 'page_ping')
      AND [@of_a_page_view/]
  ) AS page_events
  WHERE event_number = 1
),

last_page_views AS (
  SELECT domain_sessionid, event_id
  FROM (
    SELECT
      domain_sessionid,
      event_id,
      ROW_NUMBER() OVER (
        PARTITION BY domain_sessionid
        ORDER BY derived_tstamp DESC NULLS LAST, dvce_created_tstamp DESC NULLS LAST, event_id
      ) AS view_number
    FROM ${ref('events_enriched')}
    WHERE event_name = 'page_view'
      AND [@of_a_page_view/]
  ) AS page_views
  WHERE view_number = 1
)

SELECT
  t.domain_sessionid[@more ['app_id', 'platform', 'domain_sessionidx', 'user_id', 'domain_userid', 'network_userid', 'stitched_user_id'] 'f'/],
  CASE
    WHEN f.event_name = 'page_ping' THEN t.first_tstamp - INTERVAL '5 seconds'
    ELSE t.first_tstamp
  END AS start_tstamp,
  t.last_tstamp AS end_tstamp,
  [@seconds 't.last_tstamp'/] - [@seconds 't.first_tstamp'/]
    + CASE WHEN f.event_name = 'page_ping' THEN 5 ELSE 0 END AS absolute_time_in_s,
  t.first_page_view_tstamp,
  t.last_page_view_tstamp,
  t.page_views,
  t.distinct_pages_visited,
  t.total_events,
  t.engaged_time_in_s,
  t.page_views >= 2 OR t.engaged_time_in_s >= 20 AS is_engaged[@renamed page_columns 'f' 'page_' 'first_page_'/][#list page_columns as name],
    CASE WHEN l.event_id IS NULL THEN f.page_${name} ELSE l.page_${name} END AS last_page_${name}[/#list][#list last_columns as name],
    COALESCE(l.${name}, f.${name}) AS last_${name}[/#list],
    f.page_referrer AS referrer[@more referrer_columns + campaign_columns + place_columns + ['user_ipaddress', 'useragent', 'br_family', 'br_name', 'br_renderengine', 'br_lang', 'dvce_type', 'dvce_ismobile', 'os_timezone'] 'f'/][@by_local_clocks "CASE WHEN f.event_name = 'page_ping' THEN t.first_tstamp - INTERVAL '5 seconds' ELSE t.first_tstamp END" 't.last_tstamp'/]
FROM totals AS t
INNER JOIN first_page_events AS fi
  ON fi.domain_sessionid = t.domain_sessionid
INNER JOIN ${ref('events_enriched')} AS f
  ON f.domain_sessionid = t.domain_sessionid
  AND f.event_id = fi.event_id
LEFT JOIN last_page_views AS li
  ON li.domain_sessionid = t.domain_sessionid
LEFT JOIN ${ref('events_enriched')} AS l
  ON l.domain_sessionid = t.domain_sessionid
  AND l.event_id = li.event_id
