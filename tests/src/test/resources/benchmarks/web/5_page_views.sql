-- views touched
CREATE OR REPLACE TEMPORARY TABLE views_touched AS
SELECT page_view_id, MIN(derived_tstamp) AS first_tstamp
FROM (
  SELECT page_view_id, derived_tstamp FROM enriched_leaving
  UNION ALL
  SELECT page_view_id, derived_tstamp FROM enriched_coming
) AS events
WHERE page_view_id IS NOT NULL
GROUP BY page_view_id;
-- when they began, as far as is known
CREATE OR REPLACE TEMPORARY TABLE views_known AS
SELECT *
FROM hand.view_starts
WHERE page_view_id IN (SELECT page_view_id FROM views_touched);
SET VARIABLE views_from = (
  SELECT MIN(first_tstamp) FROM (FROM views_touched UNION ALL FROM views_known) AS starts
);
-- remember when they began
INSERT INTO hand.view_starts
SELECT page_view_id, t.first_tstamp
FROM views_touched AS t
LEFT JOIN (SELECT page_view_id, MIN(first_tstamp) AS first_tstamp FROM views_known GROUP BY page_view_id) AS k
  USING (page_view_id)
WHERE k.first_tstamp IS NULL OR t.first_tstamp < k.first_tstamp;
-- their events
CREATE OR REPLACE TEMPORARY TABLE view_events AS
SELECT *
FROM hand.events_enriched
WHERE derived_tstamp >= getvariable('views_from')
  AND page_view_id IN (SELECT page_view_id FROM views_touched)
  AND domain_sessionid IS NOT NULL
  AND NOT is_bot
  AND event_name IN ('page_view', 'page_ping');
-- rows that leave
CREATE OR REPLACE TEMPORARY TABLE views_leaving AS
SELECT rowid AS id, page_view_id, domain_sessionid
FROM hand.page_views
WHERE start_tstamp >= getvariable('views_from')
  AND page_view_id IN (SELECT page_view_id FROM views_touched);
-- first events
CREATE OR REPLACE TEMPORARY TABLE first_views AS
SELECT *
FROM view_events
WHERE event_name = 'page_view'
QUALIFY ROW_NUMBER() OVER (
  PARTITION BY page_view_id
  ORDER BY derived_tstamp, dvce_created_tstamp NULLS LAST, event_id, domain_sessionid
) = 1;
-- sessions whose views are numbered again
CREATE OR REPLACE TEMPORARY TABLE sessions_numbered AS
SELECT domain_sessionid FROM first_views
UNION
SELECT domain_sessionid FROM views_leaving;
SET VARIABLE numbered_from = (
  SELECT MIN(first_tstamp)
  FROM (
    SELECT MIN(derived_tstamp) AS first_tstamp FROM first_views
    UNION ALL
    SELECT MIN(start_tstamp) FROM hand.sessions WHERE domain_sessionid IN (SELECT domain_sessionid FROM sessions_numbered)
  ) AS starts
);
-- their numbers
CREATE OR REPLACE TEMPORARY TABLE numbers AS
SELECT
  id,
  page_view_id,
  old_index,
  old_count,
  ROW_NUMBER() OVER (
    PARTITION BY domain_sessionid
    ORDER BY derived_tstamp, dvce_created_tstamp NULLS LAST, event_id, page_view_id
  ) AS page_view_in_session_index,
  COUNT(*) OVER (PARTITION BY domain_sessionid) AS page_views_in_session
FROM (
  SELECT NULL AS id, page_view_id, NULL AS old_index, NULL AS old_count, domain_sessionid, derived_tstamp, dvce_created_tstamp, event_id
  FROM first_views
  UNION ALL
  SELECT rowid, page_view_id, page_view_in_session_index, page_views_in_session, domain_sessionid, derived_tstamp, dvce_created_tstamp, event_id
  FROM hand.page_views
  WHERE start_tstamp >= getvariable('numbered_from')
    AND domain_sessionid IN (SELECT domain_sessionid FROM sessions_numbered)
    AND rowid NOT IN (SELECT id FROM views_leaving)
) AS views;
-- rows that come
CREATE OR REPLACE TEMPORARY TABLE views_coming AS
WITH pings AS (
  SELECT
    page_view_id,
    domain_sessionid,
    MAX(derived_tstamp) AS last_tstamp,
    COUNT(DISTINCT hand.stretch(dvce_created_tstamp)) AS stretches
  FROM view_events
  WHERE event_name = 'page_ping'
  GROUP BY page_view_id, domain_sessionid
),

extents AS (
  SELECT
    page_view_id,
    MAX(doc_width)::BIGINT AS width,
    MAX(doc_height)::BIGINT AS height,
    MAX(br_viewwidth)::BIGINT AS view_width,
    MAX(br_viewheight)::BIGINT AS view_height,
    LEAST(GREATEST(MAX(COALESCE(pp_xoffset_max, 0)), 0), MAX(doc_width))::BIGINT AS pixels_right,
    LEAST(GREATEST(MAX(COALESCE(pp_yoffset_max, 0)), 0), MAX(doc_height))::BIGINT AS pixels_down
  FROM view_events
  WHERE doc_width > 0
    AND doc_height > 0
  GROUP BY page_view_id
)

SELECT
  e.*,
  n.page_view_in_session_index,
  n.page_views_in_session,
  e.derived_tstamp AS start_tstamp,
  COALESCE(p.last_tstamp, e.derived_tstamp) AS end_tstamp,
  hand.seconds(COALESCE(p.last_tstamp, e.derived_tstamp)) - hand.seconds(e.derived_tstamp) AS absolute_time_in_s,
  CASE WHEN p.page_view_id IS NULL THEN 0 ELSE 10 * (p.stretches - 1) + 5 END AS engaged_time_in_s,
  x.pixels_right AS horizontal_pixels_scrolled,
  x.pixels_down AS vertical_pixels_scrolled,
  hand.percent(COALESCE(LEAST(x.pixels_right + x.view_width, x.width), x.width), x.width) AS horizontal_percentage_scrolled,
  hand.percent(COALESCE(LEAST(x.pixels_down + x.view_height, x.height), x.height), x.height) AS vertical_percentage_scrolled
FROM (
  SELECT * EXCLUDE (
    etl_tstamp, pp_xoffset_max, pp_yoffset_max, dvce_sent_tstamp, event_name, event_fingerprint, is_bot
  )
  FROM first_views
) AS e
INNER JOIN numbers AS n
  ON n.id IS NULL
  AND n.page_view_id = e.page_view_id
LEFT JOIN pings AS p
  ON p.page_view_id = e.page_view_id
  AND p.domain_sessionid = e.domain_sessionid
LEFT JOIN extents AS x
  ON x.page_view_id = e.page_view_id;
-- delete
DELETE FROM hand.page_views
WHERE rowid IN (SELECT id FROM views_leaving);
-- other numbers
UPDATE hand.page_views AS v
SET
  page_view_in_session_index = n.page_view_in_session_index,
  page_views_in_session = n.page_views_in_session
FROM numbers AS n
WHERE n.id = v.rowid
  AND (n.page_view_in_session_index <> n.old_index OR n.page_views_in_session <> n.old_count);
-- other people's views
UPDATE hand.page_views AS v
SET stitched_user_id = c.new_person
FROM cookies_changed AS c
WHERE c.domain_userid = v.domain_userid;
-- insert
INSERT INTO hand.page_views BY NAME
SELECT * FROM views_coming;
