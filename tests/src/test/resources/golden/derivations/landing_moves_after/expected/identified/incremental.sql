-- Brings derived.identified up to date: recomputes the keys that new rows touch.
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

-- Where rows of atomic.events wait until every reader has taken them in
CREATE TABLE IF NOT EXISTS accrete."atomic.events_waiting_a0a9b775" AS
SELECT CAST(0 AS BIGINT) AS accrete_version, *
FROM landing.events
WITH NO DATA;
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
  WHEN (SELECT COUNT(*) FROM (SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = current_database() AND lower(schema_name) = lower('landing') AND lower(table_name) = lower('events') ORDER BY column_index) AS one (name, type) JOIN (SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = current_database() AND lower(schema_name) = lower('accrete') AND lower(table_name) = lower('atomic.events_waiting_a0a9b775') ORDER BY column_index) AS other (name, type)
    ON lower(one.name) = lower(other.name) AND one.type = other.type AND lower(one.name) IN ('event_id', 'domain_userid', 'derived_tstamp'))
    <> 3 OR (SELECT COUNT(*) FROM (SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = current_database() AND lower(schema_name) = lower('accrete') AND lower(table_name) = lower('atomic.events_waiting_a0a9b775') ORDER BY column_index) AS waiting)
    <> 4
    THEN 'the columns of accrete.atomic.events_waiting_a0a9b775 are not those of landing.events: run accrete run once'
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
FROM (
  SELECT 1 AS present FROM atomic.events
  UNION ALL
  SELECT 1 FROM accrete."atomic.events_waiting_a0a9b775"
) AS there;

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

