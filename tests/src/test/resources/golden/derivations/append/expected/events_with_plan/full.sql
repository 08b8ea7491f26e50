-- Builds derived.events_with_plan from all of history.
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

-- Where crm.accounts stands
CREATE OR REPLACE TEMPORARY TABLE "version of crm.accounts" AS
SELECT COALESCE(MAX(version), 0) AS version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model = 'crm.accounts';

-- Models read crm.accounts as a copy, so that its changes can be told: the first copy
CREATE TABLE IF NOT EXISTS accrete."crm.accounts_copy_a0a9b775" AS
SELECT user_id, plan
FROM crm.accounts;

-- Stop where the columns of crm.accounts changed
SELECT CAST(CASE
  WHEN (SELECT COUNT(*) FROM (SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = current_database() AND lower(schema_name) = lower('accrete') AND lower(table_name) = lower('crm.accounts_copy_a0a9b775') ORDER BY column_index) AS kept (name, type) JOIN (SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = current_database() AND lower(schema_name) = lower('crm') AND lower(table_name) = lower('accounts') ORDER BY column_index) AS now (name, type)
    ON lower(now.name) = lower(kept.name) AND now.type = kept.type AND lower(kept.name) IN ('user_id', 'plan'))
    <> 2 OR (SELECT COUNT(*) FROM (SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = current_database() AND lower(schema_name) = lower('accrete') AND lower(table_name) = lower('crm.accounts_copy_a0a9b775') ORDER BY column_index) AS kept) <> 2
    THEN 'the columns of crm.accounts are no longer those of its copy: run accrete run once'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- What crm.accounts changes from now on: removed rows count negative
CREATE TABLE IF NOT EXISTS accrete."crm.accounts_changes_a0a9b775" AS
SELECT CAST(0 AS BIGINT) AS accrete_version, CAST(0 AS BIGINT) AS accrete_count, *
FROM accrete."crm.accounts_copy_a0a9b775"
WITH NO DATA;

-- What changed in crm.accounts: rows by how much more or less often they stand there now
CREATE OR REPLACE TEMPORARY TABLE "difference of crm.accounts" AS
SELECT CAST(SUM(accrete_count) AS BIGINT) AS accrete_count, user_id, plan
FROM (
  SELECT 1 AS accrete_count, user_id, plan
  FROM crm.accounts
  UNION ALL
  SELECT -1, user_id, plan
  FROM accrete."crm.accounts_copy_a0a9b775"
) AS counted
GROUP BY user_id, plan
HAVING SUM(accrete_count) <> 0;

-- The first build of crm.accounts starts from version 0
INSERT INTO accrete.model_version (project, target_schema, model, version, fingerprint, key_count, row_count, strategy, run_id, committed_at)
SELECT 'web', 'derived', 'crm.accounts', 0, '', 0, 0, 'none', (SELECT run_id FROM script), CAST(now() AS TIMESTAMP)
WHERE NOT EXISTS (SELECT 1 FROM accrete.model_version
  WHERE project = 'web' AND target_schema = 'derived' AND model = 'crm.accounts');

-- Move the version of the copy
UPDATE accrete.model_version
SET version = (SELECT version FROM "version of crm.accounts") + 1, strategy = 'difference',
  row_count = (SELECT COUNT(*) FROM crm.accounts),
  run_id = (SELECT run_id FROM script), committed_at = CAST(now() AS TIMESTAMP)
WHERE project = 'web' AND target_schema = 'derived' AND model = 'crm.accounts' AND version = (SELECT version FROM "version of crm.accounts")
  AND ((SELECT version FROM "version of crm.accounts") = 0 OR EXISTS (SELECT 1 FROM "difference of crm.accounts"));

-- Bring the copy up to date: rows that differ leave it
DELETE FROM accrete."crm.accounts_copy_a0a9b775"
WHERE EXISTS (
  SELECT 1
  FROM "difference of crm.accounts" AS difference
  WHERE difference.user_id IS NOT DISTINCT FROM "crm.accounts_copy_a0a9b775".user_id
    AND difference.plan IS NOT DISTINCT FROM "crm.accounts_copy_a0a9b775".plan
);

-- and come again as often as they stand there now
INSERT INTO accrete."crm.accounts_copy_a0a9b775" (user_id, plan)
SELECT user_id, plan
FROM crm.accounts AS live
WHERE EXISTS (
  SELECT 1
  FROM "difference of crm.accounts" AS difference
  WHERE difference.user_id IS NOT DISTINCT FROM live.user_id
    AND difference.plan IS NOT DISTINCT FROM live.plan
);

-- Publish the rows that crm.accounts lost and gained to its readers
INSERT INTO accrete."crm.accounts_changes_a0a9b775" (accrete_version, accrete_count, user_id, plan)
SELECT (SELECT version FROM "version of crm.accounts") + 1, accrete_count, user_id, plan
FROM "difference of crm.accounts";

-- Log the change
INSERT INTO accrete.change_log (project, target_schema, model, version, kind, removed, inserted)
SELECT 'web', 'derived', 'crm.accounts', (SELECT version FROM "version of crm.accounts") + 1, CASE WHEN (SELECT version FROM "version of crm.accounts") = 0 THEN 'reset' ELSE 'rows' END,
  COALESCE(SUM(CASE WHEN accrete_count < 0 THEN -accrete_count END), 0), COALESCE(SUM(CASE WHEN accrete_count > 0 THEN accrete_count END), 0)
FROM "difference of crm.accounts"
HAVING (SELECT version FROM "version of crm.accounts") = 0 OR COUNT(*) > 0;
DROP TABLE IF EXISTS temp."difference of crm.accounts";

-- Note the freeze
INSERT INTO accrete."freeze" (project, target_schema, freeze_id, run_id, frozen_at)
VALUES ('web', 'derived', (SELECT freeze_id FROM script), (SELECT run_id FROM script), CAST(now() AS TIMESTAMP));
COMMIT;

-- ---- events_with_plan: rebuild
BEGIN TRANSACTION;

-- Where events_with_plan stands: its version and its positions
CREATE OR REPLACE TEMPORARY TABLE "version of events_with_plan" AS
SELECT COALESCE(MAX(version), 0) AS version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model = 'events_with_plan';
CREATE OR REPLACE TEMPORARY TABLE "positions of events_with_plan" AS
SELECT input, freeze_id, change_version
FROM accrete."position"
WHERE project = 'web' AND target_schema = 'derived' AND model = 'events_with_plan' AND model_version = (SELECT version FROM "version of events_with_plan");

-- The versions of the models that it reads
CREATE OR REPLACE TEMPORARY TABLE "inputs of events_with_plan" AS
SELECT model, version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model IN ('all_events', 'crm.accounts');

-- Stop where somebody else made derived.events_with_plan
SELECT CAST(CASE
  WHEN EXISTS (SELECT 1 FROM information_schema.tables WHERE table_catalog = current_database() AND lower(table_schema) = 'derived' AND lower(table_name) = 'events_with_plan')
    AND NOT EXISTS (SELECT 1 FROM accrete.made WHERE project = 'web' AND target_schema = 'derived' AND model = 'events_with_plan'
      AND relation = 'derived.events_with_plan')
    AND (EXISTS (SELECT 1 FROM accrete.made WHERE project = 'web' AND target_schema = 'derived' AND model = 'events_with_plan')
      OR NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'events_with_plan'
        AND version > 0))
    THEN 'derived.events_with_plan is there, and events_with_plan did not make it: drop it, rename one of the two, or run accrete run --full-refresh -s events_with_plan'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Compute events_with_plan from all of history, as of the freeze
CREATE OR REPLACE TEMPORARY TABLE events_with_plan_staged AS
SELECT event_id, plan
FROM (
SELECT e.event_id, a.plan
FROM (
  SELECT event_id, user_id
  FROM derived.all_events AS all_events
) AS e
JOIN (
  SELECT user_id, plan
  FROM accrete."crm.accounts_copy_a0a9b775" AS accounts
) AS a ON a.user_id = e.user_id
) AS model (event_id, plan);

-- The first build of events_with_plan starts from version 0
INSERT INTO accrete.model_version (project, target_schema, model, version, fingerprint, key_count, row_count, strategy, run_id, committed_at)
SELECT 'web', 'derived', 'events_with_plan', 0, '', 0, 0, 'none', (SELECT run_id FROM script), CAST(now() AS TIMESTAMP)
WHERE NOT EXISTS (SELECT 1 FROM accrete.model_version
  WHERE project = 'web' AND target_schema = 'derived' AND model = 'events_with_plan');

-- Move the version of events_with_plan; a run or script that staged against the same one fails here
UPDATE accrete.model_version
SET version = (SELECT version FROM "version of events_with_plan") + 1, fingerprint = '85c9f81895293a4d7fc78ad1564734635516c7acde7c2a3f1d46110e157c7720', strategy = 'full',
  row_count = (SELECT COUNT(*) FROM events_with_plan_staged),
  key_count = (SELECT LEAST(COUNT(*), approx_count_distinct(hash(event_id))) FROM events_with_plan_staged),
  run_id = (SELECT run_id FROM script), committed_at = CAST(now() AS TIMESTAMP)
WHERE project = 'web' AND target_schema = 'derived' AND model = 'events_with_plan' AND version = (SELECT version FROM "version of events_with_plan");

-- Stop where somebody else committed events_with_plan or what it reads
SELECT CAST(CASE
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'events_with_plan'
      AND version = (SELECT version FROM "version of events_with_plan") + 1 AND run_id = (SELECT run_id FROM script))
    THEN 'a run committed events_with_plan meanwhile: run this script again'
  WHEN (SELECT version FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'all_events')
    <> (SELECT version FROM "inputs of events_with_plan" WHERE model = 'all_events')
    THEN 'a run committed all_events meanwhile: run this script again'
  WHEN (SELECT version FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'crm.accounts')
    <> (SELECT version FROM "inputs of events_with_plan" WHERE model = 'crm.accounts')
    THEN 'a run committed crm.accounts meanwhile: run this script again'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Put the new table in place of the old one
CREATE SCHEMA IF NOT EXISTS derived;
DROP TABLE IF EXISTS derived.events_with_plan;

-- Create the table in the types that the engine gave the columns
CREATE TABLE derived.events_with_plan AS
SELECT event_id, plan
FROM events_with_plan_staged;

-- Note that events_with_plan made it
UPDATE accrete.made
SET relation = 'derived.events_with_plan', made_at = CAST(now() AS TIMESTAMP)
WHERE project = 'web' AND target_schema = 'derived' AND model = 'events_with_plan' AND relation <> 'derived.events_with_plan';
INSERT INTO accrete.made (project, target_schema, model, relation, made_at)
SELECT 'web', 'derived', 'events_with_plan', 'derived.events_with_plan', CAST(now() AS TIMESTAMP)
WHERE NOT EXISTS (SELECT 1 FROM accrete.made WHERE project = 'web' AND target_schema = 'derived' AND model = 'events_with_plan');

-- Readers of events_with_plan are rebuilt after this; what it changed before is of no use
DROP TABLE IF EXISTS accrete.events_with_plan_changes_a0a9b775;
DROP TABLE IF EXISTS temp.events_with_plan_staged;

-- Note how far events_with_plan has taken in its inputs
INSERT INTO accrete."position" (project, target_schema, model, input, freeze_id, change_version, model_version)
VALUES
  ('web', 'derived', 'events_with_plan', 'all_events', NULL, (SELECT version FROM "inputs of events_with_plan" WHERE model = 'all_events'), (SELECT version FROM "version of events_with_plan") + 1),
  ('web', 'derived', 'events_with_plan', 'crm.accounts', NULL, (SELECT version FROM "inputs of events_with_plan" WHERE model = 'crm.accounts'), (SELECT version FROM "version of events_with_plan") + 1);
COMMIT;
