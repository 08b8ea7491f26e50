-- loaded before: events that leave, and those whose context comes now
CREATE OR REPLACE TEMPORARY TABLE looked_up AS
SELECT event_id, collector_tstamp
FROM leaving
UNION
SELECT root_id, root_tstamp
FROM contexts_coming
ANTI JOIN coming
  ON coming.event_id = root_id
  AND coming.collector_tstamp = root_tstamp;
SET VARIABLE looked_up_from = (SELECT MIN(collector_tstamp) FROM looked_up);
-- rows that leave
CREATE OR REPLACE TEMPORARY TABLE enriched_leaving AS
SELECT e.rowid AS id, e.*
FROM hand.events_enriched AS e
SEMI JOIN looked_up AS l
  ON l.event_id = e.event_id
  AND l.collector_tstamp = e.collector_tstamp
WHERE e.collector_tstamp >= getvariable('looked_up_from');
-- events of the rows that come
CREATE OR REPLACE TEMPORARY TABLE events_coming AS
SELECT * FROM coming
UNION ALL BY NAME
SELECT * EXCLUDE (id, page_view_id, stitched_user_id, is_bot)
FROM enriched_leaving
WHERE event_id NOT IN (SELECT event_id FROM leaving);
SET VARIABLE coming_from = (SELECT MIN(collector_tstamp) FROM events_coming);
-- rows that come
CREATE OR REPLACE TEMPORARY TABLE enriched_coming AS
SELECT
  e.*,
  c.page_view_id,
  COALESCE(m.user_id, e.domain_userid) AS stitched_user_id,
  hand.is_bot(e.useragent) AS is_bot
FROM events_coming AS e
LEFT JOIN (SELECT * FROM hand.page_view_ids WHERE root_tstamp >= getvariable('coming_from')) AS c
  ON c.root_id = e.event_id
  AND c.root_tstamp = e.collector_tstamp
LEFT JOIN hand.id_map AS m
  ON m.domain_userid = e.domain_userid;
-- delete
DELETE FROM hand.events_enriched
WHERE rowid IN (SELECT id FROM enriched_leaving);
-- other people's events
UPDATE hand.events_enriched AS e
SET stitched_user_id = c.new_person
FROM cookies_changed AS c
WHERE c.domain_userid = e.domain_userid;
-- insert
INSERT INTO hand.events_enriched BY NAME
SELECT * FROM enriched_coming;