-- and wait until every reader of atomic.events has taken them in
INSERT INTO accrete."atomic.events_waiting_a0a9b775" (accrete_version, event_id, domain_userid, derived_tstamp)
SELECT (SELECT version FROM "version of atomic.events") + 1, event_id, domain_userid, derived_tstamp
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
  WHEN (SELECT COUNT(*) FROM (
  SELECT 1 AS present FROM atomic.events
  UNION ALL
  SELECT 1 FROM accrete."atomic.events_waiting_a0a9b775"
) AS there) <> COALESCE((
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

-- ---- identified: recompute the touched keys
DROP TABLE IF EXISTS temp."version of identified";
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

-- Stop, and say what to run, where identified cannot be brought up to date by its changes
SELECT CAST(CASE
  WHEN (SELECT version FROM "version of identified") = 0
    THEN 'identified was never built: run the full.sql of identified'
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'identified' AND fingerprint = '949db41f922d5e82a68c894a7658f55f9b5aedad0eada9a17a95d0197d2372a8')
    THEN 'identified changed since its table was built: run the full.sql of identified'
  WHEN NOT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = 'derived' AND table_name = 'identified')
    THEN 'the table derived.identified is gone: run the full.sql of identified'
  WHEN (SELECT change_version FROM "positions of identified" WHERE input = 'atomic.events') IS NULL
    THEN 'atomic.events is a new input of identified: run the full.sql of identified'
  WHEN (SELECT COUNT(*) FROM accrete.change_log WHERE project = 'web' AND target_schema = 'derived' AND model = 'atomic.events' AND kind = 'rows'
      AND version > (SELECT change_version FROM "positions of identified" WHERE input = 'atomic.events'))
    <> (SELECT version FROM "inputs of identified" WHERE model = 'atomic.events') - (SELECT change_version FROM "positions of identified" WHERE input = 'atomic.events')
    OR EXISTS (SELECT 1 FROM accrete.change_log WHERE project = 'web' AND target_schema = 'derived' AND model = 'atomic.events' AND kind = 'dropped'
      AND version > (SELECT change_version FROM "positions of identified" WHERE input = 'atomic.events'))
    THEN 'atomic.events was rebuilt, or its changes are no longer kept: run the full.sql of identified'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where a source has a column that is named as one of Accrete's own
SELECT CAST(CASE
  WHEN EXISTS (
  SELECT 1 FROM information_schema.columns
  WHERE (table_schema = 'atomic' AND table_name = 'events')
    AND (LOWER(column_name) IN ('accrete_version', 'accrete_count', 'accrete_identity', 'accrete_rows', 'accrete_sign', 'accrete_had', 'accrete_has', 'accrete_row', 'accrete_one', 'accrete_bound', 'accrete_batch', 'accrete_found')
      OR RTRIM(LOWER(column_name), '0123456789') IN ('accrete_key_', 'accrete_count_', 'accrete_value_'))
)
    THEN 'a source of identified has a column of a name that Accrete gives to columns of its own: read it through a view without that column'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where a source has other types than those that it declares
SELECT CAST(CASE
  WHEN EXISTS (
SELECT 1 FROM information_schema.columns
WHERE table_schema = 'atomic' AND table_name = 'events'
    AND (NOT (LOWER(data_type) IN ('varchar', 'character varying', 'nvarchar', 'text', 'string', 'uuid', 'enum') OR LOWER(data_type) LIKE 'varchar(%)' OR LOWER(data_type) LIKE 'enum(%)') OR CASE WHEN data_type = 'VARCHAR' AND (table_schema, table_name) IN (SELECT (schema_name, table_name) FROM duckdb_tables() WHERE sql ILIKE '% COLLATE %') THEN 'text with a collation of its own' ELSE data_type END <> data_type)
    AND LOWER(column_name) IN ('event_id', 'domain_userid')
)
    THEN 'the types of a source of identified are not the declared ones: mend the declaration, or run the full.sql of identified'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where the side table bounds1 is not up to date
SELECT CAST(CASE
  WHEN NOT EXISTS (SELECT 1 FROM "positions of identified" WHERE input = 'side table bounds1')
    THEN 'the side table bounds1 is not up to date: run the full.sql of identified'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- The touched keys: (event_id, domain_userid) whose rows may differ after this run
CREATE OR REPLACE TEMPORARY TABLE identified_touched AS
SELECT event_id, domain_userid FROM derived.identified
WITH NO DATA;
COMMIT;
BEGIN TRANSACTION;

-- Keys touched by what changed in atomic.events
INSERT INTO identified_touched (event_id, domain_userid)
SELECT DISTINCT events.event_id, events.domain_userid
FROM (
    SELECT event_id, domain_userid FROM accrete."atomic.events_changes_a0a9b775" WHERE accrete_version > (SELECT change_version FROM "positions of identified" WHERE input = 'atomic.events')
  ) AS events
WHERE (events.domain_userid is not null);

-- The rows that the touched keys have now, to leave
CREATE OR REPLACE TEMPORARY TABLE identified_removed AS
SELECT kept.rowid AS accrete_row, event_id, domain_userid
FROM derived.identified AS kept
WHERE EXISTS (
  SELECT 1
  FROM identified_touched AS touched
  WHERE touched.event_id IS NOT DISTINCT FROM kept.event_id
    AND touched.domain_userid IS NOT DISTINCT FROM kept.domain_userid
);

-- How far back the changed rows of atomic.events reach
CREATE OR REPLACE TEMPORARY TABLE identified_bounds1 AS
SELECT block.accrete_key_1, block.accrete_key_2, block.accrete_bound
FROM (
  SELECT events.event_id AS accrete_key_1, events.domain_userid AS accrete_key_2, MIN(events.derived_tstamp) AS accrete_bound
  FROM (
      SELECT event_id, domain_userid, derived_tstamp FROM accrete."atomic.events_changes_a0a9b775" WHERE accrete_version > (SELECT change_version FROM "positions of identified" WHERE input = 'atomic.events')
    ) AS events
  WHERE (events.derived_tstamp IS NOT NULL)
  GROUP BY events.event_id, events.domain_userid
) AS block;

-- No row of atomic.events that is read is less than this: what is kept for its values, or a new row brings
CREATE OR REPLACE TEMPORARY TABLE identified_bound_1 AS
SELECT MIN(bound) AS bound
FROM (
  SELECT MIN(kept.accrete_bound) AS bound
  FROM accrete.identified_side_bounds1_a0a9b775 AS kept
  WHERE EXISTS (
    SELECT 1
    FROM identified_touched AS touched
    WHERE touched.event_id IS NOT DISTINCT FROM kept.accrete_key_1
      AND touched.domain_userid IS NOT DISTINCT FROM kept.accrete_key_2
  )
  UNION ALL
  SELECT MIN(accrete_bound) AS bound FROM identified_bounds1
) AS bounds;

-- The rows that the touched keys must have, by the model's own SELECT; each input restricted to what they need
CREATE OR REPLACE TEMPORARY TABLE identified_inserted AS
SELECT event_id, domain_userid
FROM (
SELECT event_id, domain_userid FROM (
  SELECT event_id, domain_userid
  FROM (
  SELECT event_id, domain_userid, derived_tstamp
  FROM atomic.events
  UNION ALL
  SELECT event_id, domain_userid, derived_tstamp
  FROM accrete."atomic.events_waiting_a0a9b775"
) AS events
  WHERE (events.derived_tstamp >= (SELECT bound FROM identified_bound_1) OR events.derived_tstamp IS NULL)
    AND EXISTS (
      SELECT 1
      FROM identified_touched AS touched
      WHERE touched.event_id IS NOT DISTINCT FROM events.event_id
        AND touched.domain_userid IS NOT DISTINCT FROM events.domain_userid
    )
) AS events WHERE domain_userid IS NOT NULL
) AS model (event_id, domain_userid)
WHERE EXISTS (
  SELECT 1
  FROM identified_touched AS touched
  WHERE touched.event_id IS NOT DISTINCT FROM model.event_id
    AND touched.domain_userid IS NOT DISTINCT FROM model.domain_userid
);

-- Stop where a column has more digits or longer texts than its table: the engine would cut them
SELECT CAST(CASE
  WHEN EXISTS (
  SELECT 1 FROM information_schema.columns AS s
  JOIN information_schema.columns AS t ON t.column_name = s.column_name
  WHERE s.table_catalog = 'temp' AND s.table_name = 'identified_inserted'
    AND t.table_schema = 'derived' AND t.table_name = 'identified'
    AND s.data_type <> t.data_type AND (s.numeric_scale > t.numeric_scale
    OR s.data_type LIKE 'TIMESTAMP%' OR s.data_type = 'DOUBLE' OR s.data_type = 'FLOAT' AND t.data_type <> 'DOUBLE')
)
OR EXISTS (
  SELECT 1 FROM information_schema.columns AS s
  JOIN information_schema.columns AS t ON t.column_name = s.column_name
  WHERE s.table_catalog = 'temp' AND s.table_name = 'identified_bounds1'
    AND t.table_schema = 'accrete' AND t.table_name = 'identified_side_bounds1_a0a9b775'
    AND s.data_type <> t.data_type AND (s.numeric_scale > t.numeric_scale
    OR s.data_type LIKE 'TIMESTAMP%' OR s.data_type = 'DOUBLE' OR s.data_type = 'FLOAT' AND t.data_type <> 'DOUBLE')
)
    THEN 'a column of what identified reads got more digits or longer texts: run the full.sql of identified'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Move the version of identified; a run or script that staged against the same one fails here
UPDATE accrete.model_version
SET version = (SELECT version FROM "version of identified") + 1, strategy = 'recompute',
  row_count = row_count + more_rows,
  key_count = GREATEST(LEAST(key_count + more_keys, row_count + more_rows), 0),
  run_id = (SELECT run_id FROM script), committed_at = CAST(now() AS TIMESTAMP)
FROM (
  SELECT CAST(COALESCE(SUM(stage_rows), 0) AS BIGINT) AS more_rows, CAST(COALESCE(SUM(stage_keys), 0) AS BIGINT) AS more_keys
  FROM (
    SELECT -SUM(key_rows) AS stage_rows, -COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM identified_removed GROUP BY event_id, domain_userid) AS grouped
    UNION ALL
    SELECT SUM(key_rows) AS stage_rows, COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM identified_inserted GROUP BY event_id, domain_userid) AS grouped
  ) AS stages
) AS difference
WHERE project = 'web' AND target_schema = 'derived' AND model = 'identified' AND version = (SELECT version FROM "version of identified") AND fingerprint = '949db41f922d5e82a68c894a7658f55f9b5aedad0eada9a17a95d0197d2372a8';

-- Stop where somebody else committed identified or what it reads
SELECT CAST(CASE
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'identified'
      AND version = (SELECT version FROM "version of identified") + 1 AND run_id = (SELECT run_id FROM script))
    THEN 'a run committed identified meanwhile: run this script again'
  WHEN (SELECT version FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'atomic.events')
    <> (SELECT version FROM "inputs of identified" WHERE model = 'atomic.events')
    THEN 'a run committed atomic.events meanwhile: run this script again'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Take the touched keys out of the table
DELETE FROM derived.identified
WHERE rowid IN (SELECT accrete_row FROM identified_removed);

-- Put their new rows in
INSERT INTO derived.identified (event_id, domain_userid)
SELECT event_id, domain_userid
FROM identified_inserted;

-- Keep it where that is further
INSERT INTO accrete.identified_side_bounds1_a0a9b775 (accrete_key_1, accrete_key_2, accrete_bound)
SELECT accrete_key_1, accrete_key_2, accrete_bound
FROM (
  SELECT come.accrete_key_1, come.accrete_key_2, come.accrete_bound
  FROM identified_bounds1 AS come
  LEFT JOIN (
    SELECT accrete_key_1, accrete_key_2, MIN(accrete_bound) AS accrete_bound
    FROM accrete.identified_side_bounds1_a0a9b775 AS kept
    WHERE EXISTS (SELECT 1 FROM identified_bounds1 AS come WHERE come.accrete_key_1 IS NOT DISTINCT FROM kept.accrete_key_1 AND come.accrete_key_2 IS NOT DISTINCT FROM kept.accrete_key_2)
    GROUP BY accrete_key_1, accrete_key_2
  ) AS known ON known.accrete_key_1 IS NOT DISTINCT FROM come.accrete_key_1 AND known.accrete_key_2 IS NOT DISTINCT FROM come.accrete_key_2
  WHERE known.accrete_bound IS NULL OR come.accrete_bound < known.accrete_bound
) AS further;
DROP TABLE IF EXISTS temp.identified_bounds1;
DROP TABLE IF EXISTS temp.identified_touched;
DROP TABLE IF EXISTS temp.identified_removed;
DROP TABLE IF EXISTS temp.identified_inserted;
DROP TABLE IF EXISTS temp.identified_bound_1;

-- Note how far identified has taken in its inputs
INSERT INTO accrete."position" (project, target_schema, model, input, freeze_id, change_version, model_version)
VALUES
  ('web', 'derived', 'identified', 'atomic.events', NULL, (SELECT version FROM "inputs of identified" WHERE model = 'atomic.events'), (SELECT version FROM "version of identified") + 1),
  ('web', 'derived', 'identified', 'side table bounds1', NULL, 0, (SELECT version FROM "version of identified") + 1);
COMMIT;

-- ---- Claimed rows move on where every reader has taken them in
BEGIN TRANSACTION;

-- Stop where rows that wait have other columns than atomic.events declares
SELECT CAST(CASE
  WHEN (SELECT COUNT(*) FROM (SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = current_database() AND lower(schema_name) = lower('accrete') AND lower(table_name) = lower('atomic.events_waiting_a0a9b775') ORDER BY column_index) AS waiting) <> 4
    THEN 'the columns of accrete.atomic.events_waiting_a0a9b775 are others: run accrete run once'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Rows of atomic.events that every reader has taken in come into its own table
INSERT INTO atomic.events (event_id, domain_userid, derived_tstamp)
SELECT event_id, domain_userid, derived_tstamp
FROM accrete."atomic.events_waiting_a0a9b775"
WHERE accrete_version <= COALESCE((
  SELECT MIN(p.change_version) FROM accrete."position" AS p JOIN accrete.model_version AS v
    ON v.project = p.project AND v.target_schema = p.target_schema AND v.model = p.model AND v.version = p.model_version
  WHERE p.project = 'web' AND p.target_schema = 'derived' AND p.input = 'atomic.events'), accrete_version)
  OR accrete_version > COALESCE((
    SELECT version FROM accrete.model_version
    WHERE project = 'web' AND target_schema = 'derived' AND model = 'atomic.events'), 0);

-- and wait no longer
DELETE FROM accrete."atomic.events_waiting_a0a9b775"
WHERE accrete_version <= COALESCE((
  SELECT MIN(p.change_version) FROM accrete."position" AS p JOIN accrete.model_version AS v
    ON v.project = p.project AND v.target_schema = p.target_schema AND v.model = p.model AND v.version = p.model_version
  WHERE p.project = 'web' AND p.target_schema = 'derived' AND p.input = 'atomic.events'), accrete_version)
  OR accrete_version > COALESCE((
    SELECT version FROM accrete.model_version
    WHERE project = 'web' AND target_schema = 'derived' AND model = 'atomic.events'), 0);

-- Stop, and take the move back, where a row was lost or came twice
SELECT CAST(CASE
  WHEN (SELECT COUNT(*) FROM (
  SELECT 1 AS present FROM atomic.events
  UNION ALL
  SELECT 1 FROM accrete."atomic.events_waiting_a0a9b775"
) AS there) <> COALESCE((
    SELECT SUM("rows") FROM accrete.batch
    WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain IN ('claim', 'found')), 0)
    THEN 'the rows of atomic.events do not add up: run this again'
  ELSE '1' END AS INTEGER) AS may_go_on;
COMMIT;
