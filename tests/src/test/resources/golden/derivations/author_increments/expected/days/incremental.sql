-- Brings derived.days up to date: recomputes the keys that new rows touch.
-- Written by Accrete. It can be mixed with `accrete run`, and can be run again at any time.

-- ---- Session settings that the results depend on
SET TimeZone = 'UTC';
SET integer_division = true;
SET default_null_order = 'nulls_last_on_asc_first_on_desc';
SET default_collation = '';

-- ---- Where the engine ends in an internal error; no result depends on it
-- SET disabled_optimizers = 'projection_pullup'

-- ---- Accrete's own tables, created where absent

-- The schema of Accrete's own tables
CREATE SCHEMA IF NOT EXISTS accrete;

-- The form of the state
CREATE TABLE IF NOT EXISTS accrete.state_version (
  version INTEGER NOT NULL
);

-- The number of the last freeze
CREATE TABLE IF NOT EXISTS accrete.freeze_counter (
  project VARCHAR NOT NULL,
  target_schema VARCHAR NOT NULL,
  freeze_id BIGINT NOT NULL,
  PRIMARY KEY (project, target_schema)
);

-- The freezes: moments that fix what a run reads
CREATE TABLE IF NOT EXISTS accrete."freeze" (
  project VARCHAR NOT NULL,
  target_schema VARCHAR NOT NULL,
  freeze_id BIGINT NOT NULL,
  run_id VARCHAR NOT NULL,
  frozen_at TIMESTAMP NOT NULL
);

-- The batch manifest: by how many rows each freeze found each batch changed
CREATE TABLE IF NOT EXISTS accrete.batch (
  project VARCHAR NOT NULL,
  target_schema VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  stamp TIMESTAMP,
  grain VARCHAR NOT NULL,
  "rows" BIGINT NOT NULL,
  freeze_id BIGINT NOT NULL
);

-- How far each model has taken in each of its inputs
CREATE TABLE IF NOT EXISTS accrete."position" (
  project VARCHAR NOT NULL,
  target_schema VARCHAR NOT NULL,
  model VARCHAR NOT NULL,
  input VARCHAR NOT NULL,
  freeze_id BIGINT,
  change_version BIGINT,
  model_version BIGINT NOT NULL
);

-- The version of each model's table
CREATE TABLE IF NOT EXISTS accrete.model_version (
  project VARCHAR NOT NULL,
  target_schema VARCHAR NOT NULL,
  model VARCHAR NOT NULL,
  version BIGINT NOT NULL,
  fingerprint VARCHAR NOT NULL,
  key_count BIGINT NOT NULL,
  row_count BIGINT NOT NULL,
  strategy VARCHAR NOT NULL,
  run_id VARCHAR NOT NULL,
  committed_at TIMESTAMP NOT NULL,
  PRIMARY KEY (project, target_schema, model)
);

-- What each version of a model that has readers changed
CREATE TABLE IF NOT EXISTS accrete.change_log (
  project VARCHAR NOT NULL,
  target_schema VARCHAR NOT NULL,
  model VARCHAR NOT NULL,
  version BIGINT NOT NULL,
  kind VARCHAR NOT NULL,
  removed BIGINT NOT NULL,
  inserted BIGINT NOT NULL
);

-- The table or view that each model made; one that somebody else made is not replaced
CREATE TABLE IF NOT EXISTS accrete.made (
  project VARCHAR NOT NULL,
  target_schema VARCHAR NOT NULL,
  model VARCHAR NOT NULL,
  relation VARCHAR NOT NULL,
  made_at TIMESTAMP NOT NULL
);

-- The columns of the sources, a row where a freeze found another type than before
CREATE TABLE IF NOT EXISTS accrete.source_column (
  project VARCHAR NOT NULL,
  target_schema VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  column_name VARCHAR NOT NULL,
  column_type VARCHAR NOT NULL,
  keeps_values SMALLINT NOT NULL,
  freeze_id BIGINT NOT NULL
);

-- The lock of the runs
CREATE TABLE IF NOT EXISTS accrete.lock (
  project VARCHAR NOT NULL,
  target_schema VARCHAR NOT NULL,
  fence BIGINT NOT NULL,
  holder VARCHAR,
  process VARCHAR,
  taken_at TIMESTAMP,
  PRIMARY KEY (project, target_schema)
);
INSERT INTO accrete.state_version (version)
SELECT 1
WHERE NOT EXISTS (SELECT 1 FROM accrete.state_version);
INSERT INTO accrete.lock (project, target_schema, fence)
SELECT 'web', 'derived', 0
WHERE NOT EXISTS (SELECT 1 FROM accrete.lock WHERE project = 'web' AND target_schema = 'derived');
INSERT INTO accrete.freeze_counter (project, target_schema, freeze_id)
SELECT 'web', 'derived', COALESCE((SELECT MAX(freeze_id) FROM accrete."freeze" WHERE project = 'web' AND target_schema = 'derived'), 0)
WHERE NOT EXISTS (SELECT 1 FROM accrete.freeze_counter WHERE project = 'web' AND target_schema = 'derived');

