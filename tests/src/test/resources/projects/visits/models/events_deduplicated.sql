---
description: >
  One row per event_id. An event that was sent or loaded twice is kept once: the copy that the collector got first.
distribution: domain_userid
sortkeys: [collector_tstamp]
tags: [web, events]
unique_key: event_id
columns:
  event_id: {description: 'The event, once.'}
  collector_tstamp: {description: When the collector got the kept copy.}
---
-- A copy that comes late may be the one that the collector got first. Then the kept row changes, and so does all that
-- was computed from it. The order names every column, so copies that still tie are equal, and the choice is no choice.
WITH copies AS (
  SELECT
    app_id,
    platform,
    etl_tstamp,
    collector_tstamp,
    dvce_created_tstamp,
    event_id,
    user_id,
    domain_userid,
    domain_sessionidx,
    geo_country,
    page_url,
    page_title,
    refr_medium,
    mkt_source,
    dvce_type,
    domain_sessionid,
    derived_tstamp,
    event_name,
    ROW_NUMBER() OVER (
      PARTITION BY event_id
      ORDER BY
        collector_tstamp NULLS LAST,
        etl_tstamp NULLS LAST,
        dvce_created_tstamp NULLS LAST,
        derived_tstamp NULLS LAST,
        event_name NULLS LAST,
        user_id NULLS LAST,
        domain_userid NULLS LAST,
        domain_sessionid NULLS LAST,
        domain_sessionidx NULLS LAST,
        page_url NULLS LAST,
        page_title NULLS LAST,
        refr_medium NULLS LAST,
        mkt_source NULLS LAST,
        geo_country NULLS LAST,
        dvce_type NULLS LAST,
        app_id NULLS LAST,
        platform NULLS LAST
    ) AS copy_number
  FROM ${ref('atomic.events')}
)

SELECT
  app_id,
  platform,
  etl_tstamp,
  collector_tstamp,
  dvce_created_tstamp,
  event_id,
  user_id,
  domain_userid,
  domain_sessionidx,
  geo_country,
  page_url,
  page_title,
  refr_medium,
  mkt_source,
  dvce_type,
  domain_sessionid,
  derived_tstamp,
  event_name
FROM copies
WHERE copy_number = 1
