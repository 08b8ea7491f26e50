-- Creates the view derived.live_events.
-- Written by Accrete. It can be run again at any time.

-- ---- Session settings that the results depend on
SET TimeZone = 'UTC';
SET integer_division = true;
SET default_null_order = 'nulls_last_on_asc_first_on_desc';
SET default_collation = '';

-- ---- Where the engine ends in an internal error; no result depends on it
-- SET disabled_optimizers = 'projection_pullup'

-- ---- live_events: the view

-- Its schema
CREATE SCHEMA IF NOT EXISTS derived;

-- Create the view, in place of the one before
CREATE OR REPLACE VIEW derived.live_events (event_id, page_url) AS
SELECT event_id, page_url FROM (
-- Each event once, a replayed one is the same in every column.
WITH numbered AS (
  SELECT
    event_id, domain_userid, user_id, page_url, derived_tstamp,
    ROW_NUMBER() OVER (PARTITION BY event_id ORDER BY derived_tstamp, domain_userid, user_id, page_url) AS n
  FROM atomic.events AS events
)
SELECT event_id, domain_userid, user_id, page_url, derived_tstamp
FROM numbered
WHERE n = 1 -- the first
) AS "events_once";
