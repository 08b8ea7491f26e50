-- Rebuilds derived.of_parsed: no cheaper way is sound (see explain.md).
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

-- ---- Freeze: fix which rows this script sees
CREATE TEMPORARY TABLE IF NOT EXISTS script (gone INTEGER);
DROP TABLE IF EXISTS script;
BEGIN;

-- Stop where a newer Accrete wrote the state
SELECT CAST(CASE
  WHEN (SELECT MAX(version) FROM accrete.state_version) > 1
    THEN 'a newer Accrete wrote the state: compile the scripts with that one'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- This script: its id, and the number of its freeze
CREATE TEMPORARY TABLE IF NOT EXISTS script (gone INTEGER);
DROP TABLE IF EXISTS script;
CREATE TEMPORARY TABLE script AS
SELECT 'script-' || MD5(CAST(RANDOM() AS VARCHAR) || CAST(RANDOM() AS VARCHAR) || CAST(GETDATE() AS VARCHAR)) AS run_id, freeze_id + 1 AS freeze_id
FROM accrete.freeze_counter
WHERE project = 'web' AND target_schema = 'derived';

-- Take the next freeze number; a freeze at the same time fails here
UPDATE accrete.freeze_counter
SET freeze_id = (SELECT freeze_id FROM script)
WHERE project = 'web' AND target_schema = 'derived' AND freeze_id = (SELECT freeze_id FROM script) - 1;

-- Note the freeze
INSERT INTO accrete."freeze" (project, target_schema, freeze_id, run_id, frozen_at)
SELECT 'web', 'derived', (SELECT freeze_id FROM script), (SELECT run_id FROM script), GETDATE();
COMMIT;

-- ---- of_parsed: rebuild
BEGIN;

-- Where of_parsed stands: its version and its positions
DROP TABLE IF EXISTS "version of of_parsed";
CREATE TEMPORARY TABLE "version of of_parsed" AS
SELECT COALESCE(MAX(version), 0) AS version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model = 'of_parsed';
DROP TABLE IF EXISTS "positions of of_parsed";
CREATE TEMPORARY TABLE "positions of of_parsed" AS
SELECT input, freeze_id, change_version
FROM accrete."position"
WHERE project = 'web' AND target_schema = 'derived' AND model = 'of_parsed' AND model_version = (SELECT version FROM "version of of_parsed");

-- The versions of the models that it reads
DROP TABLE IF EXISTS "inputs of of_parsed";
CREATE TEMPORARY TABLE "inputs of of_parsed" AS
SELECT model, version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model IN ('parsed');

-- Stop where somebody else made derived.of_parsed
CREATE SCHEMA IF NOT EXISTS derived;
CREATE TABLE IF NOT EXISTS derived.of_parsed (absent INTEGER);
SELECT CAST(CASE
  WHEN EXISTS (SELECT 1 FROM derived.of_parsed)
    AND NOT EXISTS (SELECT 1 FROM accrete.made WHERE project = 'web' AND target_schema = 'derived' AND model = 'of_parsed'
      AND relation = 'derived.of_parsed')
    AND (EXISTS (SELECT 1 FROM accrete.made WHERE project = 'web' AND target_schema = 'derived' AND model = 'of_parsed')
      OR NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'of_parsed'
        AND version > 0))
    THEN 'derived.of_parsed is there, and of_parsed did not make it: drop it, rename one of the two, or run accrete run --full-refresh -s of_parsed'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Compute of_parsed from all of history, as of the freeze
CREATE TEMPORARY TABLE IF NOT EXISTS of_parsed_staged (gone INTEGER);
DROP TABLE IF EXISTS of_parsed_staged;
CREATE TEMPORARY TABLE of_parsed_staged AS
SELECT event_id, kind
FROM (
SELECT event_id, p.kind::varchar AS kind
FROM (
  SELECT event_id, p
  FROM derived.parsed AS parsed
) AS parsed
) AS model (event_id, kind);

-- The first build of of_parsed starts from version 0
LOCK TABLE accrete.model_version;
INSERT INTO accrete.model_version (project, target_schema, model, version, fingerprint, key_count, row_count, strategy, run_id, committed_at)
SELECT 'web', 'derived', 'of_parsed', 0, '', 0, 0, 'none', (SELECT run_id FROM script), GETDATE()
WHERE NOT EXISTS (SELECT 1 FROM accrete.model_version
  WHERE project = 'web' AND target_schema = 'derived' AND model = 'of_parsed');

-- Move the version of of_parsed; a run or script that staged against the same one fails here
UPDATE accrete.model_version
SET version = (SELECT version FROM "version of of_parsed") + 1, fingerprint = '4cc975ace0a7490995e06dbb4860adce15eaa39579522f27fc4be37ea3911083', strategy = 'full',
  row_count = (SELECT COUNT(*) FROM of_parsed_staged),
  key_count = (SELECT COUNT(*) FROM of_parsed_staged),
  run_id = (SELECT run_id FROM script), committed_at = GETDATE()
WHERE project = 'web' AND target_schema = 'derived' AND model = 'of_parsed' AND version = (SELECT version FROM "version of of_parsed");

-- Stop where somebody else committed of_parsed or what it reads
SELECT CAST(CASE
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'of_parsed'
      AND version = (SELECT version FROM "version of of_parsed") + 1 AND run_id = (SELECT run_id FROM script))
    THEN 'a run committed of_parsed meanwhile: run this script again'
  WHEN (SELECT version FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'parsed')
    <> (SELECT version FROM "inputs of of_parsed" WHERE model = 'parsed')
    THEN 'a run committed parsed meanwhile: run this script again'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Put the new table in place of the old one
CREATE SCHEMA IF NOT EXISTS derived;
DROP TABLE IF EXISTS derived.of_parsed;

-- Create the table in the types that the engine gave the columns
CREATE TABLE derived.of_parsed
DISTSTYLE AUTO
AS
SELECT event_id, kind
FROM of_parsed_staged;

-- Note that of_parsed made it
UPDATE accrete.made
SET relation = 'derived.of_parsed', made_at = GETDATE()
WHERE project = 'web' AND target_schema = 'derived' AND model = 'of_parsed' AND relation <> 'derived.of_parsed';
INSERT INTO accrete.made (project, target_schema, model, relation, made_at)
SELECT 'web', 'derived', 'of_parsed', 'derived.of_parsed', GETDATE()
WHERE NOT EXISTS (SELECT 1 FROM accrete.made WHERE project = 'web' AND target_schema = 'derived' AND model = 'of_parsed');

-- Readers of of_parsed are rebuilt after this; what it changed before is of no use
DROP TABLE IF EXISTS accrete.of_parsed_changes_a0a9b775;
CREATE TEMPORARY TABLE IF NOT EXISTS of_parsed_staged (gone INTEGER);
DROP TABLE IF EXISTS of_parsed_staged;

-- Note how far of_parsed has taken in its inputs
INSERT INTO accrete."position" (project, target_schema, model, input, freeze_id, change_version, model_version)
SELECT 'web', 'derived', 'of_parsed', 'parsed', CAST(NULL AS BIGINT), (SELECT version FROM "inputs of of_parsed" WHERE model = 'parsed'), (SELECT version FROM "version of of_parsed") + 1;
COMMIT;
