---
description: >
  One row per page view: its first page_view event, how long it lasted and how far it was scrolled, and its place in its
  session. Bots and events without a session are left out.
distribution: domain_sessionid
sortkeys: [start_tstamp]
tags: [web, page_views]
unique_key: page_view_id
columns:
  page_view_id: {description: The page view., tests: [unique, not_null]}
  event_id: {description: 'The page_view event that this row is: the first of the page view.'}
  app_id: {description: The site or app.}
  platform: {description: 'The platform, such as web.'}
  user_id: {description: 'The login, where there is one.'}
  domain_userid: {description: The cookie of the site.}
  stitched_user_id: {description: 'The person: the latest known login of the cookie, else the cookie.'}
  network_userid: {description: The cookie of the collector.}
  domain_sessionid:
    description: The session.
    tests:
      - not_null
      - relationships: {to: ref('sessions'), field: domain_sessionid}
  domain_sessionidx: {description: The number of the session among those of its cookie.}
  dvce_created_tstamp: {description: 'When the device made the event, by its own clock.'}
  collector_tstamp: {description: When the collector got the event.}
  derived_tstamp: {description: 'When the event happened, corrected for the clock of the device.'}
  page_title: {description: 'The page''s title.'}
  page_url: {description: 'The page''s address.'}
  page_urlscheme: {description: 'The page''s address, its scheme.'}
  page_urlhost: {description: 'The page''s address, its host.'}
  page_urlpath: {description: 'The page''s address, its path.'}
  page_urlquery: {description: 'The page''s address, what follows the question mark.'}
  page_urlfragment: {description: 'The page''s address, what follows the hash.'}
  mkt_medium: {description: 'The campaign''s medium, such as cpc.'}
  mkt_source: {description: 'The campaign''s source.'}
  mkt_term: {description: 'The campaign''s keyword.'}
  mkt_content: {description: 'The campaign''s content.'}
  mkt_campaign: {description: 'The campaign''s name.'}
  mkt_clickid: {description: 'The click''s id at the advertising network.'}
  mkt_network: {description: The advertising network.}
  page_referrer: {description: The address that led to the page.}
  refr_urlscheme: {description: 'The referrer''s address, its scheme.'}
  refr_urlhost: {description: 'The referrer''s address, its host.'}
  refr_urlpath: {description: 'The referrer''s address, its path.'}
  refr_urlquery: {description: 'The referrer''s address, what follows the question mark.'}
  refr_urlfragment: {description: 'The referrer''s address, what follows the hash.'}
  refr_medium: {description: 'What the referrer is, such as search, social or internal.'}
  refr_source: {description: 'Who the referrer is, such as Google.'}
  refr_term: {description: What was searched for.}
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
  br_lang: {description: 'The browser''s language.'}
  br_colordepth: {description: 'The screen''s depth of colour.'}
  br_renderengine: {description: 'The browser''s engine.'}
  br_viewwidth: {description: 'The width of the window, in pixels.'}
  br_viewheight: {description: 'The height of the window, in pixels.'}
  doc_width: {description: 'The width of the page, in pixels.'}
  doc_height: {description: 'The height of the page, in pixels.'}
  dvce_type: {description: 'What the device is, such as Computer or Mobile.'}
  dvce_ismobile: {description: Whether the device is a mobile one.}
  os_timezone: {description: The time zone of the device.}
  page_view_in_session_index: {description: 'Which view of its session it is, from 1.'}
  page_views_in_session: {description: How many views its session has.}
  start_tstamp: {description: When the view began.}
  end_tstamp: {description: 'When its last ping in its session happened; where there is none, when it began.'}
  absolute_time_in_s: {description: Seconds from start to end.}
  engaged_time_in_s: {description: 'Seconds of attention: ten for each stretch of ten seconds with a ping, five for the first; 0 without pings.'}
  horizontal_pixels_scrolled: {description: 'How far it was scrolled to the right, in pixels.'}
  vertical_pixels_scrolled: {description: 'How far it was scrolled down, in pixels.'}
  horizontal_percentage_scrolled: {description: 'How much of the width was seen, in percent.'}
  vertical_percentage_scrolled: {description: 'How much of the height was seen, in percent.'}
