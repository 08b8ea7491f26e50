-- Brings derived.all_events up to date: recomputes the keys that new rows touch.
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

-- Note the columns of sources that are new or have other types than before
INSERT INTO accrete.source_column (project, target_schema, source, column_name, column_type, keeps_values, freeze_id)
SELECT 'web', 'derived', source, column_name, new_type, CASE
    WHEN old_type = '' THEN 1
    WHEN new_type = '' THEN 0
    WHEN old_name = 'character varying' AND new_name IN ('text') THEN 1
    WHEN old_name = 'character' AND new_name IN ('text') THEN 5
    WHEN old_name = 'name' AND new_name IN ('text') THEN 5
    WHEN old_name = 'tinyint' AND new_name IN ('smallint', 'integer', 'bigint', 'hugeint') THEN 2
    WHEN old_name = 'smallint' AND new_name IN ('integer', 'bigint', 'hugeint') THEN 2
    WHEN old_name = 'integer' AND new_name IN ('bigint', 'hugeint') THEN 2
    WHEN old_name = 'bigint' AND new_name IN ('hugeint') THEN 2
    WHEN old_name = 'real' AND new_name IN ('double precision') THEN 4
    WHEN old_name = 'float' AND new_name IN ('double') THEN 4
    WHEN old_name <> new_name OR new_name NOT IN ('character varying', 'character', 'numeric', 'decimal') OR old_size = '' THEN 0
    WHEN new_size = '' THEN CASE new_name WHEN 'character varying' THEN 1 WHEN 'character' THEN 5 ELSE 3 END
    WHEN CAST(SPLIT_PART(new_size, ',', 1) AS INTEGER) - CAST(COALESCE(NULLIF(SPLIT_PART(new_size, ',', 2), ''), '0') AS INTEGER) < CAST(SPLIT_PART(old_size, ',', 1) AS INTEGER) - CAST(COALESCE(NULLIF(SPLIT_PART(old_size, ',', 2), ''), '0') AS INTEGER) OR CAST(COALESCE(NULLIF(SPLIT_PART(new_size, ',', 2), ''), '0') AS INTEGER) < CAST(COALESCE(NULLIF(SPLIT_PART(old_size, ',', 2), ''), '0') AS INTEGER) THEN 0
    WHEN new_name = 'character varying' THEN 1
    WHEN new_name = 'character' THEN 5
    WHEN CAST(COALESCE(NULLIF(SPLIT_PART(new_size, ',', 2), ''), '0') AS INTEGER) > CAST(COALESCE(NULLIF(SPLIT_PART(old_size, ',', 2), ''), '0') AS INTEGER) THEN 3
    ELSE 2 END, (SELECT freeze_id FROM script)
FROM (
  SELECT source, column_name, old_type, new_type,
    SPLIT_PART(LOWER(old_type), '(', 1) AS old_name,
    SPLIT_PART(LOWER(new_type), '(', 1) AS new_name,
    SPLIT_PART(SPLIT_PART(old_type, '(', 2), ')', 1) AS old_size,
    SPLIT_PART(SPLIT_PART(new_type, '(', 2), ')', 1) AS new_size
  FROM (
    SELECT source, column_name, COALESCE(MAX(old_type), '') AS old_type, COALESCE(MAX(new_type), '') AS new_type
    FROM (
      SELECT source, column_name, column_type AS old_type, NULL AS new_type
      FROM accrete.source_column AS k
      WHERE k.project = 'web' AND k.target_schema = 'derived' AND source IN ('atomic.events', 'app.events')
        AND freeze_id = (SELECT MAX(freeze_id) FROM accrete.source_column AS l
          WHERE l.project = 'web' AND l.target_schema = 'derived' AND l.source = k.source AND l.column_name = k.column_name)
      UNION ALL SELECT 'atomic.events', column_name, NULL, data_type
      FROM information_schema.columns WHERE table_catalog = current_database() AND table_schema = 'atomic' AND table_name = 'events'
      UNION ALL SELECT 'app.events', column_name, NULL, data_type
      FROM information_schema.columns WHERE table_catalog = current_database() AND table_schema = 'app' AND table_name = 'events'
    ) AS both_types
    GROUP BY source, column_name
  ) AS types
  WHERE old_type <> new_type
) AS parts;

