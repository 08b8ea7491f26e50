---
description: >
  One row per session. What the session is (its cookie, number, source, device) is what its first event says.
distribution: domain_userid
sortkeys: [start_tstamp]
tags: [web, sessions]
unique_key: domain_sessionid
columns:
  domain_sessionid: {description: The session.}
  domain_userid: {description: The cookie of its first event.}
  domain_sessionidx: {description: The number of the session among those of its cookie.}
  start_tstamp: {description: When its first event happened.}
  end_tstamp: {description: When its last event happened.}
  page_views: {description: Pages that were viewed; views of the same page count.}
  distinct_pages_visited: {description: Pages that were viewed; views of the same page count once.}
  total_events: {description: 'All its events, pings included.'}
---
WITH ordered_events AS (
  SELECT
    domain_sessionid,
    domain_userid,
    domain_sessionidx,
    derived_tstamp,
    event_name,
    page_url,
    refr_medium,
    mkt_source,
    geo_country,
    dvce_type,
    ROW_NUMBER() OVER (
      PARTITION BY domain_sessionid
      ORDER BY
        derived_tstamp NULLS LAST,
        dvce_created_tstamp NULLS LAST,
        event_id,
        domain_userid NULLS LAST,
        domain_sessionidx NULLS LAST,
        event_name NULLS LAST,
        page_url NULLS LAST,
        refr_medium NULLS LAST,
        mkt_source NULLS LAST,
        geo_country NULLS LAST,
        dvce_type NULLS LAST
    ) AS event_number
  FROM ${ref('events_deduplicated')}
  WHERE domain_sessionid IS NOT NULL
)

SELECT
  domain_sessionid,
  MAX(CASE WHEN event_number = 1 THEN domain_userid END) AS domain_userid,
  MAX(CASE WHEN event_number = 1 THEN domain_sessionidx END) AS domain_sessionidx,
  MIN(derived_tstamp) AS start_tstamp,
  MAX(derived_tstamp) AS end_tstamp,
  COUNT(CASE WHEN event_name = 'page_view' THEN 1 END) AS page_views,
  COUNT(DISTINCT page_url) AS distinct_pages_visited,
  COUNT(*) AS total_events,
  MAX(CASE WHEN event_number = 1 THEN page_url END) AS first_page_url,
  MAX(CASE WHEN event_number = 1 THEN refr_medium END) AS refr_medium,
  MAX(CASE WHEN event_number = 1 THEN mkt_source END) AS mkt_source,
  MAX(CASE WHEN event_number = 1 THEN geo_country END) AS geo_country,
  MAX(CASE WHEN event_number = 1 THEN dvce_type END) AS dvce_type
FROM ordered_events
GROUP BY domain_sessionid