-- ---- Freeze: fix which rows this script sees
DROP TABLE IF EXISTS temp.script;
BEGIN TRANSACTION;

-- Stop where a newer Accrete wrote the state
SELECT CAST(CASE
  WHEN (SELECT MAX(version) FROM accrete.state_version) > 1
    THEN 'a newer Accrete wrote the state: compile the scripts with that one'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- This script: its id, and the number of its freeze
CREATE OR REPLACE TEMPORARY TABLE script AS
SELECT 'script-' || CAST(uuid() AS VARCHAR) AS run_id, freeze_id + 1 AS freeze_id
FROM accrete.freeze_counter
WHERE project = 'web' AND target_schema = 'derived';

-- Take the next freeze number; a freeze at the same time fails here
UPDATE accrete.freeze_counter
SET freeze_id = (SELECT freeze_id FROM script)
WHERE project = 'web' AND target_schema = 'derived' AND freeze_id = (SELECT freeze_id FROM script) - 1;

-- Note the freeze
INSERT INTO accrete."freeze" (project, target_schema, freeze_id, run_id, frozen_at)
VALUES ('web', 'derived', (SELECT freeze_id FROM script), (SELECT run_id FROM script), CAST(now() AS TIMESTAMP));
COMMIT;

-- ---- days: recompute the touched keys
DROP TABLE IF EXISTS temp."version of days";
BEGIN TRANSACTION;

-- Where days stands: its version and its positions
CREATE OR REPLACE TEMPORARY TABLE "version of days" AS
SELECT COALESCE(MAX(version), 0) AS version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model = 'days';
CREATE OR REPLACE TEMPORARY TABLE "positions of days" AS
SELECT input, freeze_id, change_version
FROM accrete."position"
WHERE project = 'web' AND target_schema = 'derived' AND model = 'days' AND model_version = (SELECT version FROM "version of days");

-- The versions of the models that it reads
CREATE OR REPLACE TEMPORARY TABLE "inputs of days" AS
SELECT model, version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model IN ('sessions');

-- Stop, and say what to run, where days cannot be brought up to date by its changes
SELECT CAST(CASE
  WHEN (SELECT version FROM "version of days") = 0
    THEN 'days was never built: run the full.sql of days'
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'days' AND fingerprint = '92f36ab20456fa20d442e55fb3d9a48c32e173f794d5cce0e3ab8fc5c10eacad')
    THEN 'days changed since its table was built: run the full.sql of days'
  WHEN NOT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = 'derived' AND table_name = 'days')
    THEN 'the table derived.days is gone: run the full.sql of days'
  WHEN (SELECT change_version FROM "positions of days" WHERE input = 'sessions') IS NULL
    THEN 'sessions is a new input of days: run the full.sql of days'
  WHEN (SELECT COUNT(*) FROM accrete.change_log WHERE project = 'web' AND target_schema = 'derived' AND model = 'sessions' AND kind = 'rows'
      AND version > (SELECT change_version FROM "positions of days" WHERE input = 'sessions'))
    <> (SELECT version FROM "inputs of days" WHERE model = 'sessions') - (SELECT change_version FROM "positions of days" WHERE input = 'sessions')
    OR EXISTS (SELECT 1 FROM accrete.change_log WHERE project = 'web' AND target_schema = 'derived' AND model = 'sessions' AND kind = 'dropped'
      AND version > (SELECT change_version FROM "positions of days" WHERE input = 'sessions'))
    THEN 'sessions was rebuilt, or its changes are no longer kept: run the full.sql of days'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- The touched keys: (day) whose rows may differ after this run
CREATE OR REPLACE TEMPORARY TABLE days_touched AS
SELECT day FROM derived.days
WITH NO DATA;
COMMIT;
BEGIN TRANSACTION;

-- Keys touched by what changed in sessions
INSERT INTO days_touched (day)
SELECT DISTINCT cast(sessions.started as date) AS day
FROM (
    SELECT started FROM accrete.sessions_changes_a0a9b775 WHERE accrete_version > (SELECT change_version FROM "positions of days" WHERE input = 'sessions')
  ) AS sessions;

