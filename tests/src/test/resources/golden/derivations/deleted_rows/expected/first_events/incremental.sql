-- Brings derived.first_events up to date: recomputes the keys that new rows touch.
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
      WHERE k.project = 'web' AND k.target_schema = 'derived' AND source IN ('atomic.events', 'atomic.events_deleted')
        AND freeze_id = (SELECT MAX(freeze_id) FROM accrete.source_column AS l
          WHERE l.project = 'web' AND l.target_schema = 'derived' AND l.source = k.source AND l.column_name = k.column_name)
      UNION ALL SELECT 'atomic.events', column_name, NULL, data_type
      FROM information_schema.columns WHERE table_catalog = current_database() AND table_schema = 'atomic' AND table_name = 'events'
      UNION ALL SELECT 'atomic.events_deleted', column_name, NULL, data_type
      FROM information_schema.columns WHERE table_catalog = current_database() AND table_schema = 'atomic' AND table_name = 'events_deleted'
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

-- Count atomic.events by hour, and note what differs from what was known
INSERT INTO accrete.batch (project, target_schema, source, stamp, grain, "rows", freeze_id)
SELECT 'web', 'derived', 'atomic.events', stamp, 'hour', CAST(SUM("rows") AS BIGINT), (SELECT freeze_id FROM script)
FROM (
  SELECT date_trunc('hour', etl_tstamp) AS stamp, COUNT(*) AS "rows"
  FROM atomic.events
  GROUP BY 1
  UNION ALL
  SELECT stamp, -"rows"
  FROM accrete.batch
  WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'hour'
) AS counted
GROUP BY stamp
HAVING SUM("rows") <> 0;

-- Older hours are rolled up: from now on they are known by their totals alone
INSERT INTO accrete.batch (project, target_schema, source, stamp, grain, "rows", freeze_id)
SELECT 'web', 'derived', 'atomic.events', MIN(stamp), 'rolled_up', 0, (SELECT freeze_id FROM script)
FROM (
    SELECT stamp FROM accrete.batch WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'hour' AND stamp IS NOT NULL
    GROUP BY stamp HAVING SUM("rows") > 0 ORDER BY stamp DESC LIMIT 2
) AS newest
HAVING MIN(stamp) > COALESCE((SELECT MAX(stamp) FROM accrete.batch WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'rolled_up' AND freeze_id < (SELECT freeze_id FROM script)), MIN(stamp) - INTERVAL '1' DAY);

-- From which moment on atomic.events is known by stamp, now and before
CREATE OR REPLACE TEMPORARY TABLE "open atomic.events" AS
SELECT (SELECT MAX(stamp) FROM accrete.batch WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'rolled_up' AND freeze_id <= (SELECT freeze_id FROM script)) AS stamp,
  (SELECT MAX(stamp) FROM accrete.batch WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'rolled_up' AND freeze_id < (SELECT freeze_id FROM script)) AS before;

-- Count the open hours by stamp as well, so that what they gain is known
INSERT INTO accrete.batch (project, target_schema, source, stamp, grain, "rows", freeze_id)
SELECT 'web', 'derived', 'atomic.events', stamp, 'stamp', CAST(SUM("rows") AS BIGINT), (SELECT freeze_id FROM script)
FROM (
  SELECT etl_tstamp AS stamp, COUNT(*) AS "rows"
  FROM atomic.events
  WHERE etl_tstamp >= COALESCE((SELECT before FROM "open atomic.events"), (SELECT stamp FROM "open atomic.events")) AND (etl_tstamp >= (SELECT stamp FROM "open atomic.events")
    OR date_trunc('hour', etl_tstamp) IN (
      SELECT stamp FROM accrete.batch WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'hour'
      AND freeze_id < (SELECT freeze_id FROM script) AND stamp >= (SELECT before FROM "open atomic.events") GROUP BY stamp HAVING SUM("rows") > 0))
  GROUP BY 1
  UNION ALL
  SELECT stamp, -"rows"
  FROM accrete.batch
  WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'stamp' AND stamp >= COALESCE((SELECT before FROM "open atomic.events"), (SELECT stamp FROM "open atomic.events")) AND (stamp >= (SELECT stamp FROM "open atomic.events")
    OR date_trunc('hour', stamp) IN (
      SELECT stamp FROM accrete.batch WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'hour'
      AND freeze_id < (SELECT freeze_id FROM script) AND stamp >= (SELECT before FROM "open atomic.events") GROUP BY stamp HAVING SUM("rows") > 0))
) AS counted
GROUP BY stamp
HAVING SUM("rows") <> 0;

