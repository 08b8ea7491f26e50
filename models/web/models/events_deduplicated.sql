---
description: >
  One row per event_id. An event that was sent or loaded twice is kept once: the copy that the collector got first.
distribution: event_id
sortkeys: [collector_tstamp]
tags: [web, events]
unique_key: event_id
columns:
  app_id: {description: The site or app.}
  platform: {description: 'The platform, such as web.'}
  etl_tstamp: {description: When the batch was loaded.}
  collector_tstamp: {description: When the collector got the event.}
  dvce_created_tstamp: {description: 'When the device made the event, by its own clock.'}
  event_id: {description: 'The event, once.', tests: [unique, not_null]}
  user_id: {description: 'The login, where there is one.'}
  user_ipaddress: {description: The address that the event came from.}
  domain_userid: {description: The cookie of the site.}
  domain_sessionidx: {description: The number of the session among those of its cookie.}
  network_userid: {description: The cookie of the collector.}
  geo_country: {description: 'The country, as ISO 3166 has it.'}
  geo_region: {description: The code of the region.}
  geo_city: {description: The city.}
  geo_zipcode: {description: The postal code.}
  geo_latitude: {description: The latitude.}
  geo_longitude: {description: The longitude.}
  geo_region_name: {description: The name of the region.}
  page_url: {description: 'The page''s address.'}
  page_title: {description: 'The page''s title.'}
  page_referrer: {description: The address that led to the page.}
  page_urlscheme: {description: 'The page''s address, its scheme.'}
  page_urlhost: {description: 'The page''s address, its host.'}
  page_urlpath: {description: 'The page''s address, its path.'}
  page_urlquery: {description: 'The page''s address, what follows the question mark.'}
  page_urlfragment: {description: 'The page''s address, what follows the hash.'}
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
  pp_xoffset_max: {description: 'How far a ping''s page was scrolled to the right, in pixels.'}
  pp_yoffset_max: {description: 'How far a ping''s page was scrolled down, in pixels.'}
  useragent: {description: What the browser says of itself.}
  br_name: {description: The browser with its version.}
  br_family: {description: The browser.}
  br_renderengine: {description: 'The browser''s engine.'}
  br_lang: {description: 'The browser''s language.'}
  br_colordepth: {description: 'The screen''s depth of colour.'}
  br_viewwidth: {description: 'The width of the window, in pixels.'}
  br_viewheight: {description: 'The height of the window, in pixels.'}
  os_timezone: {description: The time zone of the device.}
  dvce_type: {description: 'What the device is, such as Computer or Mobile.'}
  dvce_ismobile: {description: Whether the device is a mobile one.}
  doc_width: {description: 'The width of the page, in pixels.'}
  doc_height: {description: 'The height of the page, in pixels.'}
  geo_timezone: {description: The time zone of the place.}
  mkt_clickid: {description: 'The click''s id at the advertising network.'}
  mkt_network: {description: The advertising network.}
  dvce_sent_tstamp: {description: 'When the device sent the event, by its own clock.'}
  domain_sessionid: {description: The session.}
  derived_tstamp: {description: 'When the event happened, corrected for the clock of the device.'}
  event_name: {description: 'What the event is, such as page_view or page_ping.'}
  event_fingerprint: {description: A hash of what the tracker sent.}
---
-- A copy that comes late may be the one that the collector got first. Then the kept row changes, and so does all that
-- was computed from it. The order names every column, so copies that still tie are equal, and the choice is no choice.
-- Most events come once: only the others are put in order, as an order by so many columns is dear.
[#assign others = event_columns()?filter(c -> c != 'event_id')]
WITH counts AS (
  SELECT event_id, COUNT(*) AS copies
  FROM ${ref('atomic.events')}
  WHERE [@of_the_apps/]
  GROUP BY event_id
),

copies AS (
  SELECT
    e.event_id[@more others 'e'/],
    ROW_NUMBER() OVER (
      PARTITION BY e.event_id
      ORDER BY
        e.collector_tstamp NULLS LAST,
        e.etl_tstamp NULLS LAST[@then_by others?filter(c -> !['collector_tstamp', 'etl_tstamp']?seq_contains(c)) 'e'/]
    ) AS copy_number
  FROM ${ref('atomic.events')} AS e
  INNER JOIN counts AS c
    ON c.event_id = e.event_id
  WHERE c.copies > 1
    AND [@of_the_apps 'e.'/]
)

SELECT
    event_id[@more others/]
FROM copies
WHERE copy_number = 1

UNION ALL

SELECT
    e.event_id[@more others 'e'/]
FROM ${ref('atomic.events')} AS e
INNER JOIN counts AS c
  ON c.event_id = e.event_id
WHERE c.copies = 1
  AND [@of_the_apps 'e.'/]
