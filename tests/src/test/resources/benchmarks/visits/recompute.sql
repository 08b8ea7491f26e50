-- Takes in new events, in all four tables. One transaction sees one snapshot, so nothing has to be pinned.
-- Deduplicating needs no look at old copies: the copy that was kept is the first of them, so it and the new ones decide.
-- The logins, one event in forty, are kept apart, so that the latest of a cookie is found without reading all events.
-- Sessions and visitors are computed again from all that belongs to them.
BEGIN TRANSACTION;
-- count
CREATE OR REPLACE TEMPORARY TABLE counted AS
SELECT etl_tstamp AS stamp, COUNT(*) AS events
FROM atomic.events
GROUP BY 1;
-- stamps that grew
CREATE OR REPLACE TEMPORARY TABLE grown AS
SELECT c.stamp
FROM counted AS c
LEFT JOIN hand.seen AS s ON s.stamp IS NOT DISTINCT FROM c.stamp
WHERE s.events IS NULL OR s.events <> c.events;
-- events of these stamps
CREATE OR REPLACE TEMPORARY TABLE fresh AS
SELECT e.*
FROM atomic.events AS e
WHERE EXISTS (SELECT 1 FROM grown AS g WHERE g.stamp IS NOT DISTINCT FROM e.etl_tstamp);
-- rows kept of the same ids
CREATE OR REPLACE TEMPORARY TABLE kept AS
SELECT d.rowid AS id, d.*
FROM hand.events_deduplicated AS d
WHERE d.event_id IN (SELECT event_id FROM fresh);
-- deduplicated events that come; where copies are equal, the kept one stays
CREATE OR REPLACE TEMPORARY TABLE coming AS
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
      platform NULLS LAST,
      id NULLS LAST
  ) AS copy_number
  FROM (SELECT * FROM kept UNION ALL SELECT NULL, app_id, platform, etl_tstamp, collector_tstamp, dvce_created_tstamp, event_id, user_id, domain_userid, domain_sessionidx, geo_country, page_url, page_title, refr_medium, mkt_source, dvce_type, domain_sessionid, derived_tstamp, event_name FROM fresh) AS copies
) AS numbered
WHERE copy_number = 1 AND id IS NULL;
-- deduplicated events that leave
CREATE OR REPLACE TEMPORARY TABLE leaving AS
SELECT k.*
FROM kept AS k
WHERE k.event_id IN (SELECT event_id FROM coming);
-- delete events
DELETE FROM hand.events_deduplicated
WHERE rowid IN (SELECT id FROM leaving);
-- insert events
INSERT INTO hand.events_deduplicated
SELECT * FROM coming;
-- logins
DELETE FROM hand.logins
WHERE event_id IN (SELECT event_id FROM leaving);
-- logins
INSERT INTO hand.logins
SELECT domain_userid, user_id, collector_tstamp, derived_tstamp, event_id
FROM coming
WHERE user_id IS NOT NULL AND domain_userid IS NOT NULL;
-- cookies with other logins
CREATE OR REPLACE TEMPORARY TABLE cookies_logged_in AS
SELECT domain_userid FROM coming WHERE user_id IS NOT NULL AND domain_userid IS NOT NULL
UNION
SELECT domain_userid FROM leaving WHERE user_id IS NOT NULL AND domain_userid IS NOT NULL;
-- identities that leave
CREATE OR REPLACE TEMPORARY TABLE identities_leaving AS
SELECT m.*
FROM hand.id_map AS m
WHERE m.domain_userid IN (SELECT domain_userid FROM cookies_logged_in);
-- identities that come
CREATE OR REPLACE TEMPORARY TABLE identities_coming AS
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
    SELECT l.*
    FROM hand.logins AS l
    WHERE l.domain_userid IN (SELECT domain_userid FROM cookies_logged_in)
  ) AS logins
) AS ordered_logins
WHERE login_number = 1;
-- replace identities
DELETE FROM hand.id_map
WHERE domain_userid IN (SELECT domain_userid FROM identities_leaving);
-- replace identities
INSERT INTO hand.id_map
SELECT * FROM identities_coming;
-- sessions touched
CREATE OR REPLACE TEMPORARY TABLE sessions_touched AS
SELECT domain_sessionid FROM coming WHERE domain_sessionid IS NOT NULL
UNION
SELECT domain_sessionid FROM leaving WHERE domain_sessionid IS NOT NULL;
-- sessions that leave
CREATE OR REPLACE TEMPORARY TABLE sessions_leaving AS
SELECT s.rowid AS id, s.domain_userid, s.start_tstamp
FROM hand.sessions AS s
WHERE s.domain_sessionid IN (SELECT domain_sessionid FROM sessions_touched);
-- sessions that come
CREATE OR REPLACE TEMPORARY TABLE sessions_coming AS
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
    SELECT e.*
    FROM hand.events_deduplicated AS e
    WHERE e.domain_sessionid IN (SELECT domain_sessionid FROM sessions_touched)
  ) AS events
) AS ordered_events
GROUP BY domain_sessionid;
-- delete sessions
DELETE FROM hand.sessions
WHERE rowid IN (SELECT id FROM sessions_leaving);
-- insert sessions
INSERT INTO hand.sessions
SELECT * FROM sessions_coming;
-- cookies touched: their sessions or their identity changed
CREATE OR REPLACE TEMPORARY TABLE cookies_touched AS
SELECT domain_userid FROM sessions_leaving
UNION
SELECT domain_userid FROM sessions_coming
UNION
SELECT domain_userid FROM cookies_logged_in;
-- visitors touched: whose the cookies were, and whose they are
CREATE OR REPLACE TEMPORARY TABLE visitors_touched AS
SELECT COALESCE(m.user_id, c.domain_userid) AS stitched_user_id
FROM cookies_touched AS c
LEFT JOIN hand.id_map AS m ON m.domain_userid = c.domain_userid
UNION
SELECT COALESCE(m.user_id, c.domain_userid)
FROM cookies_logged_in AS c
LEFT JOIN identities_leaving AS m ON m.domain_userid = c.domain_userid;
-- all cookies of these visitors
CREATE OR REPLACE TEMPORARY TABLE cookies_needed AS
SELECT m.domain_userid
FROM hand.id_map AS m
WHERE m.user_id IN (SELECT stitched_user_id FROM visitors_touched)
UNION
SELECT stitched_user_id FROM visitors_touched;
-- delete visitors
DELETE FROM hand.visitors AS v
USING visitors_touched AS t
WHERE t.stitched_user_id IS NOT DISTINCT FROM v.stitched_user_id;
-- insert visitors
INSERT INTO hand.visitors
SELECT
  COALESCE(m.user_id, s.domain_userid) AS stitched_user_id,
  MIN(s.start_tstamp) AS start_tstamp,
  MAX(s.end_tstamp) AS end_tstamp,
  COUNT(*) AS sessions,
  CAST(SUM(s.page_views) AS BIGINT) AS page_views,
  CAST(SUM(s.total_events) AS BIGINT) AS total_events,
  COUNT(DISTINCT s.domain_userid) AS devices
FROM (
  SELECT s.*
  FROM hand.sessions AS s
  WHERE EXISTS (SELECT 1 FROM cookies_needed AS c WHERE c.domain_userid IS NOT DISTINCT FROM s.domain_userid)
) AS s
LEFT JOIN hand.id_map AS m ON m.domain_userid = s.domain_userid
SEMI JOIN visitors_touched AS v ON v.stitched_user_id IS NOT DISTINCT FROM COALESCE(m.user_id, s.domain_userid)
GROUP BY 1;
-- remember
DELETE FROM hand.seen;
-- remember
INSERT INTO hand.seen
SELECT stamp, events FROM counted;
COMMIT;