-- Stop where stamps of atomic.events_deleted are finer than batches
SELECT CAST(CASE
  WHEN (SELECT typeof(MIN(deleted_at)) FROM atomic.events_deleted WHERE FALSE) = 'TIMESTAMP_NS'
    THEN 'the stamps of atomic.events_deleted in deleted_at have nanoseconds, and batches are told apart by microseconds: make the column a TIMESTAMP'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Count atomic.events_deleted by stamp, and note what differs from what was known
INSERT INTO accrete.batch (project, target_schema, source, stamp, grain, "rows", freeze_id)
SELECT 'web', 'derived', 'atomic.events_deleted', stamp, 'stamp', CAST(SUM("rows") AS BIGINT), (SELECT freeze_id FROM script)
FROM (
  SELECT deleted_at AS stamp, COUNT(*) AS "rows"
  FROM atomic.events_deleted
  GROUP BY 1
  UNION ALL
  SELECT stamp, -"rows"
  FROM accrete.batch
  WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events_deleted' AND grain = 'stamp'
) AS counted
GROUP BY stamp
HAVING SUM("rows") <> 0;

-- The batches of atomic.events whose contents may have changed
CREATE OR REPLACE TEMPORARY TABLE "counted atomic.events" AS
SELECT stamp
FROM accrete.batch
WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'hour' AND freeze_id = (SELECT freeze_id FROM script)
UNION
SELECT date_trunc('hour', copied.etl_tstamp)
FROM atomic.events_deleted AS copied
WHERE EXISTS (SELECT 1 FROM (SELECT stamp FROM accrete.batch WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events_deleted' AND grain = 'stamp' AND freeze_id = (SELECT freeze_id FROM script)) AS noted WHERE noted.stamp IS NOT DISTINCT FROM copied.deleted_at)
UNION
(SELECT stamp FROM accrete.batch WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'hour'
  EXCEPT SELECT stamp FROM accrete.batch WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'content');

-- Note the contents of these, by which deleted rows are proved
INSERT INTO accrete.batch (project, target_schema, source, stamp, grain, "rows", freeze_id)
SELECT 'web', 'derived', 'atomic.events', stamp, 'content', CAST(MOD(SUM(content), 2305843009213693952) - SUM(known) AS BIGINT), (SELECT freeze_id FROM script)
FROM (
  SELECT date_trunc('hour', kept.etl_tstamp) AS stamp, CAST(hash(hash(event_id, domain_userid, derived_tstamp, etl_tstamp)) >> 4 AS BIGINT) AS content, 0 AS known, 0 AS wanted
  FROM atomic.events AS kept
  WHERE (date_trunc('hour', kept.etl_tstamp) IN (SELECT stamp FROM "counted atomic.events")
    OR date_trunc('hour', kept.etl_tstamp) IS NULL AND EXISTS (SELECT 1 FROM "counted atomic.events" WHERE stamp IS NULL))
  UNION ALL
  SELECT stamp, 0, "rows", 0
  FROM accrete.batch
  WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'content'
  UNION ALL
  SELECT stamp, 0, 0, 1 FROM "counted atomic.events"
) AS contents
GROUP BY stamp
HAVING MAX(wanted) = 1;

-- Note the freeze
INSERT INTO accrete."freeze" (project, target_schema, freeze_id, run_id, frozen_at)
VALUES ('web', 'derived', (SELECT freeze_id FROM script), (SELECT run_id FROM script), CAST(now() AS TIMESTAMP));

-- The batches of atomic.events that this run sees: rows that come later wait for the next one
CREATE OR REPLACE TEMPORARY TABLE "frozen atomic.events" AS
SELECT stamp
FROM accrete.batch
WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'hour'
  AND freeze_id <= (SELECT freeze_id FROM script) AND (stamp < (SELECT stamp FROM "open atomic.events") OR stamp IS NULL)
GROUP BY stamp
HAVING SUM("rows") > 0
UNION ALL
SELECT stamp
FROM accrete.batch
WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'stamp'
  AND freeze_id <= (SELECT freeze_id FROM script) AND stamp >= (SELECT stamp FROM "open atomic.events")
GROUP BY stamp
HAVING SUM("rows") > 0;
COMMIT;

-- ---- first_events: recompute the touched keys
DROP TABLE IF EXISTS temp."version of first_events";
BEGIN TRANSACTION;

-- Where first_events stands: its version and its positions
CREATE OR REPLACE TEMPORARY TABLE "version of first_events" AS
SELECT COALESCE(MAX(version), 0) AS version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model = 'first_events';
CREATE OR REPLACE TEMPORARY TABLE "positions of first_events" AS
SELECT input, freeze_id, change_version
FROM accrete."position"
WHERE project = 'web' AND target_schema = 'derived' AND model = 'first_events' AND model_version = (SELECT version FROM "version of first_events");

-- Stop, and say what to run, where first_events cannot be brought up to date by its changes
SELECT CAST(CASE
  WHEN (SELECT version FROM "version of first_events") = 0
    THEN 'first_events was never built: run the full.sql of first_events'
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'first_events' AND fingerprint = '56c691f388ee143cbb5ba11611ae533692445a790f4aea4808e0bc00dcce8cb3')
    THEN 'first_events changed since its table was built: run the full.sql of first_events'
  WHEN NOT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = 'derived' AND table_name = 'first_events')
    THEN 'the table derived.first_events is gone: run the full.sql of first_events'
  WHEN (SELECT freeze_id FROM "positions of first_events" WHERE input = 'atomic.events') IS NULL
    THEN 'atomic.events is a new input of first_events: run the full.sql of first_events'
  WHEN (SELECT freeze_id FROM "positions of first_events" WHERE input = 'atomic.events') > (SELECT freeze_id FROM script)
    THEN 'a run took later rows of atomic.events into first_events meanwhile: run this script again'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where columns of atomic.events are not what they were
SELECT CAST(CASE
  WHEN EXISTS (SELECT 1 FROM accrete.source_column WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events'
      AND freeze_id > (SELECT freeze_id FROM "positions of first_events" WHERE input = 'atomic.events') AND (keeps_values = 0
      AND LOWER(column_name) IN ('derived_tstamp', 'domain_userid', 'event_id')
      OR keeps_values IN (4, 5)
      AND LOWER(column_name) IN ('derived_tstamp', 'domain_userid')))
    THEN 'a column of atomic.events has another type or is gone, and first_events has values of before: run the full.sql of first_events'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where columns of atomic.events_deleted are not what they were
SELECT CAST(CASE
  WHEN EXISTS (SELECT 1 FROM accrete.source_column WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events_deleted'
      AND freeze_id > (SELECT freeze_id FROM "positions of first_events" WHERE input = 'atomic.events') AND (keeps_values = 0
      AND LOWER(column_name) IN ('derived_tstamp', 'domain_userid', 'event_id')
      OR keeps_values IN (4, 5)
      AND LOWER(column_name) IN ('derived_tstamp', 'domain_userid')))
    THEN 'a column of atomic.events_deleted has another type or is gone, and first_events has values of before: run the full.sql of first_events'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where a source has a column that is named as one of Accrete's own
SELECT CAST(CASE
  WHEN EXISTS (
  SELECT 1 FROM information_schema.columns
  WHERE (table_schema = 'atomic' AND table_name = 'events')
    AND (LOWER(column_name) IN ('accrete_version', 'accrete_count', 'accrete_identity', 'accrete_rows', 'accrete_sign', 'accrete_had', 'accrete_has', 'accrete_row', 'accrete_one', 'accrete_bound', 'accrete_batch', 'accrete_found')
      OR RTRIM(LOWER(column_name), '0123456789') IN ('accrete_key_', 'accrete_count_', 'accrete_value_'))
)
    THEN 'a source of first_events has a column of a name that Accrete gives to columns of its own: read it through a view without that column'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where a source has other types than those that it declares
SELECT CAST(CASE
  WHEN EXISTS (
SELECT 1 FROM information_schema.columns
WHERE table_schema = 'atomic' AND table_name = 'events'
    AND (NOT (LOWER(data_type) IN ('varchar', 'character varying', 'nvarchar', 'text', 'string', 'uuid', 'enum') OR LOWER(data_type) LIKE 'varchar(%)' OR LOWER(data_type) LIKE 'enum(%)') OR CASE WHEN data_type = 'VARCHAR' AND (table_schema, table_name) IN (SELECT (schema_name, table_name) FROM duckdb_tables() WHERE sql ILIKE '% COLLATE %') THEN 'text with a collation of its own' ELSE data_type END <> data_type)
    AND LOWER(column_name) IN ('event_id', 'domain_userid')
  OR table_schema = 'atomic' AND table_name = 'events'
    AND NOT (LOWER(data_type) IN ('date', 'datetime', 'timestamp', 'timestamp_s', 'timestamp_ms', 'timestamp_ns', 'timestamptz', 'timestamp with time zone', 'timestamp without time zone'))
    AND LOWER(column_name) IN ('derived_tstamp')
)
    THEN 'the types of a source of first_events are not the declared ones: mend the declaration, or run the full.sql of first_events'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- The touched keys: (event_id, domain_userid) whose rows may differ after this run
CREATE OR REPLACE TEMPORARY TABLE first_events_touched AS
SELECT event_id, domain_userid FROM derived.first_events
WITH NO DATA;
COMMIT;
BEGIN TRANSACTION;

-- The batches of atomic.events that changed since the model last took them in
CREATE OR REPLACE TEMPORARY TABLE "changed atomic.events" AS
WITH totals AS (
SELECT stamp, 'hour' AS grain,
  CASE WHEN MIN(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of first_events" WHERE input = 'atomic.events') THEN "rows" END) < 0 THEN 'shrunk'
    WHEN SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of first_events" WHERE input = 'atomic.events') THEN 0 ELSE "rows" END) > 0 THEN 'reopened'
    ELSE 'new' END AS kind,
  SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of first_events" WHERE input = 'atomic.events') THEN "rows" ELSE 0 END) AS "rows",
  SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of first_events" WHERE input = 'atomic.events') THEN 0 ELSE "rows" END) AS known, MAX(freeze_id) AS last_freeze
FROM accrete.batch
WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'hour'
  AND freeze_id <= (SELECT freeze_id FROM script)
GROUP BY stamp
), stamps AS (
SELECT stamp, 'stamp' AS grain,
  CASE WHEN MIN(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of first_events" WHERE input = 'atomic.events') THEN "rows" END) < 0 THEN 'shrunk'
    WHEN SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of first_events" WHERE input = 'atomic.events') THEN 0 ELSE "rows" END) > 0 THEN 'reopened'
    ELSE 'new' END AS kind,
  SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of first_events" WHERE input = 'atomic.events') THEN "rows" ELSE 0 END) AS "rows",
  SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of first_events" WHERE input = 'atomic.events') THEN 0 ELSE "rows" END) AS known, MAX(freeze_id) AS last_freeze
FROM accrete.batch
WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'stamp'
  AND freeze_id <= (SELECT freeze_id FROM script)
GROUP BY stamp
HAVING MAX(freeze_id) > (SELECT freeze_id FROM "positions of first_events" WHERE input = 'atomic.events')
)
SELECT stamp, grain, kind, "rows" FROM totals
WHERE last_freeze > (SELECT freeze_id FROM "positions of first_events" WHERE input = 'atomic.events') AND NOT COALESCE((stamp >= (SELECT stamp FROM "open atomic.events") OR known > 0 AND stamp >= (SELECT before FROM "open atomic.events")), FALSE)
UNION ALL
SELECT stamp, grain, kind, "rows" FROM stamps
WHERE date_trunc('hour', stamp) IN (SELECT stamp FROM totals WHERE (stamp >= (SELECT stamp FROM "open atomic.events") OR known > 0 AND stamp >= (SELECT before FROM "open atomic.events")));

-- The copies of deleted rows that came into atomic.events_deleted since then
CREATE OR REPLACE TEMPORARY TABLE "deleted atomic.events" AS
SELECT event_id, domain_userid, derived_tstamp, etl_tstamp
FROM atomic.events_deleted AS copied
WHERE EXISTS (SELECT 1 FROM (SELECT stamp FROM accrete.batch WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events_deleted' AND grain = 'stamp' AND freeze_id > (SELECT freeze_id FROM "positions of first_events" WHERE input = 'atomic.events') AND freeze_id <= (SELECT freeze_id FROM script)) AS noted WHERE noted.stamp IS NOT DISTINCT FROM copied.deleted_at);

-- Whether the batches that lost rows, or of which there are copies, lost just these
CREATE OR REPLACE TEMPORARY TABLE "asked atomic.events" AS
SELECT stamp,
  CASE WHEN MAX(counted) <= MAX(taken) AND MAX(counted_before) <= MAX(taken_before)
    AND (SUM(copies) > 0 AND SUM(difference) = -SUM(copies) AND MAX(difference) <= 0
      AND MOD(2305843009213693952 + MOD(SUM(content_before), 2305843009213693952) - MOD(SUM(content), 2305843009213693952), 2305843009213693952) = MOD(SUM(copied), 2305843009213693952)
      OR SUM(CASE WHEN difference <> 0 THEN 1 ELSE 0 END) = 0 AND SUM(content_before) = SUM(content))
    THEN 1 ELSE 0 END AS explained
FROM (
  SELECT stamp, CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of first_events" WHERE input = 'atomic.events') THEN 0 ELSE "rows" END AS known,
    CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of first_events" WHERE input = 'atomic.events') THEN "rows" ELSE 0 END AS difference,
    freeze_id AS counted, CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of first_events" WHERE input = 'atomic.events') THEN 0 ELSE freeze_id END AS counted_before,
    0 AS taken, 0 AS taken_before, 0 AS content, 0 AS content_before, 0 AS copies, 0 AS copied
  FROM accrete.batch
  WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'hour' AND freeze_id <= (SELECT freeze_id FROM script)
  UNION ALL
  SELECT stamp, 0, 0, 0, 0, freeze_id, CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of first_events" WHERE input = 'atomic.events') THEN 0 ELSE freeze_id END,
    "rows", CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of first_events" WHERE input = 'atomic.events') THEN 0 ELSE "rows" END, 0, 0
  FROM accrete.batch
  WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'content' AND freeze_id <= (SELECT freeze_id FROM script)
  UNION ALL
  SELECT stamp, 0, 0, 0, 0, 0, 0, 0, 0, 1, content
  FROM (
  SELECT date_trunc('hour', copied.etl_tstamp) AS stamp, CAST(hash(hash(event_id, domain_userid, derived_tstamp, etl_tstamp)) >> 4 AS BIGINT) AS content
  FROM "deleted atomic.events" AS copied
  ) AS copy
) AS batches
GROUP BY stamp
HAVING MIN(difference) < 0 OR SUM(copies) > 0 AND SUM(known) > 0;

-- Where they did, the copies are the change, and not the rows that are left
DELETE FROM "changed atomic.events"
WHERE EXISTS (SELECT 1 FROM (SELECT stamp FROM "asked atomic.events" WHERE explained = 1) AS asked WHERE asked.stamp IS NOT DISTINCT FROM date_trunc('hour', "changed atomic.events".stamp));

-- Stop where other rows left atomic.events than those in atomic.events_deleted
SELECT CAST(CASE
  WHEN (SELECT COUNT(*) FROM "asked atomic.events" WHERE explained = 0) > 0
    THEN 'a batch of atomic.events lost other rows than those that came into atomic.events_deleted: run the full.sql of first_events'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Keys touched by what changed in atomic.events
INSERT INTO first_events_touched (event_id, domain_userid)
SELECT DISTINCT events.event_id, events.domain_userid
FROM (
    SELECT event_id, domain_userid
    FROM atomic.events AS events
    WHERE (events.etl_tstamp >= (SELECT MIN(stamp) FROM "changed atomic.events") OR events.etl_tstamp IS NULL)
    AND (events.etl_tstamp IN (SELECT stamp FROM "changed atomic.events" WHERE grain = 'stamp')
      OR date_trunc('hour', events.etl_tstamp) IN (SELECT stamp FROM "changed atomic.events" WHERE grain <> 'stamp')
      OR events.etl_tstamp IS NULL AND EXISTS (SELECT 1 FROM "changed atomic.events" WHERE stamp IS NULL))
    UNION ALL
    SELECT event_id, domain_userid FROM "deleted atomic.events"
  ) AS events;

-- Keys touched by what changed in atomic.events, through the rows of atomic.events that go with it
INSERT INTO first_events_touched (event_id, domain_userid)
SELECT DISTINCT events.event_id, events.domain_userid
FROM atomic.events AS events
WHERE (CASE WHEN events.etl_tstamp >= (SELECT stamp FROM "open atomic.events") THEN events.etl_tstamp ELSE date_trunc('hour', events.etl_tstamp) END IN (SELECT stamp FROM "frozen atomic.events")
    OR events.etl_tstamp IS NULL AND EXISTS (SELECT 1 FROM "frozen atomic.events" WHERE stamp IS NULL))
  AND EXISTS (
    SELECT 1
    FROM (
        SELECT domain_userid
        FROM atomic.events AS events_2
        WHERE (events_2.etl_tstamp >= (SELECT MIN(stamp) FROM "changed atomic.events") OR events_2.etl_tstamp IS NULL)
        AND (events_2.etl_tstamp IN (SELECT stamp FROM "changed atomic.events" WHERE grain = 'stamp')
          OR date_trunc('hour', events_2.etl_tstamp) IN (SELECT stamp FROM "changed atomic.events" WHERE grain <> 'stamp')
          OR events_2.etl_tstamp IS NULL AND EXISTS (SELECT 1 FROM "changed atomic.events" WHERE stamp IS NULL))
        UNION ALL
        SELECT domain_userid FROM "deleted atomic.events"
      ) AS events_2
    WHERE events_2.domain_userid = events.domain_userid
  );

-- The rows that the touched keys have now, to leave
CREATE OR REPLACE TEMPORARY TABLE first_events_removed AS
SELECT kept.rowid AS accrete_row, event_id, domain_userid
FROM derived.first_events AS kept
WHERE EXISTS (
  SELECT 1
  FROM first_events_touched AS touched
  WHERE touched.event_id IS NOT DISTINCT FROM kept.event_id
    AND touched.domain_userid IS NOT DISTINCT FROM kept.domain_userid
);

-- The rows that the touched keys must have, by the model's own SELECT; each input restricted to what they need
CREATE OR REPLACE TEMPORARY TABLE first_events_inserted AS
SELECT event_id, domain_userid, earlier
FROM (
-- each user's events, and whether an earlier one is there
SELECT e.event_id, e.domain_userid, COUNT(earlier.event_id) AS earlier
FROM (
  SELECT event_id, domain_userid, derived_tstamp
  FROM atomic.events AS events
  WHERE EXISTS (
      SELECT 1
      FROM first_events_touched AS touched
      WHERE touched.event_id IS NOT DISTINCT FROM events.event_id
        AND touched.domain_userid IS NOT DISTINCT FROM events.domain_userid
    )
    AND (CASE WHEN events.etl_tstamp >= (SELECT stamp FROM "open atomic.events") THEN events.etl_tstamp ELSE date_trunc('hour', events.etl_tstamp) END IN (SELECT stamp FROM "frozen atomic.events")
      OR events.etl_tstamp IS NULL AND EXISTS (SELECT 1 FROM "frozen atomic.events" WHERE stamp IS NULL))
) AS e
LEFT JOIN (
  SELECT event_id, domain_userid, derived_tstamp
  FROM atomic.events AS events
  WHERE EXISTS (
      SELECT 1
      FROM first_events_touched AS touched
      WHERE touched.domain_userid IS NOT DISTINCT FROM events.domain_userid
    )
    AND (CASE WHEN events.etl_tstamp >= (SELECT stamp FROM "open atomic.events") THEN events.etl_tstamp ELSE date_trunc('hour', events.etl_tstamp) END IN (SELECT stamp FROM "frozen atomic.events")
      OR events.etl_tstamp IS NULL AND EXISTS (SELECT 1 FROM "frozen atomic.events" WHERE stamp IS NULL))
) AS earlier
  ON earlier.domain_userid = e.domain_userid AND earlier.derived_tstamp < e.derived_tstamp
GROUP BY e.event_id, e.domain_userid
) AS model (event_id, domain_userid, earlier)
WHERE EXISTS (
  SELECT 1
  FROM first_events_touched AS touched
  WHERE touched.event_id IS NOT DISTINCT FROM model.event_id
    AND touched.domain_userid IS NOT DISTINCT FROM model.domain_userid
);

-- Stop where a column has more digits or longer texts than its table: the engine would cut them
SELECT CAST(CASE
  WHEN EXISTS (
  SELECT 1 FROM information_schema.columns AS s
  JOIN information_schema.columns AS t ON t.column_name = s.column_name
  WHERE s.table_catalog = 'temp' AND s.table_name = 'first_events_inserted'
    AND t.table_schema = 'derived' AND t.table_name = 'first_events'
    AND s.data_type <> t.data_type AND (s.numeric_scale > t.numeric_scale
    OR s.data_type LIKE 'TIMESTAMP%' OR s.data_type = 'DOUBLE' OR s.data_type = 'FLOAT' AND t.data_type <> 'DOUBLE')
)
    THEN 'a column of what first_events reads got more digits or longer texts: run the full.sql of first_events'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Move the version of first_events; a run or script that staged against the same one fails here
UPDATE accrete.model_version
SET version = (SELECT version FROM "version of first_events") + 1, strategy = 'recompute',
  row_count = row_count + more_rows,
  key_count = GREATEST(LEAST(key_count + more_keys, row_count + more_rows), 0),
  run_id = (SELECT run_id FROM script), committed_at = CAST(now() AS TIMESTAMP)
FROM (
  SELECT CAST(COALESCE(SUM(stage_rows), 0) AS BIGINT) AS more_rows, CAST(COALESCE(SUM(stage_keys), 0) AS BIGINT) AS more_keys
  FROM (
    SELECT -SUM(key_rows) AS stage_rows, -COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM first_events_removed GROUP BY event_id, domain_userid) AS grouped
    UNION ALL
    SELECT SUM(key_rows) AS stage_rows, COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM first_events_inserted GROUP BY event_id, domain_userid) AS grouped
  ) AS stages
) AS difference
WHERE project = 'web' AND target_schema = 'derived' AND model = 'first_events' AND version = (SELECT version FROM "version of first_events") AND fingerprint = '56c691f388ee143cbb5ba11611ae533692445a790f4aea4808e0bc00dcce8cb3';

-- Stop where somebody else committed first_events or what it reads
SELECT CAST(CASE
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'first_events'
      AND version = (SELECT version FROM "version of first_events") + 1 AND run_id = (SELECT run_id FROM script))
    THEN 'a run committed first_events meanwhile: run this script again'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Take the touched keys out of the table
DELETE FROM derived.first_events
WHERE rowid IN (SELECT accrete_row FROM first_events_removed);

-- Put their new rows in
INSERT INTO derived.first_events (event_id, domain_userid, earlier)
SELECT event_id, domain_userid, earlier
FROM first_events_inserted;
DROP TABLE IF EXISTS temp.first_events_touched;
DROP TABLE IF EXISTS temp.first_events_removed;
DROP TABLE IF EXISTS temp.first_events_inserted;

-- Note how far first_events has taken in its inputs
INSERT INTO accrete."position" (project, target_schema, model, input, freeze_id, change_version, model_version)
VALUES
  ('web', 'derived', 'first_events', 'atomic.events', (SELECT freeze_id FROM script), NULL, (SELECT version FROM "version of first_events") + 1);
COMMIT;