-- Stop where stamps of atomic.events are finer than batches
SELECT CAST(CASE
  WHEN (SELECT typeof(MIN(etl_tstamp)) FROM atomic.events WHERE FALSE) = 'TIMESTAMP_NS'
    THEN 'the stamps of atomic.events in etl_tstamp have nanoseconds, and batches are told apart by microseconds: make the column a TIMESTAMP'
  ELSE '1' END AS INTEGER) AS may_go_on;

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

-- Stop where stamps of app.events are finer than batches
SELECT CAST(CASE
  WHEN (SELECT typeof(MIN(loaded)) FROM app.events WHERE FALSE) = 'TIMESTAMP_NS'
    THEN 'the stamps of app.events in loaded have nanoseconds, and batches are told apart by microseconds: make the column a TIMESTAMP'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Count app.events by hour, and note what differs from what was known
INSERT INTO accrete.batch (project, target_schema, source, stamp, grain, "rows", freeze_id)
SELECT 'web', 'derived', 'app.events', stamp, 'hour', CAST(SUM("rows") AS BIGINT), (SELECT freeze_id FROM script)
FROM (
  SELECT date_trunc('hour', loaded) AS stamp, COUNT(*) AS "rows"
  FROM app.events
  GROUP BY 1
  UNION ALL
  SELECT stamp, -"rows"
  FROM accrete.batch
  WHERE project = 'web' AND target_schema = 'derived' AND source = 'app.events' AND grain = 'hour'
) AS counted
GROUP BY stamp
HAVING SUM("rows") <> 0;

-- Older hours are rolled up: from now on they are known by their totals alone
INSERT INTO accrete.batch (project, target_schema, source, stamp, grain, "rows", freeze_id)
SELECT 'web', 'derived', 'app.events', MIN(stamp), 'rolled_up', 0, (SELECT freeze_id FROM script)
FROM (
    SELECT stamp FROM accrete.batch WHERE project = 'web' AND target_schema = 'derived' AND source = 'app.events' AND grain = 'hour' AND stamp IS NOT NULL
    GROUP BY stamp HAVING SUM("rows") > 0 ORDER BY stamp DESC LIMIT 2
) AS newest
HAVING MIN(stamp) > COALESCE((SELECT MAX(stamp) FROM accrete.batch WHERE project = 'web' AND target_schema = 'derived' AND source = 'app.events' AND grain = 'rolled_up' AND freeze_id < (SELECT freeze_id FROM script)), MIN(stamp) - INTERVAL '1' DAY);

-- From which moment on app.events is known by stamp, now and before
CREATE OR REPLACE TEMPORARY TABLE "open app.events" AS
SELECT (SELECT MAX(stamp) FROM accrete.batch WHERE project = 'web' AND target_schema = 'derived' AND source = 'app.events' AND grain = 'rolled_up' AND freeze_id <= (SELECT freeze_id FROM script)) AS stamp,
  (SELECT MAX(stamp) FROM accrete.batch WHERE project = 'web' AND target_schema = 'derived' AND source = 'app.events' AND grain = 'rolled_up' AND freeze_id < (SELECT freeze_id FROM script)) AS before;

-- Count the open hours by stamp as well, so that what they gain is known
INSERT INTO accrete.batch (project, target_schema, source, stamp, grain, "rows", freeze_id)
SELECT 'web', 'derived', 'app.events', stamp, 'stamp', CAST(SUM("rows") AS BIGINT), (SELECT freeze_id FROM script)
FROM (
  SELECT loaded AS stamp, COUNT(*) AS "rows"
  FROM app.events
  WHERE loaded >= COALESCE((SELECT before FROM "open app.events"), (SELECT stamp FROM "open app.events")) AND (loaded >= (SELECT stamp FROM "open app.events")
    OR date_trunc('hour', loaded) IN (
      SELECT stamp FROM accrete.batch WHERE project = 'web' AND target_schema = 'derived' AND source = 'app.events' AND grain = 'hour'
      AND freeze_id < (SELECT freeze_id FROM script) AND stamp >= (SELECT before FROM "open app.events") GROUP BY stamp HAVING SUM("rows") > 0))
  GROUP BY 1
  UNION ALL
  SELECT stamp, -"rows"
  FROM accrete.batch
  WHERE project = 'web' AND target_schema = 'derived' AND source = 'app.events' AND grain = 'stamp' AND stamp >= COALESCE((SELECT before FROM "open app.events"), (SELECT stamp FROM "open app.events")) AND (stamp >= (SELECT stamp FROM "open app.events")
    OR date_trunc('hour', stamp) IN (
      SELECT stamp FROM accrete.batch WHERE project = 'web' AND target_schema = 'derived' AND source = 'app.events' AND grain = 'hour'
      AND freeze_id < (SELECT freeze_id FROM script) AND stamp >= (SELECT before FROM "open app.events") GROUP BY stamp HAVING SUM("rows") > 0))
) AS counted
GROUP BY stamp
HAVING SUM("rows") <> 0;

-- Note the freeze
INSERT INTO accrete."freeze" (project, target_schema, freeze_id, run_id, frozen_at)
VALUES ('web', 'derived', (SELECT freeze_id FROM script), (SELECT run_id FROM script), CAST(now() AS TIMESTAMP));

-- The batches of atomic.events that this run sees: rows that come later wait for the next one
CREATE OR REPLACE TEMPORARY TABLE "frozen atomic.events" AS
SELECT stamp
FROM accrete.batch
WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'stamp'
  AND freeze_id <= (SELECT freeze_id FROM script)
GROUP BY stamp
HAVING SUM("rows") > 0;

-- The batches of app.events that this run sees: rows that come later wait for the next one
CREATE OR REPLACE TEMPORARY TABLE "frozen app.events" AS
SELECT stamp
FROM accrete.batch
WHERE project = 'web' AND target_schema = 'derived' AND source = 'app.events' AND grain = 'hour'
  AND freeze_id <= (SELECT freeze_id FROM script) AND (stamp < (SELECT stamp FROM "open app.events") OR stamp IS NULL)
GROUP BY stamp
HAVING SUM("rows") > 0
UNION ALL
SELECT stamp
FROM accrete.batch
WHERE project = 'web' AND target_schema = 'derived' AND source = 'app.events' AND grain = 'stamp'
  AND freeze_id <= (SELECT freeze_id FROM script) AND stamp >= (SELECT stamp FROM "open app.events")
GROUP BY stamp
HAVING SUM("rows") > 0;
COMMIT;

-- ---- all_events: recompute the touched keys
DROP TABLE IF EXISTS temp."version of all_events";
BEGIN TRANSACTION;

-- Where all_events stands: its version and its positions
CREATE OR REPLACE TEMPORARY TABLE "version of all_events" AS
SELECT COALESCE(MAX(version), 0) AS version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model = 'all_events';
CREATE OR REPLACE TEMPORARY TABLE "positions of all_events" AS
SELECT input, freeze_id, change_version
FROM accrete."position"
WHERE project = 'web' AND target_schema = 'derived' AND model = 'all_events' AND model_version = (SELECT version FROM "version of all_events");

-- Stop, and say what to run, where all_events cannot be brought up to date by its changes
SELECT CAST(CASE
  WHEN (SELECT version FROM "version of all_events") = 0
    THEN 'all_events was never built: run the full.sql of all_events'
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'all_events' AND fingerprint = 'f787881721e53f649e9eec473614b2fe0f026cdeb9576bb7d36a353fc039b791')
    THEN 'all_events changed since its table was built: run the full.sql of all_events'
  WHEN NOT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = 'derived' AND table_name = 'all_events')
    THEN 'the table derived.all_events is gone: run the full.sql of all_events'
  WHEN (SELECT freeze_id FROM "positions of all_events" WHERE input = 'atomic.events') IS NULL
    THEN 'atomic.events is a new input of all_events: run the full.sql of all_events'
  WHEN (SELECT freeze_id FROM "positions of all_events" WHERE input = 'atomic.events') > (SELECT freeze_id FROM script)
    THEN 'a run took later rows of atomic.events into all_events meanwhile: run this script again'
  WHEN (SELECT freeze_id FROM "positions of all_events" WHERE input = 'app.events') IS NULL
    THEN 'app.events is a new input of all_events: run the full.sql of all_events'
  WHEN (SELECT freeze_id FROM "positions of all_events" WHERE input = 'app.events') > (SELECT freeze_id FROM script)
    THEN 'a run took later rows of app.events into all_events meanwhile: run this script again'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where columns of atomic.events are not what they were
