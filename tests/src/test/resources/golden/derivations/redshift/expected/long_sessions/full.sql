-- Creates the view derived.long_sessions.
-- Written by Accrete. It can be run again at any time.

-- ---- Session settings that the results depend on
SET timezone TO 'UTC';
SET datestyle TO 'ISO, MDY';
SET extra_float_digits TO 0;
SET enable_case_sensitive_identifier TO false;

-- ---- long_sessions: the view

-- Its schema
CREATE SCHEMA IF NOT EXISTS derived;

-- Create the view, in place of the one before
DROP VIEW IF EXISTS derived.long_sessions;
CREATE VIEW derived.long_sessions (domain_sessionid, seconds) AS
SELECT domain_sessionid, seconds FROM derived.sessions AS sessions WHERE seconds > 600
WITH NO SCHEMA BINDING;
