-- As recompute.sql, with two shortcuts more.
-- A time bound: no event of a touched session is older than the least of the starts that the table has for them, or that
-- the new events bring.
-- No count of old stamps where none can have grown: the source only grows, so if the newer stamps account for all rows
-- that were not seen before, the old ones are as they were.
BEGIN TRANSACTION;
-- count newer stamps
CREATE OR REPLACE TEMPORARY TABLE counted AS
SELECT etl_tstamp AS stamp, COUNT(*) AS events
FROM atomic.events
WHERE etl_tstamp > (SELECT MAX(stamp) FROM hand.seen)
GROUP BY 1;
-- how many rows they do not account for
CREATE OR REPLACE TEMPORARY TABLE unexplained AS
SELECT (SELECT COUNT(*) FROM atomic.events)
  - (SELECT SUM(events) FROM hand.seen)
  - (SELECT COALESCE(SUM(events), 0) FROM counted) AS events;
-- count older stamps
INSERT INTO counted
SELECT e.etl_tstamp, COUNT(*)
FROM (SELECT 1 FROM unexplained WHERE events <> 0) AS u, atomic.events AS e
WHERE e.etl_tstamp <= (SELECT MAX(stamp) FROM hand.seen) OR e.etl_tstamp IS NULL
GROUP BY 1;
-- stamps that grew
CREATE OR REPLACE TEMPORARY TABLE grown AS
SELECT c.stamp
FROM counted AS c
LEFT JOIN hand.seen AS s ON s.stamp IS NOT DISTINCT FROM c.stamp
WHERE s.events IS NULL OR s.events <> c.events;
-- sessions touched
CREATE OR REPLACE TEMPORARY TABLE touched AS
SELECT e.domain_userid, e.domain_sessionidx, MIN(e.derived_tstamp) AS tstamp
FROM atomic.events AS e
WHERE EXISTS (SELECT 1 FROM grown AS g WHERE g.stamp IS NOT DISTINCT FROM e.etl_tstamp)
GROUP BY 1, 2;
-- rows to delete
CREATE OR REPLACE TEMPORARY TABLE leaving AS
SELECT s.rowid AS id, s.tstamp
FROM hand.sessions AS s
WHERE EXISTS (
  SELECT 1
  FROM touched AS t
  WHERE t.domain_userid IS NOT DISTINCT FROM s.domain_userid
    AND t.domain_sessionidx IS NOT DISTINCT FROM s.domain_sessionidx
);
-- delete
DELETE FROM hand.sessions
WHERE rowid IN (SELECT id FROM leaving);
-- insert
INSERT INTO hand.sessions
SELECT
  e.domain_userid,
  e.domain_sessionidx,
  MIN(e.derived_tstamp) AS tstamp,
  COUNT(DISTINCT e.page_url) AS distinct_pages_visited
FROM atomic.events AS e
WHERE (e.derived_tstamp >= (
    SELECT MIN(tstamp) FROM (SELECT tstamp FROM leaving UNION ALL SELECT tstamp FROM touched) AS starts
  )
  OR e.derived_tstamp IS NULL)
AND EXISTS (
  SELECT 1
  FROM touched AS t
  WHERE t.domain_userid IS NOT DISTINCT FROM e.domain_userid
    AND t.domain_sessionidx IS NOT DISTINCT FROM e.domain_sessionidx
)
GROUP BY 1, 2;
-- remember
DELETE FROM hand.seen AS s
WHERE EXISTS (SELECT 1 FROM counted AS c WHERE c.stamp IS NOT DISTINCT FROM s.stamp);
-- remember
INSERT INTO hand.seen
SELECT stamp, events FROM counted;
COMMIT;