---
-- The first event of each view is found first, over the few columns that decide; the order names all of them, so that no
-- two rows tie. Its other columns are looked up at the end.
WITH event_order AS (
  SELECT
    page_view_id,
    domain_sessionid,
    event_id,
    derived_tstamp,
    dvce_created_tstamp,
    ROW_NUMBER() OVER (
      PARTITION BY page_view_id
      ORDER BY derived_tstamp NULLS LAST, dvce_created_tstamp NULLS LAST, event_id, domain_sessionid
    ) AS event_number
  FROM ${ref('events_enriched')}
  WHERE event_name = 'page_view'
    AND [@of_a_page_view/]
),

numbered AS (
  SELECT
    page_view_id,
    event_id,
    ROW_NUMBER() OVER (
      PARTITION BY domain_sessionid
      ORDER BY derived_tstamp NULLS LAST, dvce_created_tstamp NULLS LAST, event_id, page_view_id
    ) AS page_view_in_session_index,
    COUNT(*) OVER (PARTITION BY domain_sessionid) AS page_views_in_session
  FROM event_order
  WHERE event_number = 1
),

-- A ping each ten seconds or so, unless nobody is there.
pings AS (
  SELECT
    page_view_id,
    domain_sessionid,
    MAX(derived_tstamp) AS last_tstamp,
    COUNT(DISTINCT [@stretch 'dvce_created_tstamp'/]) AS stretches
  FROM ${ref('events_enriched')}
  WHERE event_name = 'page_ping'
    AND [@of_a_page_view/]
  GROUP BY page_view_id, domain_sessionid
),

extents AS (
  SELECT
    page_view_id,
    MAX(CAST(doc_width AS bigint)) AS width,
    MAX(CAST(doc_height AS bigint)) AS height,
    MAX(CAST(br_viewwidth AS bigint)) AS view_width,
    MAX(CAST(br_viewheight AS bigint)) AS view_height,
    LEAST(GREATEST(MAX(COALESCE(CAST(pp_xoffset_max AS bigint), 0)), 0), MAX(CAST(doc_width AS bigint))) AS pixels_right,
    LEAST(GREATEST(MAX(COALESCE(CAST(pp_yoffset_max AS bigint), 0)), 0), MAX(CAST(doc_height AS bigint))) AS pixels_down
  FROM ${ref('events_enriched')}
  WHERE event_name IN ('page_view', 'page_ping')
    AND [@of_a_page_view/]
    AND doc_width > 0
    AND doc_height > 0
  GROUP BY page_view_id
)

SELECT
  v.page_view_id,
  v.event_id[@more page_view_columns + added_columns() 'e'/],
  v.page_view_in_session_index,
  v.page_views_in_session,
  e.derived_tstamp AS start_tstamp,
  COALESCE(p.last_tstamp, e.derived_tstamp) AS end_tstamp,
  [@seconds 'COALESCE(p.last_tstamp, e.derived_tstamp)'/] - [@seconds 'e.derived_tstamp'/] AS absolute_time_in_s,
  CASE WHEN p.page_view_id IS NULL THEN 0 ELSE 10 * (p.stretches - 1) + 5 END AS engaged_time_in_s,
  x.pixels_right AS horizontal_pixels_scrolled,
  x.pixels_down AS vertical_pixels_scrolled,
  [@percent 'COALESCE(LEAST(x.pixels_right + x.view_width, x.width), x.width)' 'x.width'/] AS horizontal_percentage_scrolled,
  [@percent 'COALESCE(LEAST(x.pixels_down + x.view_height, x.height), x.height)' 'x.height'/] AS vertical_percentage_scrolled[@by_local_clocks 'e.derived_tstamp' 'COALESCE(p.last_tstamp, e.derived_tstamp)'/]
FROM numbered AS v
INNER JOIN ${ref('events_enriched')} AS e
  ON e.page_view_id = v.page_view_id
  AND e.event_id = v.event_id
LEFT JOIN pings AS p
  ON p.page_view_id = v.page_view_id
  AND p.domain_sessionid = e.domain_sessionid
LEFT JOIN extents AS x
  ON x.page_view_id = v.page_view_id
