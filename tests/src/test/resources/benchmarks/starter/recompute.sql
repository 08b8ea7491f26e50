-- Takes in new events: finds the stamps that grew, the sessions that their events are of, and computes these sessions
-- again from all their events. One transaction sees one snapshot, so nothing has to be pinned, and rows can be deleted by
-- their row identifiers. EXISTS, and not SEMI JOIN: DuckDB proves that there is no NULL, compares by plain equality, and
-- hands the least and the greatest value down to the scan, for the first alone.
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
SELECT DISTINCT e.domain_userid, e.domain_sessionidx
FROM atomic.events AS e
WHERE EXISTS (SELECT 1 FROM grown AS g WHERE g.stamp IS NOT DISTINCT FROM e.etl_tstamp);
-- rows to delete
CREATE OR REPLACE TEMPORARY TABLE leaving AS
SELECT s.rowid AS id
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
WHERE EXISTS (
  SELECT 1
  FROM touched AS t
  WHERE t.domain_userid IS NOT DISTINCT FROM e.domain_userid
    AND t.domain_sessionidx IS NOT DISTINCT FROM e.domain_sessionidx
)
GROUP BY 1, 2;
-- remember
DELETE FROM hand.seen;
-- remember
INSERT INTO hand.seen
SELECT stamp, events FROM counted;
COMMIT;
