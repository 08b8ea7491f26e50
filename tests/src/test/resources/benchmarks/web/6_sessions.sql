-- sessions touched
CREATE OR REPLACE TEMPORARY TABLE sessions_touched AS
SELECT domain_sessionid, MIN(derived_tstamp) AS first_tstamp
FROM (
  SELECT domain_sessionid, derived_tstamp FROM enriched_leaving WHERE NOT is_bot
  UNION ALL
  SELECT domain_sessionid, derived_tstamp FROM enriched_coming WHERE NOT is_bot
) AS events
WHERE domain_sessionid IS NOT NULL
GROUP BY domain_sessionid;
-- rows that leave
CREATE OR REPLACE TEMPORARY TABLE sessions_leaving AS
SELECT rowid AS id, domain_sessionid, stitched_user_id, start_tstamp
FROM hand.sessions
WHERE domain_sessionid IN (SELECT domain_sessionid FROM sessions_touched);
SET VARIABLE sessions_from = (
  SELECT MIN(first_tstamp)
  FROM (
    SELECT first_tstamp FROM sessions_touched
    UNION ALL
    SELECT start_tstamp FROM sessions_leaving
    UNION ALL
    SELECT first_tstamp
    FROM hand.sessions_without_page
    WHERE domain_sessionid IN (SELECT domain_sessionid FROM sessions_touched)
  ) AS starts
);
-- their events
CREATE OR REPLACE TEMPORARY TABLE session_events AS
SELECT *
FROM hand.events_enriched
WHERE derived_tstamp >= getvariable('sessions_from')
  AND domain_sessionid IN (SELECT domain_sessionid FROM sessions_touched)
  AND NOT is_bot;
-- what adds up
CREATE OR REPLACE TEMPORARY TABLE totals AS
SELECT
  domain_sessionid,
  MIN(derived_tstamp) AS first_tstamp,
  MAX(derived_tstamp) AS last_tstamp,
  MIN(derived_tstamp) FILTER (event_name = 'page_view' AND page_view_id IS NOT NULL) AS first_page_view_tstamp,
  MAX(derived_tstamp) FILTER (event_name = 'page_view' AND page_view_id IS NOT NULL) AS last_page_view_tstamp,
  COUNT(DISTINCT page_view_id) AS page_views,
  COUNT(DISTINCT page_url) AS distinct_pages_visited,
  COUNT(*) AS total_events,
  10 * COUNT(DISTINCT hand.stretch(dvce_created_tstamp) || ' ' || page_view_id) FILTER (event_name = 'page_ping')
    - 5 * COUNT(DISTINCT page_view_id) FILTER (event_name = 'page_ping') AS engaged_time_in_s
FROM session_events
GROUP BY domain_sessionid;
-- first page events
CREATE OR REPLACE TEMPORARY TABLE first_events AS
SELECT *
FROM session_events
WHERE event_name IN ('page_view', 'page_ping')
  AND page_view_id IS NOT NULL
QUALIFY ROW_NUMBER() OVER (
  PARTITION BY domain_sessionid
  ORDER BY derived_tstamp, dvce_created_tstamp NULLS LAST, event_id
) = 1;
-- last page views
CREATE OR REPLACE TEMPORARY TABLE last_views AS
SELECT domain_sessionid, event_id, COLUMNS('^page_(title|url.*)$'), geo_country, geo_region_name, geo_city, br_lang
FROM session_events
WHERE event_name = 'page_view'
  AND page_view_id IS NOT NULL
QUALIFY ROW_NUMBER() OVER (
  PARTITION BY domain_sessionid
  ORDER BY derived_tstamp DESC, dvce_created_tstamp DESC NULLS LAST, event_id
) = 1;
-- rows that come
CREATE OR REPLACE TEMPORARY TABLE sessions_coming AS
SELECT
  f.* EXCLUDE (
    event_id, etl_tstamp, collector_tstamp, dvce_created_tstamp, derived_tstamp, dvce_sent_tstamp, event_name, page_view_id,
    page_title, page_url, page_urlscheme, page_urlhost, page_urlpath, page_urlquery, page_urlfragment, page_referrer,
    pp_xoffset_max, pp_yoffset_max, br_colordepth, br_viewwidth, br_viewheight, doc_width, doc_height, event_fingerprint, is_bot
  ),
  CASE WHEN f.event_name = 'page_ping' THEN t.first_tstamp - INTERVAL '5 seconds' ELSE t.first_tstamp END AS start_tstamp,
  t.last_tstamp AS end_tstamp,
  hand.seconds(t.last_tstamp) - hand.seconds(t.first_tstamp)
    + CASE WHEN f.event_name = 'page_ping' THEN 5 ELSE 0 END AS absolute_time_in_s,
  t.first_page_view_tstamp,
  t.last_page_view_tstamp,
  t.page_views,
  t.distinct_pages_visited,
  t.total_events,
  t.engaged_time_in_s,
  t.page_views >= 2 OR t.engaged_time_in_s >= 20 AS is_engaged,
  f.page_title AS first_page_title,
  f.page_url AS first_page_url,
  f.page_urlscheme AS first_page_urlscheme,
  f.page_urlhost AS first_page_urlhost,
  f.page_urlpath AS first_page_urlpath,
  f.page_urlquery AS first_page_urlquery,
  f.page_urlfragment AS first_page_urlfragment,
  CASE WHEN l.event_id IS NULL THEN f.page_title ELSE l.page_title END AS last_page_title,
  CASE WHEN l.event_id IS NULL THEN f.page_url ELSE l.page_url END AS last_page_url,
  CASE WHEN l.event_id IS NULL THEN f.page_urlscheme ELSE l.page_urlscheme END AS last_page_urlscheme,
  CASE WHEN l.event_id IS NULL THEN f.page_urlhost ELSE l.page_urlhost END AS last_page_urlhost,
  CASE WHEN l.event_id IS NULL THEN f.page_urlpath ELSE l.page_urlpath END AS last_page_urlpath,
  CASE WHEN l.event_id IS NULL THEN f.page_urlquery ELSE l.page_urlquery END AS last_page_urlquery,
  CASE WHEN l.event_id IS NULL THEN f.page_urlfragment ELSE l.page_urlfragment END AS last_page_urlfragment,
  COALESCE(l.geo_country, f.geo_country) AS last_geo_country,
  COALESCE(l.geo_region_name, f.geo_region_name) AS last_geo_region_name,
  COALESCE(l.geo_city, f.geo_city) AS last_geo_city,
  COALESCE(l.br_lang, f.br_lang) AS last_br_lang,
  f.page_referrer AS referrer
FROM totals AS t
INNER JOIN first_events AS f USING (domain_sessionid)
LEFT JOIN last_views AS l USING (domain_sessionid);
-- delete
DELETE FROM hand.sessions
WHERE rowid IN (SELECT id FROM sessions_leaving);
-- other people's sessions
UPDATE hand.sessions AS s
SET stitched_user_id = c.new_person
FROM cookies_changed AS c
WHERE c.domain_userid = s.domain_userid;
-- insert
INSERT INTO hand.sessions BY NAME
SELECT * FROM sessions_coming;
-- remember sessions without a page
DELETE FROM hand.sessions_without_page
WHERE domain_sessionid IN (SELECT domain_sessionid FROM sessions_touched);
-- remember sessions without a page
INSERT INTO hand.sessions_without_page
SELECT domain_sessionid, first_tstamp
FROM totals
WHERE domain_sessionid NOT IN (SELECT domain_sessionid FROM first_events);
