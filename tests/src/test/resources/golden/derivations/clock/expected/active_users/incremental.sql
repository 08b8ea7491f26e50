-- Brings derived.active_users up to date: recomputes the keys that new rows touch.
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

-- ---- active_users: recompute the touched keys
DROP TABLE IF EXISTS temp."version of active_users";
BEGIN TRANSACTION;

-- Where active_users stands: its version and its positions
CREATE OR REPLACE TEMPORARY TABLE "version of active_users" AS
SELECT COALESCE(MAX(version), 0) AS version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model = 'active_users';
CREATE OR REPLACE TEMPORARY TABLE "positions of active_users" AS
SELECT input, freeze_id, change_version
FROM accrete."position"
WHERE project = 'web' AND target_schema = 'derived' AND model = 'active_users' AND model_version = (SELECT version FROM "version of active_users");

-- The versions of the models that it reads
CREATE OR REPLACE TEMPORARY TABLE "inputs of active_users" AS
SELECT model, version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model IN ('recent_users');

-- Stop, and say what to run, where active_users cannot be brought up to date by its changes
SELECT CAST(CASE
  WHEN (SELECT version FROM "version of active_users") = 0
    THEN 'active_users was never built: run the full.sql of active_users'
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'active_users' AND fingerprint = 'd4f27cab5b3c78e9df726205e75dfa8f2e8979ef4d8c9f37a3f50b2a8b7bc4e4')
    THEN 'active_users changed since its table was built: run the full.sql of active_users'
  WHEN NOT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = 'derived' AND table_name = 'active_users')
    THEN 'the table derived.active_users is gone: run the full.sql of active_users'
  WHEN (SELECT change_version FROM "positions of active_users" WHERE input = 'recent_users') IS NULL
    THEN 'recent_users is a new input of active_users: run the full.sql of active_users'
  WHEN (SELECT COUNT(*) FROM accrete.change_log WHERE project = 'web' AND target_schema = 'derived' AND model = 'recent_users' AND kind = 'rows'
      AND version > (SELECT change_version FROM "positions of active_users" WHERE input = 'recent_users'))
    <> (SELECT version FROM "inputs of active_users" WHERE model = 'recent_users') - (SELECT change_version FROM "positions of active_users" WHERE input = 'recent_users')
    OR EXISTS (SELECT 1 FROM accrete.change_log WHERE project = 'web' AND target_schema = 'derived' AND model = 'recent_users' AND kind = 'dropped'
      AND version > (SELECT change_version FROM "positions of active_users" WHERE input = 'recent_users'))
    THEN 'recent_users was rebuilt, or its changes are no longer kept: run the full.sql of active_users'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- The touched keys: (events) whose rows may differ after this run
CREATE OR REPLACE TEMPORARY TABLE active_users_touched AS
SELECT events FROM derived.active_users
WITH NO DATA;
COMMIT;
BEGIN TRANSACTION;

-- Keys touched by what changed in recent_users
INSERT INTO active_users_touched (events)
SELECT DISTINCT recent_users.events
FROM (
    SELECT events FROM accrete.recent_users_changes_a0a9b775 WHERE accrete_version > (SELECT change_version FROM "positions of active_users" WHERE input = 'recent_users')
    UNION ALL
    SELECT events FROM derived.recent_users AS recent_users WHERE CASE WHEN recent_users.written > (CAST((SELECT committed_at FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'active_users') AS TIMESTAMPTZ)) - INTERVAL '1' DAY THEN 1 ELSE 0 END <> CASE WHEN recent_users.written > (CAST(CAST(now() AS TIMESTAMP) AS TIMESTAMPTZ)) - INTERVAL '1' DAY THEN 1 ELSE 0 END
  ) AS recent_users;

-- The rows that the touched keys have now, to leave
CREATE OR REPLACE TEMPORARY TABLE active_users_removed AS
SELECT kept.rowid AS accrete_row, events
FROM derived.active_users AS kept
WHERE EXISTS (
  SELECT 1
  FROM active_users_touched AS touched
  WHERE touched.events IS NOT DISTINCT FROM kept.events
);

