-- The usual wrong way: only what is newer than the newest stamp seen, and its counts added to those that are there.
-- It misses rows under old stamps and rows without one, and counts a page twice that a session saw before.
BEGIN TRANSACTION;
-- new events
CREATE OR REPLACE TEMPORARY TABLE fresh AS
SELECT
  domain_userid,
  domain_sessionidx,
  MIN(derived_tstamp) AS tstamp,
  COUNT(DISTINCT page_url) AS distinct_pages_visited
FROM atomic.events
WHERE etl_tstamp > (SELECT MAX(stamp) FROM hand.seen)
GROUP BY 1, 2;
-- merge
UPDATE hand.sessions AS s
SET tstamp = least(s.tstamp, f.tstamp),
  distinct_pages_visited = s.distinct_pages_visited + f.distinct_pages_visited
FROM fresh AS f
WHERE f.domain_userid = s.domain_userid AND f.domain_sessionidx = s.domain_sessionidx;
-- insert
INSERT INTO hand.sessions
SELECT * FROM fresh AS f
ANTI JOIN hand.sessions AS s
  ON f.domain_userid = s.domain_userid AND f.domain_sessionidx = s.domain_sessionidx;
-- remember
INSERT INTO hand.seen
SELECT MAX(etl_tstamp), 0 FROM atomic.events;
COMMIT;
