-- Creates the view derived.known_visitors.
-- Written by Accrete. It can be run again at any time.

-- ---- Session settings that the results depend on
SET TimeZone = 'UTC';
SET integer_division = true;
SET default_null_order = 'nulls_last_on_asc_first_on_desc';
SET default_collation = '';

-- ---- Where the engine ends in an internal error; no result depends on it
-- SET disabled_optimizers = 'projection_pullup'

-- ---- known_visitors: the view

-- Its schema
CREATE SCHEMA IF NOT EXISTS derived;

-- Create the view, in place of the one before
CREATE OR REPLACE VIEW derived.known_visitors (domain_userid, user_id, events) AS
SELECT domain_userid, user_id, events
FROM derived.visitors AS visitors
WHERE user_id IS NOT NULL;
