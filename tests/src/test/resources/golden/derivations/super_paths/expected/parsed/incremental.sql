-- Brings derived.parsed up to date: recomputes the keys that new rows touch.
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

-- ---- parsed: recompute the touched keys
DROP TABLE IF EXISTS "version of parsed";
BEGIN;

-- Where parsed stands: its version and its positions
DROP TABLE IF EXISTS "version of parsed";
CREATE TEMPORARY TABLE "version of parsed" AS
SELECT COALESCE(MAX(version), 0) AS version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model = 'parsed';
DROP TABLE IF EXISTS "positions of parsed";
CREATE TEMPORARY TABLE "positions of parsed" AS
SELECT input, freeze_id, change_version
FROM accrete."position"
WHERE project = 'web' AND target_schema = 'derived' AND model = 'parsed' AND model_version = (SELECT version FROM "version of parsed");

-- Stop, and say what to run, where parsed cannot be brought up to date by its changes
SELECT CAST(CASE
  WHEN NOT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = 'derived' AND table_name = 'parsed')
    THEN 'the table derived.parsed is gone: run the full.sql of parsed'
  ELSE '1' END AS INTEGER) AS may_go_on;
SELECT CAST(CASE
  WHEN (SELECT version FROM "version of parsed") = 0
    THEN 'parsed was never built: run the full.sql of parsed'
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'parsed' AND fingerprint = '88f55dcaffecb79748085c71535a25dba113c12ad2a81336e8ab8cea3025c0c4')
    THEN 'parsed changed since its table was built: run the full.sql of parsed'
  WHEN (SELECT freeze_id FROM "positions of parsed" WHERE input = 'atomic.events') IS NULL
    THEN 'atomic.events is a new input of parsed: run the full.sql of parsed'
  WHEN (SELECT freeze_id FROM "positions of parsed" WHERE input = 'atomic.events') > (SELECT freeze_id FROM script)
    THEN 'a run took later rows of atomic.events into parsed meanwhile: run this script again'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where columns of atomic.events are not what they were
