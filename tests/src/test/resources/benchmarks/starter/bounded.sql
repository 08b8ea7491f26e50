-- As recompute.sql, and with a time bound: no event of a touched session is older than the least of the starts that the
-- table has for them, or that the new events bring. The bound is read in the one pass that finds the rows to delete.
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
-- sessions touched
CREATE OR REPLACE TEMPORARY TABLE touched AS
SELECT e.domain_userid, e.domain_sessionidx, MIN(e.derived_tstamp) AS tstamp
FROM atomic.events AS e
SEMI JOIN grown AS g ON g.stamp IS NOT DISTINCT FROM e.etl_tstamp
GROUP BY 1, 2;
-- rows to delete
CREATE OR REPLACE TEMPORARY TABLE leaving AS
SELECT s.rowid AS id, s.tstamp
FROM hand.sessions AS s
SEMI JOIN touched AS t
  ON t.domain_userid IS NOT DISTINCT FROM s.domain_userid
  AND t.domain_sessionidx IS NOT DISTINCT FROM s.domain_sessionidx;
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
SEMI JOIN touched AS t
  ON t.domain_userid IS NOT DISTINCT FROM e.domain_userid
  AND t.domain_sessionidx IS NOT DISTINCT FROM e.domain_sessionidx
WHERE e.derived_tstamp >= (
    SELECT MIN(tstamp) FROM (SELECT tstamp FROM leaving UNION ALL SELECT tstamp FROM touched) AS starts
  )
  OR e.derived_tstamp IS NULL
GROUP BY 1, 2;
-- remember
DELETE FROM hand.seen;
-- remember
INSERT INTO hand.seen
SELECT stamp, events FROM counted;
COMMIT;