-- The rows that the touched keys must have, by the model's own SELECT; each input restricted to what they need
CREATE OR REPLACE TEMPORARY TABLE active_users_inserted AS
SELECT events, users
FROM (
SELECT events, COUNT(*) AS users
FROM (
  SELECT events, written
  FROM derived.recent_users AS recent_users
  WHERE EXISTS (
      SELECT 1
      FROM active_users_touched AS touched
      WHERE touched.events IS NOT DISTINCT FROM recent_users.events
    )
) AS recent_users
WHERE written > CAST(CAST(now() AS TIMESTAMP) AS TIMESTAMPTZ) - INTERVAL '1' DAY
GROUP BY events
) AS model (events, users)
WHERE EXISTS (
  SELECT 1
  FROM active_users_touched AS touched
  WHERE touched.events IS NOT DISTINCT FROM model.events
);

-- Stop where a column has more digits or longer texts than its table: the engine would cut them
SELECT CAST(CASE
  WHEN EXISTS (
  SELECT 1 FROM information_schema.columns AS s
  JOIN information_schema.columns AS t ON t.column_name = s.column_name
  WHERE s.table_catalog = 'temp' AND s.table_name = 'active_users_inserted'
    AND t.table_schema = 'derived' AND t.table_name = 'active_users'
    AND s.data_type <> t.data_type AND (s.numeric_scale > t.numeric_scale
    OR s.data_type LIKE 'TIMESTAMP%' OR s.data_type = 'DOUBLE' OR s.data_type = 'FLOAT' AND t.data_type <> 'DOUBLE')
)
    THEN 'a column of what active_users reads got more digits or longer texts: run the full.sql of active_users'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Move the version of active_users; a run or script that staged against the same one fails here
UPDATE accrete.model_version
SET version = (SELECT version FROM "version of active_users") + 1, strategy = 'recompute',
  row_count = row_count + more_rows,
  key_count = GREATEST(LEAST(key_count + more_keys, row_count + more_rows), 0),
  run_id = (SELECT run_id FROM script), committed_at = CAST(now() AS TIMESTAMP)
FROM (
  SELECT CAST(COALESCE(SUM(stage_rows), 0) AS BIGINT) AS more_rows, CAST(COALESCE(SUM(stage_keys), 0) AS BIGINT) AS more_keys
  FROM (
    SELECT -SUM(key_rows) AS stage_rows, -COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM active_users_removed GROUP BY events) AS grouped
    UNION ALL
    SELECT SUM(key_rows) AS stage_rows, COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM active_users_inserted GROUP BY events) AS grouped
  ) AS stages
) AS difference
WHERE project = 'web' AND target_schema = 'derived' AND model = 'active_users' AND version = (SELECT version FROM "version of active_users") AND fingerprint = 'd4f27cab5b3c78e9df726205e75dfa8f2e8979ef4d8c9f37a3f50b2a8b7bc4e4';

-- Stop where somebody else committed active_users or what it reads
SELECT CAST(CASE
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'active_users'
      AND version = (SELECT version FROM "version of active_users") + 1 AND run_id = (SELECT run_id FROM script))
    THEN 'a run committed active_users meanwhile: run this script again'
  WHEN (SELECT version FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'recent_users')
    <> (SELECT version FROM "inputs of active_users" WHERE model = 'recent_users')
    THEN 'a run committed recent_users meanwhile: run this script again'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Take the touched keys out of the table
DELETE FROM derived.active_users
WHERE rowid IN (SELECT accrete_row FROM active_users_removed);

-- Put their new rows in
INSERT INTO derived.active_users (events, users)
SELECT events, users
FROM active_users_inserted;
DROP TABLE IF EXISTS temp.active_users_touched;
DROP TABLE IF EXISTS temp.active_users_removed;
DROP TABLE IF EXISTS temp.active_users_inserted;

-- Note how far active_users has taken in its inputs
INSERT INTO accrete."position" (project, target_schema, model, input, freeze_id, change_version, model_version)
VALUES
  ('web', 'derived', 'active_users', 'recent_users', NULL, (SELECT version FROM "inputs of active_users" WHERE model = 'recent_users'), (SELECT version FROM "version of active_users") + 1);
COMMIT;