SELECT CAST(CASE
  WHEN EXISTS (SELECT 1 FROM accrete.source_column WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events'
      AND freeze_id > (SELECT freeze_id FROM "positions of parsed" WHERE input = 'atomic.events') AND (keeps_values = 0
      AND LOWER(column_name) IN ('event_id')
      OR keeps_values IN (2, 3, 4, 5)
      AND LOWER(column_name) IN ('event_id')))
    THEN 'a column of atomic.events has another type or is gone, and parsed has values of before: run the full.sql of parsed'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where a source has a column that is named as one of Accrete's own
SELECT CAST(CASE
  WHEN EXISTS (
  SELECT 1 FROM information_schema.columns
  WHERE (table_schema = 'atomic' AND table_name = 'events')
    AND (LOWER(column_name) IN ('accrete_version', 'accrete_count', 'accrete_identity', 'accrete_rows', 'accrete_sign', 'accrete_had', 'accrete_has', 'accrete_row', 'accrete_one', 'accrete_bound', 'accrete_batch', 'accrete_found')
      OR RTRIM(LOWER(column_name), '0123456789') IN ('accrete_key_', 'accrete_count_', 'accrete_value_'))
)
    THEN 'a source of parsed has a column of a name that Accrete gives to columns of its own: read it through a view without that column'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where a source has other types than those that it declares
SELECT CAST(CASE
  WHEN EXISTS (
SELECT 1 FROM information_schema.columns
WHERE table_schema = 'atomic' AND table_name = 'events'
    AND NOT (LOWER(data_type) IN ('varchar', 'character varying', 'nvarchar', 'text', 'string', 'uuid', 'enum') OR LOWER(data_type) LIKE 'varchar(%)' OR LOWER(data_type) LIKE 'enum(%)')
    AND LOWER(column_name) IN ('event_id')
)
    THEN 'the types of a source of parsed are not the declared ones: mend the declaration, or run the full.sql of parsed'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- What parsed changes from now on: removed rows count negative
DROP TABLE IF EXISTS "shape of accrete.parsed_changes_a0a9b775";
CREATE TEMPORARY TABLE "shape of accrete.parsed_changes_a0a9b775" AS
SELECT * FROM (
SELECT CAST(0 AS BIGINT) AS accrete_version, CAST(0 AS BIGINT) AS accrete_count, *
FROM derived.parsed
) AS shape
WHERE 1 = 0;
CREATE TABLE IF NOT EXISTS accrete.parsed_changes_a0a9b775 (LIKE "shape of accrete.parsed_changes_a0a9b775");
DROP TABLE IF EXISTS "shape of accrete.parsed_changes_a0a9b775";

-- The touched keys: (event_id) whose rows may differ after this run
CREATE TEMPORARY TABLE IF NOT EXISTS parsed_touched (gone INTEGER);
DROP TABLE IF EXISTS parsed_touched;
CREATE TEMPORARY TABLE parsed_touched AS
SELECT * FROM (
SELECT event_id FROM derived.parsed
) AS shape
WHERE 1 = 0;
COMMIT;
BEGIN;

-- The batches of atomic.events that changed since the model last took them in
DROP TABLE IF EXISTS "changed atomic.events";
CREATE TEMPORARY TABLE "changed atomic.events" AS
SELECT stamp, 'stamp' AS grain,
  CASE WHEN MIN(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of parsed" WHERE input = 'atomic.events') THEN "rows" END) < 0 THEN 'shrunk'
    WHEN SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of parsed" WHERE input = 'atomic.events') THEN 0 ELSE "rows" END) > 0 THEN 'reopened'
    ELSE 'new' END AS kind,
  SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of parsed" WHERE input = 'atomic.events') THEN "rows" ELSE 0 END) AS "rows",
  SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of parsed" WHERE input = 'atomic.events') THEN 0 ELSE "rows" END) AS known, MAX(freeze_id) AS last_freeze
FROM accrete.batch
WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'stamp'
  AND freeze_id <= (SELECT freeze_id FROM script)
GROUP BY stamp
HAVING MAX(freeze_id) > (SELECT freeze_id FROM "positions of parsed" WHERE input = 'atomic.events');

-- Rows left atomic.events, and nobody knows which: stop, and say what to run
SELECT CAST(CASE
  WHEN EXISTS (SELECT 1 FROM "changed atomic.events" WHERE kind = 'shrunk')
    THEN 'a batch of atomic.events shrunk: run the full.sql of parsed'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Keys touched by what changed in atomic.events
INSERT INTO parsed_touched (event_id)
SELECT DISTINCT events.event_id
FROM atomic.events AS events
WHERE (events.etl_tstamp IS NOT NULL AND events.etl_tstamp IN (SELECT stamp FROM "changed atomic.events" WHERE stamp IS NOT NULL)
    OR events.etl_tstamp IS NULL AND EXISTS (SELECT 1 FROM "changed atomic.events" WHERE stamp IS NULL));

-- The rows that the touched keys have now, to leave
CREATE TEMPORARY TABLE IF NOT EXISTS parsed_removed (gone INTEGER);
DROP TABLE IF EXISTS parsed_removed;
CREATE TEMPORARY TABLE parsed_removed AS
SELECT event_id, p
FROM derived.parsed AS kept
WHERE (kept.event_id IS NOT NULL AND kept.event_id IN (
  SELECT touched.event_id
  FROM parsed_touched AS touched
  WHERE touched.event_id IS NOT NULL
)
  OR kept.event_id IS NULL AND EXISTS (
  SELECT 1
  FROM parsed_touched AS touched
  WHERE touched.event_id IS NULL
));

-- The rows that the touched keys must have, by the model's own SELECT; each input restricted to what they need
CREATE TEMPORARY TABLE IF NOT EXISTS parsed_inserted (gone INTEGER);
DROP TABLE IF EXISTS parsed_inserted;
CREATE TEMPORARY TABLE parsed_inserted AS
SELECT event_id, p
FROM (
SELECT event_id, JSON_PARSE(event_id) AS p
FROM (
  SELECT event_id
  FROM atomic.events AS events
  WHERE (events.event_id IS NOT NULL AND events.event_id IN (
      SELECT touched.event_id
      FROM parsed_touched AS touched
      WHERE touched.event_id IS NOT NULL
    )
      OR events.event_id IS NULL AND EXISTS (
      SELECT 1
      FROM parsed_touched AS touched
      WHERE touched.event_id IS NULL
    ))
    AND (events.etl_tstamp IN (SELECT stamp FROM "frozen atomic.events")
      OR events.etl_tstamp IS NULL AND EXISTS (SELECT 1 FROM "frozen atomic.events" WHERE stamp IS NULL))
) AS events
) AS model (event_id, p)
WHERE (model.event_id IS NOT NULL AND model.event_id IN (
  SELECT touched.event_id
  FROM parsed_touched AS touched
  WHERE touched.event_id IS NOT NULL
)
  OR model.event_id IS NULL AND EXISTS (
  SELECT 1
  FROM parsed_touched AS touched
  WHERE touched.event_id IS NULL
));

-- Stop where a column has more digits or longer texts than its table: the engine would cut them
SELECT CAST(CASE
  WHEN EXISTS (
  SELECT 1 FROM pg_attribute AS s
  JOIN pg_attribute AS t ON t.attname = s.attname
  WHERE s.attrelid IN (SELECT c.oid FROM pg_class AS c WHERE c.relname = 'parsed_inserted' AND pg_table_is_visible(c.oid))
    AND t.attrelid IN (
      SELECT c.oid FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
      WHERE n.nspname = 'derived' AND c.relname = 'parsed'
    )
    AND s.attnum > 0 AND t.attnum > 0
    AND (s.atttypid = 1700 AND t.atttypid = 1700 AND MOD(s.atttypmod - 4, 65536) > MOD(t.atttypmod - 4, 65536)
      OR s.atttypid = 701 AND t.atttypid IN (700, 1700) OR s.atttypid = 700 AND t.atttypid = 1700)
)
    THEN 'a column of what parsed reads got more digits or longer texts: run the full.sql of parsed'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Move the version of parsed; a run or script that staged against the same one fails here
UPDATE accrete.model_version
SET version = (SELECT version FROM "version of parsed") + 1, strategy = 'recompute',
  row_count = row_count + more_rows,
  key_count = GREATEST(LEAST(key_count + more_keys, row_count + more_rows), 0),
  run_id = (SELECT run_id FROM script), committed_at = GETDATE()
FROM (
  SELECT CAST(COALESCE(SUM(stage_rows), 0) AS BIGINT) AS more_rows, CAST(COALESCE(SUM(stage_keys), 0) AS BIGINT) AS more_keys
  FROM (
    SELECT -SUM(key_rows) AS stage_rows, -COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM parsed_removed GROUP BY event_id) AS grouped
    UNION ALL
    SELECT SUM(key_rows) AS stage_rows, COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM parsed_inserted GROUP BY event_id) AS grouped
  ) AS stages
) AS difference
WHERE project = 'web' AND target_schema = 'derived' AND model = 'parsed' AND version = (SELECT version FROM "version of parsed") AND fingerprint = '88f55dcaffecb79748085c71535a25dba113c12ad2a81336e8ab8cea3025c0c4';

-- Stop where somebody else committed parsed or what it reads
SELECT CAST(CASE
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'parsed'
      AND version = (SELECT version FROM "version of parsed") + 1 AND run_id = (SELECT run_id FROM script))
    THEN 'a run committed parsed meanwhile: run this script again'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Take the touched keys out of the table
DELETE FROM derived.parsed
WHERE (parsed.event_id IS NOT NULL AND parsed.event_id IN (
  SELECT touched.event_id
  FROM parsed_touched AS touched
  WHERE touched.event_id IS NOT NULL
)
  OR parsed.event_id IS NULL AND EXISTS (
  SELECT 1
  FROM parsed_touched AS touched
  WHERE touched.event_id IS NULL
));

-- Put their new rows in
INSERT INTO derived.parsed (event_id, p)
SELECT event_id, p
FROM parsed_inserted;

-- Publish the rows that parsed lost and gained to its readers
INSERT INTO accrete.parsed_changes_a0a9b775 (accrete_version, accrete_count, event_id, p)
SELECT (SELECT version FROM "version of parsed") + 1, 1, event_id, p
FROM parsed_inserted AS come
WHERE NOT (come.event_id IS NOT NULL AND come.event_id IN (
  SELECT leave.event_id
  FROM parsed_removed AS leave
  WHERE leave.event_id IS NOT NULL
)
  OR come.event_id IS NULL AND EXISTS (
  SELECT 1
  FROM parsed_removed AS leave
  WHERE leave.event_id IS NULL
))
UNION ALL
SELECT (SELECT version FROM "version of parsed") + 1, CAST(SUM(accrete_count) AS BIGINT), event_id, p
FROM (
  SELECT -1 AS accrete_count, event_id, p, COALESCE(CAST(FNV_HASH(r.event_id) AS VARCHAR), '') || ' ' || COALESCE(CAST(FNV_HASH(r.p) AS VARCHAR), '') AS accrete_identity
  FROM (SELECT event_id, p FROM parsed_removed AS come) AS r
  UNION ALL
  SELECT 1 AS accrete_count, event_id, p, COALESCE(CAST(FNV_HASH(r.event_id) AS VARCHAR), '') || ' ' || COALESCE(CAST(FNV_HASH(r.p) AS VARCHAR), '') AS accrete_identity
  FROM (SELECT event_id, p FROM parsed_inserted AS come WHERE (come.event_id IS NOT NULL AND come.event_id IN (
  SELECT leave.event_id
  FROM parsed_removed AS leave
  WHERE leave.event_id IS NOT NULL
)
  OR come.event_id IS NULL AND EXISTS (
  SELECT 1
  FROM parsed_removed AS leave
  WHERE leave.event_id IS NULL
))) AS r
) AS changed
GROUP BY event_id, p, accrete_identity
HAVING SUM(accrete_count) <> 0;

-- Log the change
INSERT INTO accrete.change_log (project, target_schema, model, version, kind, removed, inserted)
SELECT 'web', 'derived', 'parsed', (SELECT version FROM "version of parsed") + 1, 'rows',
  COALESCE(SUM(CASE WHEN accrete_count < 0 THEN -accrete_count END), 0), COALESCE(SUM(CASE WHEN accrete_count > 0 THEN accrete_count END), 0)
FROM accrete.parsed_changes_a0a9b775
WHERE accrete_version = (SELECT version FROM "version of parsed") + 1;
CREATE TEMPORARY TABLE IF NOT EXISTS parsed_touched (gone INTEGER);
DROP TABLE IF EXISTS parsed_touched;
CREATE TEMPORARY TABLE IF NOT EXISTS parsed_removed (gone INTEGER);
DROP TABLE IF EXISTS parsed_removed;
CREATE TEMPORARY TABLE IF NOT EXISTS parsed_inserted (gone INTEGER);
DROP TABLE IF EXISTS parsed_inserted;

-- Note how far parsed has taken in its inputs
INSERT INTO accrete."position" (project, target_schema, model, input, freeze_id, change_version, model_version)
SELECT 'web', 'derived', 'parsed', 'atomic.events', (SELECT freeze_id FROM script), CAST(NULL AS BIGINT), (SELECT version FROM "version of parsed") + 1;
COMMIT;
