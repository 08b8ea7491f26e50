-- Fills the tables; notes how many events of each stamp it has seen; keeps the logins apart, which are few.
CREATE SCHEMA IF NOT EXISTS hand;
CREATE TABLE hand.events_deduplicated AS
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
FROM (
  SELECT *, ROW_NUMBER() OVER (
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
  FROM atomic.events
) AS copies
WHERE copy_number = 1;
CREATE TABLE hand.id_map AS
SELECT domain_userid, user_id, collector_tstamp AS identified_tstamp
FROM (
  SELECT *, ROW_NUMBER() OVER (
    PARTITION BY domain_userid
    ORDER BY
      collector_tstamp DESC NULLS LAST,
      derived_tstamp DESC NULLS LAST,
      event_id DESC,
      user_id
  ) AS login_number
  FROM (
    SELECT *
    FROM hand.events_deduplicated
    WHERE user_id IS NOT NULL AND domain_userid IS NOT NULL
  ) AS logins
) AS ordered_logins
WHERE login_number = 1;
CREATE TABLE hand.sessions AS
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
FROM (
  SELECT *, ROW_NUMBER() OVER (
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
  FROM (
    SELECT *
    FROM hand.events_deduplicated
    WHERE domain_sessionid IS NOT NULL
  ) AS events
) AS ordered_events
GROUP BY domain_sessionid;
CREATE TABLE hand.visitors AS
SELECT
  COALESCE(m.user_id, s.domain_userid) AS stitched_user_id,
  MIN(s.start_tstamp) AS start_tstamp,
  MAX(s.end_tstamp) AS end_tstamp,
  COUNT(*) AS sessions,
  CAST(SUM(s.page_views) AS BIGINT) AS page_views,
  CAST(SUM(s.total_events) AS BIGINT) AS total_events,
  COUNT(DISTINCT s.domain_userid) AS devices
FROM hand.sessions AS s
LEFT JOIN hand.id_map AS m ON m.domain_userid = s.domain_userid
GROUP BY 1;
CREATE TABLE hand.logins AS
SELECT domain_userid, user_id, collector_tstamp, derived_tstamp, event_id
FROM hand.events_deduplicated
WHERE user_id IS NOT NULL AND domain_userid IS NOT NULL;
CREATE TABLE hand.seen AS
SELECT etl_tstamp AS stamp, COUNT(*) AS events
FROM atomic.events
GROUP BY 1;
