-- people touched
CREATE OR REPLACE TEMPORARY TABLE people_touched AS
SELECT stitched_user_id FROM sessions_leaving
UNION
SELECT stitched_user_id FROM sessions_coming
UNION
SELECT old_person FROM cookies_changed
UNION
SELECT new_person FROM cookies_changed;
-- what adds up, and which sessions are first and last
CREATE OR REPLACE TEMPORARY TABLE visits AS
SELECT
  stitched_user_id,
  MIN(start_tstamp) AS start_tstamp,
  MAX(end_tstamp) AS end_tstamp,
  MIN(first_page_view_tstamp) AS first_page_view_tstamp,
  MAX(last_page_view_tstamp) AS last_page_view_tstamp,
  SUM(page_views)::BIGINT AS page_views,
  COUNT(*) AS sessions,
  SUM(engaged_time_in_s)::BIGINT AS engaged_time_in_s,
  COUNT(DISTINCT domain_userid) AS devices,
  MAX(domain_sessionid) FILTER (start_number = 1) AS first_session,
  MAX(domain_sessionid) FILTER (end_number = 1) AS last_session
FROM (
  SELECT
    s.*,
    ROW_NUMBER() OVER (PARTITION BY stitched_user_id ORDER BY start_tstamp, domain_sessionid DESC) AS start_number,
    ROW_NUMBER() OVER (PARTITION BY stitched_user_id ORDER BY end_tstamp DESC, domain_sessionid DESC) AS end_number
  FROM (
    SELECT
      s.stitched_user_id, s.domain_sessionid, s.domain_userid, s.start_tstamp, s.end_tstamp, s.first_page_view_tstamp,
      s.last_page_view_tstamp, s.page_views, s.engaged_time_in_s
    FROM hand.sessions AS s
    SEMI JOIN people_touched AS p
      ON p.stitched_user_id IS NOT DISTINCT FROM s.stitched_user_id
  ) AS s
) AS numbered
GROUP BY stitched_user_id;
-- delete
DELETE FROM hand.visitors AS v
USING people_touched AS p
WHERE p.stitched_user_id IS NOT DISTINCT FROM v.stitched_user_id;
-- insert
INSERT INTO hand.visitors BY NAME
SELECT
  v.* EXCLUDE (first_session, last_session),
  f.user_id, f.domain_userid, f.network_userid, f.first_page_title, f.first_page_url, f.first_page_urlscheme,
  f.first_page_urlhost, f.first_page_urlpath, f.first_page_urlquery, f.first_page_urlfragment,
  f.geo_country AS first_geo_country, f.geo_region_name AS first_geo_region_name, f.geo_city AS first_geo_city,
  f.br_lang AS first_br_lang, f.referrer, f.refr_urlscheme, f.refr_urlhost, f.refr_urlpath, f.refr_urlquery,
  f.refr_urlfragment, f.refr_medium, f.refr_source, f.refr_term, f.mkt_medium, f.mkt_source, f.mkt_term,
  f.mkt_content, f.mkt_campaign, f.mkt_clickid, f.mkt_network, l.last_page_title, l.last_page_url,
  l.last_page_urlscheme, l.last_page_urlhost, l.last_page_urlpath, l.last_page_urlquery, l.last_page_urlfragment,
  l.last_geo_country, l.last_geo_region_name, l.last_geo_city, l.last_br_lang
FROM visits AS v
INNER JOIN hand.sessions AS f ON f.domain_sessionid = v.first_session
INNER JOIN hand.sessions AS l ON l.domain_sessionid = v.last_session;
-- remember what was taken in
UPDATE hand.taken
SET
  events = (SELECT COUNT(*) FROM atomic.events),
  contexts = (SELECT COUNT(*) FROM atomic.com_snowplowanalytics_snowplow_web_page_1);
COMMIT;
