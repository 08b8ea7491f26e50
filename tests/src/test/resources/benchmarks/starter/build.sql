-- Fills the table, and notes how many events of each stamp it has seen.
CREATE SCHEMA IF NOT EXISTS hand;
CREATE TABLE hand.sessions AS
SELECT
  domain_userid,
  domain_sessionidx,
  MIN(derived_tstamp) AS tstamp,
  COUNT(DISTINCT page_url) AS distinct_pages_visited
FROM atomic.events
GROUP BY 1, 2;
CREATE TABLE hand.seen AS
SELECT etl_tstamp AS stamp, COUNT(*) AS events
FROM atomic.events
GROUP BY 1;