-- The rows that the touched keys have now, to leave
CREATE OR REPLACE TEMPORARY TABLE days_removed AS
SELECT kept.rowid AS accrete_row, day
FROM derived.days AS kept
WHERE EXISTS (
  SELECT 1
  FROM days_touched AS touched
  WHERE touched.day IS NOT DISTINCT FROM kept.day
);

-- The rows that the touched keys must have, by the model's own SELECT; each input restricted to what they need
CREATE OR REPLACE TEMPORARY TABLE days_inserted AS
SELECT day, sessions
FROM (
SELECT CAST(started AS DATE) AS day, COUNT(*) AS sessions
FROM (
  SELECT started
  FROM (
    SELECT *, cast(sessions.started as date) AS accrete_key_1
    FROM derived.sessions AS sessions
  ) AS sessions
  WHERE EXISTS (
      SELECT 1
      FROM days_touched AS touched
      WHERE touched.day IS NOT DISTINCT FROM sessions.accrete_key_1
    )
) AS sessions
GROUP BY 1
) AS model (day, sessions)
WHERE EXISTS (
  SELECT 1
  FROM days_touched AS touched
  WHERE touched.day IS NOT DISTINCT FROM model.day
);

-- Stop where a column has more digits or longer texts than its table: the engine would cut them
SELECT CAST(CASE
  WHEN EXISTS (
  SELECT 1 FROM information_schema.columns AS s
  JOIN information_schema.columns AS t ON t.column_name = s.column_name
  WHERE s.table_catalog = 'temp' AND s.table_name = 'days_inserted'
    AND t.table_schema = 'derived' AND t.table_name = 'days'
    AND s.data_type <> t.data_type AND (s.numeric_scale > t.numeric_scale
    OR s.data_type LIKE 'TIMESTAMP%' OR s.data_type = 'DOUBLE' OR s.data_type = 'FLOAT' AND t.data_type <> 'DOUBLE')
)
    THEN 'a column of what days reads got more digits or longer texts: run the full.sql of days'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Move the version of days; a run or script that staged against the same one fails here
UPDATE accrete.model_version
SET version = (SELECT version FROM "version of days") + 1, strategy = 'recompute',
  row_count = row_count + more_rows,
  key_count = GREATEST(LEAST(key_count + more_keys, row_count + more_rows), 0),
  run_id = (SELECT run_id FROM script), committed_at = CAST(now() AS TIMESTAMP)
FROM (
  SELECT CAST(COALESCE(SUM(stage_rows), 0) AS BIGINT) AS more_rows, CAST(COALESCE(SUM(stage_keys), 0) AS BIGINT) AS more_keys
  FROM (
    SELECT -SUM(key_rows) AS stage_rows, -COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM days_removed GROUP BY day) AS grouped
    UNION ALL
    SELECT SUM(key_rows) AS stage_rows, COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM days_inserted GROUP BY day) AS grouped
  ) AS stages
) AS difference
WHERE project = 'web' AND target_schema = 'derived' AND model = 'days' AND version = (SELECT version FROM "version of days") AND fingerprint = '92f36ab20456fa20d442e55fb3d9a48c32e173f794d5cce0e3ab8fc5c10eacad';

-- Stop where somebody else committed days or what it reads
SELECT CAST(CASE
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'days'
      AND version = (SELECT version FROM "version of days") + 1 AND run_id = (SELECT run_id FROM script))
    THEN 'a run committed days meanwhile: run this script again'
  WHEN (SELECT version FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'sessions')
    <> (SELECT version FROM "inputs of days" WHERE model = 'sessions')
    THEN 'a run committed sessions meanwhile: run this script again'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Take the touched keys out of the table
DELETE FROM derived.days
WHERE rowid IN (SELECT accrete_row FROM days_removed);

-- Put their new rows in
INSERT INTO derived.days (day, sessions)
SELECT day, sessions
FROM days_inserted;
DROP TABLE IF EXISTS temp.days_touched;
DROP TABLE IF EXISTS temp.days_removed;
DROP TABLE IF EXISTS temp.days_inserted;

-- Note how far days has taken in its inputs
INSERT INTO accrete."position" (project, target_schema, model, input, freeze_id, change_version, model_version)
VALUES
  ('web', 'derived', 'days', 'sessions', NULL, (SELECT version FROM "inputs of days" WHERE model = 'sessions'), (SELECT version FROM "version of days") + 1);
COMMIT;
