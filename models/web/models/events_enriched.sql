---
description: >
  One row per event, with its page view, its person and whether it is a bot's. When a cookie logs in, all its past events
  turn out to be that person's.
distribution: domain_sessionid
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
  page_view_id: {description: The page view that the event belongs to; none where no context says.}
  stitched_user_id: {description: 'The person: the latest known login of the cookie, else the cookie.'}
  is_bot: {description: Whether the user agent holds one of the words in bot_words.}
---
[#assign limited = var('vendor_limits')?string == 'true']
SELECT
    e.event_id[@more event_columns()?filter(c -> c != 'event_id') 'e'/],
    c.page_view_id[#list var('own_contexts') as context][@more context.columns 'c' + context?counter/][/#list],
    COALESCE(m.user_id, e.domain_userid) AS stitched_user_id,
    [@bot 'e.useragent'/] AS is_bot
[#if limited]
FROM (
  SELECT
    event_id[@more event_columns()?filter(c -> c != 'event_id')/],
    MIN(collector_tstamp) OVER (PARTITION BY domain_sessionid) AS session_tstamp
  FROM ${ref('events_deduplicated')}
  WHERE dvce_sent_tstamp <= dvce_created_tstamp + INTERVAL '3 days'
) AS e
[#else]
FROM ${ref('events_deduplicated')} AS e
[/#if]
LEFT JOIN ${ref('page_view_ids')} AS c
  ON c.root_id = e.event_id
  AND c.root_tstamp = e.collector_tstamp
[#list var('own_contexts') as context]
LEFT JOIN ${ref(context.model)} AS c${context?counter}
  ON c${context?counter}.root_id = e.event_id
  AND c${context?counter}.root_tstamp = e.collector_tstamp
[/#list]
LEFT JOIN ${ref((var('identity') == 'graph')?then('person_map', 'id_map'))} AS m
  ON m.domain_userid = e.domain_userid
[#if limited]
WHERE e.collector_tstamp <= e.session_tstamp + INTERVAL '3 days'
[/#if]
