-- Creates the view derived.long_sessions.
-- Written by Accrete. It can be mixed with `accrete run`, and can be run again at any time.

-- ---- Session settings that the results depend on
SET timezone TO 'UTC';
SET datestyle TO 'ISO, MDY';
SET extra_float_digits TO 0;
SET enable_case_sensitive_identifier TO false;

-- ---- Accrete's own tables, created where absent

-- The schema of Accrete's own tables
CREATE SCHEMA IF NOT EXISTS accrete;

-- The form of the state
CREATE TABLE IF NOT EXISTS accrete.state_version (
  version INTEGER NOT NULL
);

-- The number of the last freeze
CREATE TABLE IF NOT EXISTS accrete.freeze_counter (
  project VARCHAR(65535) NOT NULL,
  target_schema VARCHAR(65535) NOT NULL,
  freeze_id BIGINT NOT NULL
);

-- The freezes: moments that fix what a run reads
CREATE TABLE IF NOT EXISTS accrete."freeze" (
  project VARCHAR(65535) NOT NULL,
  target_schema VARCHAR(65535) NOT NULL,
  freeze_id BIGINT NOT NULL,
  run_id VARCHAR(65535) NOT NULL,
  frozen_at TIMESTAMP NOT NULL
);

-- The batch manifest: by how many rows each freeze found each batch changed
CREATE TABLE IF NOT EXISTS accrete.batch (
  project VARCHAR(65535) NOT NULL,
  target_schema VARCHAR(65535) NOT NULL,
  source VARCHAR(65535) NOT NULL,
  stamp TIMESTAMP,
  grain VARCHAR(65535) NOT NULL,
  "rows" BIGINT NOT NULL,
  freeze_id BIGINT NOT NULL
);

-- How far each model has taken in each of its inputs
CREATE TABLE IF NOT EXISTS accrete."position" (
  project VARCHAR(65535) NOT NULL,
  target_schema VARCHAR(65535) NOT NULL,
  model VARCHAR(65535) NOT NULL,
  input VARCHAR(65535) NOT NULL,
  freeze_id BIGINT,
  change_version BIGINT,
  model_version BIGINT NOT NULL
);

-- The version of each model's table
CREATE TABLE IF NOT EXISTS accrete.model_version (
  project VARCHAR(65535) NOT NULL,
  target_schema VARCHAR(65535) NOT NULL,
  model VARCHAR(65535) NOT NULL,
  version BIGINT NOT NULL,
  fingerprint VARCHAR(65535) NOT NULL,
  key_count BIGINT NOT NULL,
  row_count BIGINT NOT NULL,
  strategy VARCHAR(65535) NOT NULL,
  run_id VARCHAR(65535) NOT NULL,
  committed_at TIMESTAMP NOT NULL
);

-- What each version of a model that has readers changed
CREATE TABLE IF NOT EXISTS accrete.change_log (
  project VARCHAR(65535) NOT NULL,
  target_schema VARCHAR(65535) NOT NULL,
  model VARCHAR(65535) NOT NULL,
  version BIGINT NOT NULL,
  kind VARCHAR(65535) NOT NULL,
  removed BIGINT NOT NULL,
  inserted BIGINT NOT NULL
);

-- The table or view that each model made; one that somebody else made is not replaced
CREATE TABLE IF NOT EXISTS accrete.made (
  project VARCHAR(65535) NOT NULL,
  target_schema VARCHAR(65535) NOT NULL,
  model VARCHAR(65535) NOT NULL,
  relation VARCHAR(65535) NOT NULL,
  made_at TIMESTAMP NOT NULL
);

-- The columns of the sources, a row where a freeze found another type than before
CREATE TABLE IF NOT EXISTS accrete.source_column (
  project VARCHAR(65535) NOT NULL,
  target_schema VARCHAR(65535) NOT NULL,
  source VARCHAR(65535) NOT NULL,
  column_name VARCHAR(65535) NOT NULL,
  column_type VARCHAR(65535) NOT NULL,
  keeps_values SMALLINT NOT NULL,
  freeze_id BIGINT NOT NULL
);

-- The lock of the runs
CREATE TABLE IF NOT EXISTS accrete.lock (
  project VARCHAR(65535) NOT NULL,
  target_schema VARCHAR(65535) NOT NULL,
  fence BIGINT NOT NULL,
  holder VARCHAR(65535),
  process VARCHAR(65535),
  taken_at TIMESTAMP
);
BEGIN;

-- Rows that must not come twice, as no key keeps them apart
LOCK TABLE accrete.lock;
INSERT INTO accrete.state_version (version)
SELECT 1
WHERE NOT EXISTS (SELECT 1 FROM accrete.state_version);
INSERT INTO accrete.lock (project, target_schema, fence)
SELECT 'web', 'derived', 0
WHERE NOT EXISTS (SELECT 1 FROM accrete.lock WHERE project = 'web' AND target_schema = 'derived');
INSERT INTO accrete.freeze_counter (project, target_schema, freeze_id)
SELECT 'web', 'derived', COALESCE((SELECT MAX(freeze_id) FROM accrete."freeze" WHERE project = 'web' AND target_schema = 'derived'), 0)
WHERE NOT EXISTS (SELECT 1 FROM accrete.freeze_counter WHERE project = 'web' AND target_schema = 'derived');
COMMIT;

-- ---- long_sessions: the view

-- Its schema
CREATE SCHEMA IF NOT EXISTS derived;
BEGIN;

-- Create the view, in place of the one before
DROP VIEW IF EXISTS derived.long_sessions;
CREATE VIEW derived.long_sessions (domain_sessionid, seconds) AS
SELECT domain_sessionid, seconds FROM derived.sessions AS sessions WHERE seconds > 600
WITH NO SCHEMA BINDING;

-- Note that long_sessions made it
UPDATE accrete.made
SET relation = 'derived.long_sessions', made_at = GETDATE()
WHERE project = 'web' AND target_schema = 'derived' AND model = 'long_sessions' AND relation <> 'derived.long_sessions';
INSERT INTO accrete.made (project, target_schema, model, relation, made_at)
SELECT 'web', 'derived', 'long_sessions', 'derived.long_sessions', GETDATE()
WHERE NOT EXISTS (SELECT 1 FROM accrete.made WHERE project = 'web' AND target_schema = 'derived' AND model = 'long_sessions');
COMMIT;
