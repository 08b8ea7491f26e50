-- Builds derived.identified from all of history.
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

-- Where atomic.events stands
CREATE OR REPLACE TEMPORARY TABLE "version of atomic.events" AS
SELECT COALESCE(MAX(version), 0) AS version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model = 'atomic.events';

-- Stop where another project claims these rows
SELECT CAST(CASE
  WHEN EXISTS (SELECT project, target_schema FROM accrete.batch
WHERE source = 'atomic.events' AND grain IN ('claim', 'found') AND NOT (project = 'web' AND target_schema = 'derived')
ORDER BY freeze_id LIMIT 1)
    THEN 'atomic.events belongs to another project or target: see accrete.batch for whose'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- What atomic.events changes from now on: removed rows count negative
CREATE TABLE IF NOT EXISTS accrete."atomic.events_changes_a0a9b775" AS
SELECT CAST(0 AS BIGINT) AS accrete_version, CAST(0 AS BIGINT) AS accrete_count, *
FROM atomic.events
WITH NO DATA;

-- Stop where the columns of atomic.events are not those that it declares
SELECT CAST(CASE
  WHEN (SELECT COUNT(*) FROM (SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = current_database() AND lower(schema_name) = lower('landing') AND lower(table_name) = lower('events') ORDER BY column_index) AS one (name, type) JOIN (SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = current_database() AND lower(schema_name) = lower('atomic') AND lower(table_name) = lower('events') ORDER BY column_index) AS other (name, type)
    ON lower(one.name) = lower(other.name) AND one.type = other.type AND lower(one.name) IN ('event_id', 'domain_userid', 'derived_tstamp'))
    <> 3 OR (SELECT COUNT(*) FROM (SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = current_database() AND lower(schema_name) = lower('landing') AND lower(table_name) = lower('events') ORDER BY column_index) AS landed)
    <> 3
    THEN 'the columns of landing.events are not those that atomic.events declares: declare all of them, or use accrete run'
  WHEN (SELECT COUNT(*) FROM (SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = current_database() AND lower(schema_name) = lower('accrete') AND lower(table_name) = lower('atomic.events_changes_a0a9b775') ORDER BY column_index) AS one (name, type) JOIN (SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = current_database() AND lower(schema_name) = lower('atomic') AND lower(table_name) = lower('events') ORDER BY column_index) AS other (name, type)
    ON lower(one.name) = lower(other.name) AND one.type = other.type AND lower(one.name) IN ('event_id', 'domain_userid', 'derived_tstamp'))
    <> 3
    THEN 'the columns of atomic.events are no longer those of its claims: run accrete run once'
  WHEN (SELECT COUNT(*) FROM (SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = current_database() AND lower(schema_name) = lower('accrete') AND lower(table_name) = lower('atomic.events_waiting_a0a9b775') ORDER BY column_index) AS waiting) > 0
    THEN 'rows of atomic.events may wait in accrete.atomic.events_waiting_a0a9b775: run accrete run once'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Claim what has arrived in landing.events
CREATE OR REPLACE TEMPORARY TABLE "claim of atomic.events" AS
SELECT *
FROM landing.events;

-- Only claims may write atomic.events: by how many rows it differs from them
CREATE OR REPLACE TEMPORARY TABLE "strangers in atomic.events" AS
SELECT CAST(COUNT(*) - COALESCE((
    SELECT SUM("rows") FROM accrete.batch
    WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain IN ('claim', 'found')), 0) AS BIGINT) AS "rows"
FROM atomic.events;

-- The first build of atomic.events starts from version 0
INSERT INTO accrete.model_version (project, target_schema, model, version, fingerprint, key_count, row_count, strategy, run_id, committed_at)
SELECT 'web', 'derived', 'atomic.events', 0, '', 0, 0, 'none', (SELECT run_id FROM script), CAST(now() AS TIMESTAMP)
WHERE NOT EXISTS (SELECT 1 FROM accrete.model_version
  WHERE project = 'web' AND target_schema = 'derived' AND model = 'atomic.events');

-- Note the claim in the batch manifest
INSERT INTO accrete.batch (project, target_schema, source, stamp, grain, "rows", freeze_id)
SELECT 'web', 'derived', 'atomic.events', CAST(NULL AS TIMESTAMP), grain, "rows", (SELECT freeze_id FROM script)
FROM (
  SELECT 'claim' AS grain, COUNT(*) AS "rows" FROM "claim of atomic.events"
  UNION ALL
  SELECT 'found', "rows" FROM "strangers in atomic.events"
) AS counted
WHERE "rows" <> 0;

-- Move the version of the source
UPDATE accrete.model_version
SET version = (SELECT version FROM "version of atomic.events") + 1, strategy = 'claim',
  row_count = COALESCE((
    SELECT SUM("rows") FROM accrete.batch
    WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain IN ('claim', 'found')), 0),
  run_id = (SELECT run_id FROM script), committed_at = CAST(now() AS TIMESTAMP)
WHERE project = 'web' AND target_schema = 'derived' AND model = 'atomic.events' AND version = (SELECT version FROM "version of atomic.events")
  AND ((SELECT version FROM "version of atomic.events") = 0 OR EXISTS (SELECT 1 FROM "claim of atomic.events") OR EXISTS (SELECT 1 FROM "strangers in atomic.events" WHERE "rows" <> 0));

-- The claimed rows are what changed, for every reader that has not read them
INSERT INTO accrete."atomic.events_changes_a0a9b775" (accrete_version, accrete_count, event_id, domain_userid, derived_tstamp)
SELECT (SELECT version FROM "version of atomic.events") + 1, 1, event_id, domain_userid, derived_tstamp
FROM "claim of atomic.events"
WHERE (SELECT version FROM "version of atomic.events") > 0;

-- They leave landing.events
DELETE FROM landing.events;

-- and come into atomic.events
INSERT INTO atomic.events (event_id, domain_userid, derived_tstamp)
SELECT event_id, domain_userid, derived_tstamp
FROM "claim of atomic.events";

-- Log the change
INSERT INTO accrete.change_log (project, target_schema, model, version, kind, removed, inserted)
SELECT 'web', 'derived', 'atomic.events', (SELECT version FROM "version of atomic.events") + 1, CASE WHEN (SELECT version FROM "version of atomic.events") = 0 OR "rows" <> 0 THEN 'reset' ELSE 'rows' END,
  0, (SELECT COUNT(*) FROM "claim of atomic.events")
FROM "strangers in atomic.events"
WHERE (SELECT version FROM "version of atomic.events") = 0 OR EXISTS (SELECT 1 FROM "claim of atomic.events") OR EXISTS (SELECT 1 FROM "strangers in atomic.events" WHERE "rows" <> 0);

-- Stop, and take all of it back, where a row was lost or came twice
SELECT CAST(CASE
  WHEN EXISTS (SELECT 1 FROM landing.events)
    THEN 'rows arrived in landing.events amid the claim: run this again'
  WHEN (SELECT COUNT(*) FROM atomic.events) <> COALESCE((
    SELECT SUM("rows") FROM accrete.batch
    WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain IN ('claim', 'found')), 0)
    THEN 'the claim of atomic.events does not add up: run this again'
  ELSE '1' END AS INTEGER) AS may_go_on;
DROP TABLE IF EXISTS temp."claim of atomic.events";
DROP TABLE IF EXISTS temp."strangers in atomic.events";

-- Note the freeze
INSERT INTO accrete."freeze" (project, target_schema, freeze_id, run_id, frozen_at)
VALUES ('web', 'derived', (SELECT freeze_id FROM script), (SELECT run_id FROM script), CAST(now() AS TIMESTAMP));
COMMIT;

-- ---- identified: rebuild
BEGIN TRANSACTION;

-- Where identified stands: its version and its positions
CREATE OR REPLACE TEMPORARY TABLE "version of identified" AS
SELECT COALESCE(MAX(version), 0) AS version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model = 'identified';
CREATE OR REPLACE TEMPORARY TABLE "positions of identified" AS
SELECT input, freeze_id, change_version
FROM accrete."position"
WHERE project = 'web' AND target_schema = 'derived' AND model = 'identified' AND model_version = (SELECT version FROM "version of identified");

-- The versions of the models that it reads
CREATE OR REPLACE TEMPORARY TABLE "inputs of identified" AS
SELECT model, version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model IN ('atomic.events');

-- Stop where somebody else made derived.identified
SELECT CAST(CASE
  WHEN EXISTS (SELECT 1 FROM information_schema.tables WHERE table_catalog = current_database() AND lower(table_schema) = 'derived' AND lower(table_name) = 'identified')
    AND NOT EXISTS (SELECT 1 FROM accrete.made WHERE project = 'web' AND target_schema = 'derived' AND model = 'identified'
      AND relation = 'derived.identified')
    AND (EXISTS (SELECT 1 FROM accrete.made WHERE project = 'web' AND target_schema = 'derived' AND model = 'identified')
      OR NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'identified'
        AND version > 0))
    THEN 'derived.identified is there, and identified did not make it: drop it, rename one of the two, or run accrete run --full-refresh -s identified'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Compute identified from all of history, as of the freeze
CREATE OR REPLACE TEMPORARY TABLE identified_staged AS
SELECT event_id, domain_userid
FROM (
SELECT event_id, domain_userid FROM (
  SELECT event_id, domain_userid
  FROM atomic.events AS events
) AS events WHERE domain_userid IS NOT NULL
) AS model (event_id, domain_userid);

-- The first build of identified starts from version 0
INSERT INTO accrete.model_version (project, target_schema, model, version, fingerprint, key_count, row_count, strategy, run_id, committed_at)
SELECT 'web', 'derived', 'identified', 0, '', 0, 0, 'none', (SELECT run_id FROM script), CAST(now() AS TIMESTAMP)
WHERE NOT EXISTS (SELECT 1 FROM accrete.model_version
  WHERE project = 'web' AND target_schema = 'derived' AND model = 'identified');

-- Move the version of identified; a run or script that staged against the same one fails here
UPDATE accrete.model_version
SET version = (SELECT version FROM "version of identified") + 1, fingerprint = '949db41f922d5e82a68c894a7658f55f9b5aedad0eada9a17a95d0197d2372a8', strategy = 'full',
  row_count = (SELECT COUNT(*) FROM identified_staged),
  key_count = (SELECT LEAST(COUNT(*), approx_count_distinct(hash(event_id, domain_userid))) FROM identified_staged),
  run_id = (SELECT run_id FROM script), committed_at = CAST(now() AS TIMESTAMP)
WHERE project = 'web' AND target_schema = 'derived' AND model = 'identified' AND version = (SELECT version FROM "version of identified");

-- Stop where somebody else committed identified or what it reads
SELECT CAST(CASE
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'identified'
      AND version = (SELECT version FROM "version of identified") + 1 AND run_id = (SELECT run_id FROM script))
    THEN 'a run committed identified meanwhile: run this script again'
  WHEN (SELECT version FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'atomic.events')
    <> (SELECT version FROM "inputs of identified" WHERE model = 'atomic.events')
    THEN 'a run committed atomic.events meanwhile: run this script again'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Put the new table in place of the old one
CREATE SCHEMA IF NOT EXISTS derived;
DROP TABLE IF EXISTS derived.identified;

-- Create the table in the types that the engine gave the columns
CREATE TABLE derived.identified AS
SELECT event_id, domain_userid
FROM identified_staged;

-- Note that identified made it
UPDATE accrete.made
SET relation = 'derived.identified', made_at = CAST(now() AS TIMESTAMP)
WHERE project = 'web' AND target_schema = 'derived' AND model = 'identified' AND relation <> 'derived.identified';
INSERT INTO accrete.made (project, target_schema, model, relation, made_at)
SELECT 'web', 'derived', 'identified', 'derived.identified', CAST(now() AS TIMESTAMP)
WHERE NOT EXISTS (SELECT 1 FROM accrete.made WHERE project = 'web' AND target_schema = 'derived' AND model = 'identified');

-- How far back the rows of atomic.events reach, by what readings ask for
CREATE OR REPLACE TEMPORARY TABLE identified_bounds1 AS
SELECT block.accrete_key_1, block.accrete_key_2, block.accrete_bound
FROM (
  SELECT events.event_id AS accrete_key_1, events.domain_userid AS accrete_key_2, MIN(events.derived_tstamp) AS accrete_bound
  FROM atomic.events AS events
  WHERE (events.derived_tstamp IS NOT NULL)
  GROUP BY events.event_id, events.domain_userid
) AS block;
DROP TABLE IF EXISTS accrete.identified_side_bounds1_a0a9b775;

-- Keep it
CREATE TABLE accrete.identified_side_bounds1_a0a9b775 AS
SELECT accrete_key_1, accrete_key_2, accrete_bound
FROM identified_bounds1;
DROP TABLE IF EXISTS temp.identified_bounds1;

-- Readers of identified are rebuilt after this; what it changed before is of no use
DROP TABLE IF EXISTS accrete.identified_changes_a0a9b775;
DROP TABLE IF EXISTS temp.identified_staged;

-- Note how far identified has taken in its inputs
INSERT INTO accrete."position" (project, target_schema, model, input, freeze_id, change_version, model_version)
VALUES
  ('web', 'derived', 'identified', 'atomic.events', NULL, (SELECT version FROM "inputs of identified" WHERE model = 'atomic.events'), (SELECT version FROM "version of identified") + 1),
  ('web', 'derived', 'identified', 'side table bounds1', NULL, 0, (SELECT version FROM "version of identified") + 1);
COMMIT;
