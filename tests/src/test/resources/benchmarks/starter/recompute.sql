-- Takes in new events: finds the stamps that grew, the sessions that their events are of, and computes these sessions
-- again from all their events. One transaction sees one snapshot, so nothing has to be pinned or kept beside: old rows
-- are deleted by a join, new ones are inserted as they are computed.
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
SEMI JOIN grown AS g ON g.stamp IS NOT DISTINCT FROM e.etl_tstamp;
-- delete
DELETE FROM hand.sessions AS s
USING touched AS t
WHERE t.domain_userid IS NOT DISTINCT FROM s.domain_userid
  AND t.domain_sessionidx IS NOT DISTINCT FROM s.domain_sessionidx;
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
GROUP BY 1, 2;
-- remember
DELETE FROM hand.seen;
-- remember
INSERT INTO hand.seen
SELECT stamp, events FROM counted;
COMMIT;