SELECT CAST(CASE
  WHEN EXISTS (SELECT 1 FROM accrete.source_column WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events'
      AND freeze_id > (SELECT freeze_id FROM "positions of all_events" WHERE input = 'atomic.events') AND (keeps_values = 0
      AND LOWER(column_name) IN ('event_id', 'page_url', 'user_id')
      OR keeps_values IN (4, 5)
      AND LOWER(column_name) IN ('event_id', 'page_url', 'user_id')))
    THEN 'a column of atomic.events has another type or is gone, and all_events has values of before: run the full.sql of all_events'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where columns of app.events are not what they were
SELECT CAST(CASE
  WHEN EXISTS (SELECT 1 FROM accrete.source_column WHERE project = 'web' AND target_schema = 'derived' AND source = 'app.events'
      AND freeze_id > (SELECT freeze_id FROM "positions of all_events" WHERE input = 'app.events') AND (keeps_values = 0
      AND LOWER(column_name) IN ('event_id', 'screen', 'user_id')
      OR keeps_values IN (4, 5)
      AND LOWER(column_name) IN ('event_id', 'screen', 'user_id')))
    THEN 'a column of app.events has another type or is gone, and all_events has values of before: run the full.sql of all_events'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where a source has a column that is named as one of Accrete's own
SELECT CAST(CASE
  WHEN EXISTS (
  SELECT 1 FROM information_schema.columns
  WHERE (table_schema = 'app' AND table_name = 'events'
    OR table_schema = 'atomic' AND table_name = 'events'
    OR table_schema = 'crm' AND table_name = 'pages')
    AND (LOWER(column_name) IN ('accrete_version', 'accrete_count', 'accrete_identity', 'accrete_rows', 'accrete_sign', 'accrete_had', 'accrete_has', 'accrete_row', 'accrete_one', 'accrete_bound', 'accrete_batch', 'accrete_found')
      OR RTRIM(LOWER(column_name), '0123456789') IN ('accrete_key_', 'accrete_count_', 'accrete_value_'))
)
    THEN 'a source of all_events has a column of a name that Accrete gives to columns of its own: read it through a view without that column'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where a source has other types than those that it declares
SELECT CAST(CASE
  WHEN EXISTS (
SELECT 1 FROM information_schema.columns
WHERE table_schema = 'atomic' AND table_name = 'events'
    AND (NOT (LOWER(data_type) IN ('varchar', 'character varying', 'nvarchar', 'text', 'string', 'uuid', 'enum') OR LOWER(data_type) LIKE 'varchar(%)' OR LOWER(data_type) LIKE 'enum(%)') OR CASE WHEN data_type = 'VARCHAR' AND (table_schema, table_name) IN (SELECT (schema_name, table_name) FROM duckdb_tables() WHERE sql ILIKE '% COLLATE %') THEN 'text with a collation of its own' ELSE data_type END <> data_type)
    AND LOWER(column_name) IN ('event_id', 'user_id', 'page_url')
  OR table_schema = 'crm' AND table_name = 'pages'
    AND (NOT (LOWER(data_type) IN ('varchar', 'character varying', 'nvarchar', 'text', 'string', 'uuid', 'enum') OR LOWER(data_type) LIKE 'varchar(%)' OR LOWER(data_type) LIKE 'enum(%)') OR CASE WHEN data_type = 'VARCHAR' AND (table_schema, table_name) IN (SELECT (schema_name, table_name) FROM duckdb_tables() WHERE sql ILIKE '% COLLATE %') THEN 'text with a collation of its own' ELSE data_type END <> data_type)
    AND LOWER(column_name) IN ('page_url', 'title')
  OR table_schema = 'app' AND table_name = 'events'
    AND (NOT (LOWER(data_type) IN ('varchar', 'character varying', 'nvarchar', 'text', 'string', 'uuid', 'enum') OR LOWER(data_type) LIKE 'varchar(%)' OR LOWER(data_type) LIKE 'enum(%)') OR CASE WHEN data_type = 'VARCHAR' AND (table_schema, table_name) IN (SELECT (schema_name, table_name) FROM duckdb_tables() WHERE sql ILIKE '% COLLATE %') THEN 'text with a collation of its own' ELSE data_type END <> data_type)
    AND LOWER(column_name) IN ('event_id', 'user_id', 'screen')
)
    THEN 'the types of a source of all_events are not the declared ones: mend the declaration, or run the full.sql of all_events'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- What all_events changes from now on: removed rows count negative
CREATE TABLE IF NOT EXISTS accrete.all_events_changes_a0a9b775 AS
SELECT CAST(0 AS BIGINT) AS accrete_version, CAST(0 AS BIGINT) AS accrete_count, *
FROM derived.all_events
WITH NO DATA;

-- The touched keys: (event_id, user_id) whose rows may differ after this run
CREATE OR REPLACE TEMPORARY TABLE all_events_touched AS
SELECT event_id, user_id FROM derived.all_events
WITH NO DATA;
COMMIT;
BEGIN TRANSACTION;

-- The batches of atomic.events that changed since the model last took them in
CREATE OR REPLACE TEMPORARY TABLE "changed atomic.events" AS
SELECT stamp, 'stamp' AS grain,
  CASE WHEN MIN(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of all_events" WHERE input = 'atomic.events') THEN "rows" END) < 0 THEN 'shrunk'
    WHEN SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of all_events" WHERE input = 'atomic.events') THEN 0 ELSE "rows" END) > 0 THEN 'reopened'
    ELSE 'new' END AS kind,
  SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of all_events" WHERE input = 'atomic.events') THEN "rows" ELSE 0 END) AS "rows",
  SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of all_events" WHERE input = 'atomic.events') THEN 0 ELSE "rows" END) AS known, MAX(freeze_id) AS last_freeze
FROM accrete.batch
WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'stamp'
  AND freeze_id <= (SELECT freeze_id FROM script)
GROUP BY stamp
HAVING MAX(freeze_id) > (SELECT freeze_id FROM "positions of all_events" WHERE input = 'atomic.events');

-- Rows left atomic.events, and nobody knows which: stop, and say what to run
SELECT CAST(CASE
  WHEN EXISTS (SELECT 1 FROM "changed atomic.events" WHERE kind = 'shrunk')
    THEN 'a batch of atomic.events shrunk: run the full.sql of all_events'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- The batches of app.events that changed since the model last took them in
CREATE OR REPLACE TEMPORARY TABLE "changed app.events" AS
WITH totals AS (
SELECT stamp, 'hour' AS grain,
  CASE WHEN MIN(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of all_events" WHERE input = 'app.events') THEN "rows" END) < 0 THEN 'shrunk'
    WHEN SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of all_events" WHERE input = 'app.events') THEN 0 ELSE "rows" END) > 0 THEN 'reopened'
    ELSE 'new' END AS kind,
  SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of all_events" WHERE input = 'app.events') THEN "rows" ELSE 0 END) AS "rows",
  SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of all_events" WHERE input = 'app.events') THEN 0 ELSE "rows" END) AS known, MAX(freeze_id) AS last_freeze
FROM accrete.batch
WHERE project = 'web' AND target_schema = 'derived' AND source = 'app.events' AND grain = 'hour'
  AND freeze_id <= (SELECT freeze_id FROM script)
GROUP BY stamp
), stamps AS (
SELECT stamp, 'stamp' AS grain,
  CASE WHEN MIN(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of all_events" WHERE input = 'app.events') THEN "rows" END) < 0 THEN 'shrunk'
    WHEN SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of all_events" WHERE input = 'app.events') THEN 0 ELSE "rows" END) > 0 THEN 'reopened'
    ELSE 'new' END AS kind,
  SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of all_events" WHERE input = 'app.events') THEN "rows" ELSE 0 END) AS "rows",
  SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of all_events" WHERE input = 'app.events') THEN 0 ELSE "rows" END) AS known, MAX(freeze_id) AS last_freeze
FROM accrete.batch
WHERE project = 'web' AND target_schema = 'derived' AND source = 'app.events' AND grain = 'stamp'
  AND freeze_id <= (SELECT freeze_id FROM script)
GROUP BY stamp
HAVING MAX(freeze_id) > (SELECT freeze_id FROM "positions of all_events" WHERE input = 'app.events')
)
SELECT stamp, grain, kind, "rows" FROM totals
WHERE last_freeze > (SELECT freeze_id FROM "positions of all_events" WHERE input = 'app.events') AND NOT COALESCE((stamp >= (SELECT stamp FROM "open app.events") OR known > 0 AND stamp >= (SELECT before FROM "open app.events")), FALSE)
UNION ALL
SELECT stamp, grain, kind, "rows" FROM stamps
WHERE date_trunc('hour', stamp) IN (SELECT stamp FROM totals WHERE (stamp >= (SELECT stamp FROM "open app.events") OR known > 0 AND stamp >= (SELECT before FROM "open app.events")));

-- Rows left app.events, and nobody knows which: stop, and say what to run
SELECT CAST(CASE
  WHEN EXISTS (SELECT 1 FROM "changed app.events" WHERE kind = 'shrunk')
    THEN 'a batch of app.events shrunk: run the full.sql of all_events'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Keys touched by what changed in atomic.events
INSERT INTO all_events_touched (event_id, user_id)
SELECT DISTINCT events.event_id, events.user_id
FROM atomic.events AS events
WHERE EXISTS (SELECT 1 FROM "changed atomic.events" WHERE stamp IS NOT DISTINCT FROM events.etl_tstamp);

-- Keys touched by what changed in app.events
INSERT INTO all_events_touched (event_id, user_id)
SELECT DISTINCT events.event_id, events.user_id
FROM app.events AS events
WHERE (events.loaded >= (SELECT MIN(stamp) FROM "changed app.events") OR events.loaded IS NULL)
  AND (events.loaded IN (SELECT stamp FROM "changed app.events" WHERE grain = 'stamp')
    OR date_trunc('hour', events.loaded) IN (SELECT stamp FROM "changed app.events" WHERE grain <> 'stamp')
    OR events.loaded IS NULL AND EXISTS (SELECT 1 FROM "changed app.events" WHERE stamp IS NULL));

-- Values that the rows of the touched keys join or share a partition by
CREATE OR REPLACE TEMPORARY TABLE all_events_needed_1 AS
SELECT DISTINCT events.page_url
FROM atomic.events AS events
WHERE EXISTS (SELECT 1 FROM "frozen atomic.events" WHERE stamp IS NOT DISTINCT FROM events.etl_tstamp)
  AND EXISTS (
    SELECT 1
    FROM all_events_touched AS touched
    WHERE touched.event_id IS NOT DISTINCT FROM events.event_id
      AND touched.user_id IS NOT DISTINCT FROM events.user_id
  );

-- The rows that the touched keys have now, to leave
CREATE OR REPLACE TEMPORARY TABLE all_events_removed AS
SELECT kept.rowid AS accrete_row, event_id, user_id, place
FROM derived.all_events AS kept
WHERE kept.rowid IN (
  SELECT kept.rowid
  FROM derived.all_events AS kept
  WHERE EXISTS (
    SELECT 1
    FROM all_events_touched AS touched
    WHERE touched.event_id IS NOT DISTINCT FROM kept.event_id
      AND touched.user_id IS NOT DISTINCT FROM kept.user_id
  )
);

-- The rows that the touched keys must have, by the model's own SELECT; each input restricted to what they need
CREATE OR REPLACE TEMPORARY TABLE all_events_inserted AS
SELECT event_id, user_id, place
FROM (
SELECT e.event_id, e.user_id, p.title AS place
FROM (
  SELECT event_id, user_id, page_url
  FROM atomic.events AS events
  WHERE EXISTS (
      SELECT 1
      FROM all_events_touched AS touched
      WHERE touched.event_id IS NOT DISTINCT FROM events.event_id
        AND touched.user_id IS NOT DISTINCT FROM events.user_id
    )
    AND (events.etl_tstamp IN (SELECT stamp FROM "frozen atomic.events")
      OR events.etl_tstamp IS NULL AND EXISTS (SELECT 1 FROM "frozen atomic.events" WHERE stamp IS NULL))
) AS e
LEFT JOIN (
  SELECT page_url, title
  FROM crm.pages AS pages
  WHERE EXISTS (
      SELECT 1
      FROM all_events_needed_1 AS needed_1
      WHERE needed_1.page_url IS NOT DISTINCT FROM pages.page_url
    )
) AS p ON p.page_url = e.page_url
UNION ALL
SELECT event_id, user_id, screen
FROM (
  SELECT event_id, user_id, screen
  FROM app.events AS events
  WHERE EXISTS (
      SELECT 1
      FROM all_events_touched AS touched
      WHERE touched.event_id IS NOT DISTINCT FROM events.event_id
        AND touched.user_id IS NOT DISTINCT FROM events.user_id
    )
    AND (CASE WHEN events.loaded >= (SELECT stamp FROM "open app.events") THEN events.loaded ELSE date_trunc('hour', events.loaded) END IN (SELECT stamp FROM "frozen app.events")
      OR events.loaded IS NULL AND EXISTS (SELECT 1 FROM "frozen app.events" WHERE stamp IS NULL))
) AS events
) AS model (event_id, user_id, place)
WHERE EXISTS (
  SELECT 1
  FROM all_events_touched AS touched
  WHERE touched.event_id IS NOT DISTINCT FROM model.event_id
    AND touched.user_id IS NOT DISTINCT FROM model.user_id
);

-- Stop where a column has more digits or longer texts than its table: the engine would cut them
SELECT CAST(CASE
  WHEN EXISTS (
  SELECT 1 FROM information_schema.columns AS s
  JOIN information_schema.columns AS t ON t.column_name = s.column_name
  WHERE s.table_catalog = 'temp' AND s.table_name = 'all_events_inserted'
    AND t.table_schema = 'derived' AND t.table_name = 'all_events'
    AND s.data_type <> t.data_type AND (s.numeric_scale > t.numeric_scale
    OR s.data_type LIKE 'TIMESTAMP%' OR s.data_type = 'DOUBLE' OR s.data_type = 'FLOAT' AND t.data_type <> 'DOUBLE')
)
    THEN 'a column of what all_events reads got more digits or longer texts: run the full.sql of all_events'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Move the version of all_events; a run or script that staged against the same one fails here
UPDATE accrete.model_version
SET version = (SELECT version FROM "version of all_events") + 1, strategy = 'recompute',
  row_count = row_count + more_rows,
  key_count = GREATEST(LEAST(key_count + more_keys, row_count + more_rows), 0),
  run_id = (SELECT run_id FROM script), committed_at = CAST(now() AS TIMESTAMP)
FROM (
  SELECT CAST(COALESCE(SUM(stage_rows), 0) AS BIGINT) AS more_rows, CAST(COALESCE(SUM(stage_keys), 0) AS BIGINT) AS more_keys
  FROM (
    SELECT -SUM(key_rows) AS stage_rows, -COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM all_events_removed GROUP BY event_id, user_id) AS grouped
    UNION ALL
    SELECT SUM(key_rows) AS stage_rows, COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM all_events_inserted GROUP BY event_id, user_id) AS grouped
  ) AS stages
) AS difference
WHERE project = 'web' AND target_schema = 'derived' AND model = 'all_events' AND version = (SELECT version FROM "version of all_events") AND fingerprint = 'f787881721e53f649e9eec473614b2fe0f026cdeb9576bb7d36a353fc039b791';

-- Stop where somebody else committed all_events or what it reads
SELECT CAST(CASE
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'all_events'
      AND version = (SELECT version FROM "version of all_events") + 1 AND run_id = (SELECT run_id FROM script))
    THEN 'a run committed all_events meanwhile: run this script again'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Take the touched keys out of the table
DELETE FROM derived.all_events
WHERE rowid IN (SELECT accrete_row FROM all_events_removed);

-- Put their new rows in
INSERT INTO derived.all_events (event_id, user_id, place)
SELECT event_id, user_id, place
FROM all_events_inserted;

-- Publish the rows that all_events lost and gained to its readers
INSERT INTO accrete.all_events_changes_a0a9b775 (accrete_version, accrete_count, event_id, user_id, place)
SELECT (SELECT version FROM "version of all_events") + 1, 1, event_id, user_id, place
FROM all_events_inserted AS come
WHERE NOT EXISTS (
  SELECT 1
  FROM all_events_removed AS leave
  WHERE leave.event_id IS NOT DISTINCT FROM come.event_id
    AND leave.user_id IS NOT DISTINCT FROM come.user_id
)
UNION ALL
SELECT (SELECT version FROM "version of all_events") + 1, CAST(SUM(accrete_count) AS BIGINT), event_id, user_id, place
FROM (
  SELECT -1 AS accrete_count, event_id, user_id, place, CAST(r AS VARCHAR) AS accrete_identity
  FROM (SELECT event_id, user_id, place FROM all_events_removed AS come) AS r
  UNION ALL
  SELECT 1 AS accrete_count, event_id, user_id, place, CAST(r AS VARCHAR) AS accrete_identity
  FROM (SELECT event_id, user_id, place FROM all_events_inserted AS come WHERE EXISTS (
  SELECT 1
  FROM all_events_removed AS leave
  WHERE leave.event_id IS NOT DISTINCT FROM come.event_id
    AND leave.user_id IS NOT DISTINCT FROM come.user_id
)) AS r
) AS changed
GROUP BY event_id, user_id, place, accrete_identity
HAVING SUM(accrete_count) <> 0;

-- Log the change
INSERT INTO accrete.change_log (project, target_schema, model, version, kind, removed, inserted)
SELECT 'web', 'derived', 'all_events', (SELECT version FROM "version of all_events") + 1, 'rows',
  COALESCE(SUM(CASE WHEN accrete_count < 0 THEN -accrete_count END), 0), COALESCE(SUM(CASE WHEN accrete_count > 0 THEN accrete_count END), 0)
FROM accrete.all_events_changes_a0a9b775
WHERE accrete_version = (SELECT version FROM "version of all_events") + 1;
DROP TABLE IF EXISTS temp.all_events_touched;
DROP TABLE IF EXISTS temp.all_events_removed;
DROP TABLE IF EXISTS temp.all_events_inserted;

-- Note how far all_events has taken in its inputs
INSERT INTO accrete."position" (project, target_schema, model, input, freeze_id, change_version, model_version)
VALUES
  ('web', 'derived', 'all_events', 'atomic.events', (SELECT freeze_id FROM script), NULL, (SELECT version FROM "version of all_events") + 1),
  ('web', 'derived', 'all_events', 'app.events', (SELECT freeze_id FROM script), NULL, (SELECT version FROM "version of all_events") + 1);
COMMIT;
