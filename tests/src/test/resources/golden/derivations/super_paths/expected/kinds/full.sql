-- Builds derived.kinds from all of history.
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

-- Count atomic.events by stamp, and note what differs from what was known
INSERT INTO accrete.batch (project, target_schema, source, stamp, grain, "rows", freeze_id)
SELECT 'web', 'derived', 'atomic.events', stamp, 'stamp', CAST(SUM("rows") AS BIGINT), (SELECT freeze_id FROM script)
FROM (
  SELECT etl_tstamp AS stamp, COUNT(*) AS "rows"
  FROM atomic.events
  GROUP BY 1
  UNION ALL
  SELECT stamp, -"rows"
  FROM accrete.batch
  WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'stamp'
) AS counted
GROUP BY stamp
HAVING SUM("rows") <> 0;

-- Note the freeze
INSERT INTO accrete."freeze" (project, target_schema, freeze_id, run_id, frozen_at)
SELECT 'web', 'derived', (SELECT freeze_id FROM script), (SELECT run_id FROM script), GETDATE();

-- The batches of atomic.events that this run sees: rows that come later wait for the next one
DROP TABLE IF EXISTS "frozen atomic.events";
CREATE TEMPORARY TABLE "frozen atomic.events" AS
SELECT stamp
FROM accrete.batch
WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'stamp'
  AND freeze_id <= (SELECT freeze_id FROM script)
GROUP BY stamp
HAVING SUM("rows") > 0;
COMMIT;

-- ---- kinds: rebuild
BEGIN;

-- Where kinds stands: its version and its positions
DROP TABLE IF EXISTS "version of kinds";
CREATE TEMPORARY TABLE "version of kinds" AS
SELECT COALESCE(MAX(version), 0) AS version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model = 'kinds';
DROP TABLE IF EXISTS "positions of kinds";
CREATE TEMPORARY TABLE "positions of kinds" AS
SELECT input, freeze_id, change_version
FROM accrete."position"
WHERE project = 'web' AND target_schema = 'derived' AND model = 'kinds' AND model_version = (SELECT version FROM "version of kinds");

-- Stop where somebody else made derived.kinds
CREATE SCHEMA IF NOT EXISTS derived;
CREATE TABLE IF NOT EXISTS derived.kinds (absent INTEGER);
SELECT CAST(CASE
  WHEN EXISTS (SELECT 1 FROM derived.kinds)
    AND NOT EXISTS (SELECT 1 FROM accrete.made WHERE project = 'web' AND target_schema = 'derived' AND model = 'kinds'
      AND relation = 'derived.kinds')
    AND (EXISTS (SELECT 1 FROM accrete.made WHERE project = 'web' AND target_schema = 'derived' AND model = 'kinds')
      OR NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'kinds'
        AND version > 0))
    THEN 'derived.kinds is there, and kinds did not make it: drop it, rename one of the two, or run accrete run --full-refresh -s kinds'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Compute kinds from all of history, as of the freeze
CREATE TEMPORARY TABLE IF NOT EXISTS kinds_staged (gone INTEGER);
DROP TABLE IF EXISTS kinds_staged;
CREATE TEMPORARY TABLE kinds_staged AS
SELECT kind, events
FROM (
SELECT e.contexts.kind, COUNT(*) AS events
FROM (
  SELECT event_id, contexts, etl_tstamp
  FROM atomic.events AS events
  WHERE (events.etl_tstamp IS NOT NULL AND events.etl_tstamp IN (SELECT stamp FROM "frozen atomic.events" WHERE stamp IS NOT NULL)
      OR events.etl_tstamp IS NULL AND EXISTS (SELECT 1 FROM "frozen atomic.events" WHERE stamp IS NULL))
) AS e
GROUP BY e.contexts.kind
) AS model (kind, events);

-- The first build of kinds starts from version 0
LOCK TABLE accrete.model_version;
INSERT INTO accrete.model_version (project, target_schema, model, version, fingerprint, key_count, row_count, strategy, run_id, committed_at)
SELECT 'web', 'derived', 'kinds', 0, '', 0, 0, 'none', (SELECT run_id FROM script), GETDATE()
WHERE NOT EXISTS (SELECT 1 FROM accrete.model_version
  WHERE project = 'web' AND target_schema = 'derived' AND model = 'kinds');

-- Move the version of kinds; a run or script that staged against the same one fails here
UPDATE accrete.model_version
SET version = (SELECT version FROM "version of kinds") + 1, fingerprint = '6883591d064228b338ec7ac8c1ddf367232c8f9ecd2c455894f01673751b1e52', strategy = 'full',
  row_count = (SELECT COUNT(*) FROM kinds_staged),
  key_count = (SELECT COUNT(*) FROM kinds_staged),
  run_id = (SELECT run_id FROM script), committed_at = GETDATE()
WHERE project = 'web' AND target_schema = 'derived' AND model = 'kinds' AND version = (SELECT version FROM "version of kinds");

-- Stop where somebody else committed kinds or what it reads
SELECT CAST(CASE
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'kinds'
      AND version = (SELECT version FROM "version of kinds") + 1 AND run_id = (SELECT run_id FROM script))
    THEN 'a run committed kinds meanwhile: run this script again'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Put the new table in place of the old one
CREATE SCHEMA IF NOT EXISTS derived;
DROP TABLE IF EXISTS derived.kinds;

-- Create the table in the types that the engine gave the columns
CREATE TABLE derived.kinds
DISTSTYLE AUTO
AS
SELECT kind, events
FROM kinds_staged;

-- Note that kinds made it
UPDATE accrete.made
SET relation = 'derived.kinds', made_at = GETDATE()
WHERE project = 'web' AND target_schema = 'derived' AND model = 'kinds' AND relation <> 'derived.kinds';
INSERT INTO accrete.made (project, target_schema, model, relation, made_at)
SELECT 'web', 'derived', 'kinds', 'derived.kinds', GETDATE()
WHERE NOT EXISTS (SELECT 1 FROM accrete.made WHERE project = 'web' AND target_schema = 'derived' AND model = 'kinds');

-- Readers of kinds are rebuilt after this; what it changed before is of no use
DROP TABLE IF EXISTS accrete.kinds_changes_a0a9b775;
CREATE TEMPORARY TABLE IF NOT EXISTS kinds_staged (gone INTEGER);
DROP TABLE IF EXISTS kinds_staged;

-- Note how far kinds has taken in its inputs
INSERT INTO accrete."position" (project, target_schema, model, input, freeze_id, change_version, model_version)
SELECT 'web', 'derived', 'kinds', 'atomic.events', (SELECT freeze_id FROM script), CAST(NULL AS BIGINT), (SELECT version FROM "version of kinds") + 1;
COMMIT;
