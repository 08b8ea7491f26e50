-- Brings derived.paid up to date: recomputes the keys that new rows touch.
-- Written by Accrete. It can be mixed with `accrete run`, and can be run again at any time.

-- ---- Session settings that the results depend on
SET TIME ZONE 'UTC';
SET DateStyle = 'ISO, YMD';
SET IntervalStyle = 'postgres';
SET extra_float_digits = 1;
SET work_mem = '64MB';
SET standard_conforming_strings = on;

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
DROP TABLE IF EXISTS pg_temp.script;

-- By how much each freeze found the sum of the row hashes of each batch changed
CREATE TABLE IF NOT EXISTS accrete.batch_hash (
  project VARCHAR NOT NULL,
  target_schema VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  stamp TIMESTAMP,
  form VARCHAR NOT NULL,
  hash NUMERIC(38, 0) NOT NULL,
  freeze_id BIGINT NOT NULL
);
BEGIN ISOLATION LEVEL REPEATABLE READ;

-- Stop where a newer Accrete wrote the state
SELECT CAST(CASE
  WHEN (SELECT MAX(version) FROM accrete.state_version) > 1
    THEN 'a newer Accrete wrote the state: compile the scripts with that one'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- This script: its id, and the number of its freeze
DROP TABLE IF EXISTS pg_temp.script;
CREATE TEMPORARY TABLE script AS
SELECT 'script-' || CAST(gen_random_uuid() AS VARCHAR) AS run_id, freeze_id + 1 AS freeze_id
FROM accrete.freeze_counter
WHERE project = 'web' AND target_schema = 'derived';
ANALYZE pg_temp.script;

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
      WHERE k.project = 'web' AND k.target_schema = 'derived' AND source IN ('atomic.events')
        AND freeze_id = (SELECT MAX(freeze_id) FROM accrete.source_column AS l
          WHERE l.project = 'web' AND l.target_schema = 'derived' AND l.source = k.source AND l.column_name = k.column_name)
      UNION ALL SELECT 'atomic.events', column_name, NULL, CASE WHEN character_maximum_length IS NOT NULL
          THEN CAST(data_type AS VARCHAR) || '(' || CAST(character_maximum_length AS VARCHAR) || ')'
        WHEN data_type = 'numeric' AND numeric_precision IS NOT NULL
          THEN 'numeric(' || CAST(numeric_precision AS VARCHAR) || ',' || CAST(numeric_scale AS VARCHAR) || ')'
        WHEN data_type LIKE 'time%' AND datetime_precision < 6
          THEN REPLACE(CAST(data_type AS VARCHAR), ' with', '(' || CAST(datetime_precision AS VARCHAR) || ') with')
        WHEN data_type IN ('ARRAY', 'USER-DEFINED') THEN CAST(udt_name AS VARCHAR)
        ELSE CAST(data_type AS VARCHAR) END
      FROM information_schema.columns WHERE table_catalog = current_database() AND table_schema = 'atomic' AND table_name = 'events'
    ) AS both_types
    GROUP BY source, column_name
  ) AS types
  WHERE old_type <> new_type
) AS parts;

-- Count and hash atomic.events by hour, beside what was known
DROP TABLE IF EXISTS pg_temp."hashed atomic.events";
CREATE TEMPORARY TABLE "hashed atomic.events" AS
SELECT stamp, CAST(SUM(known) AS BIGINT) AS known, CAST(SUM(live) AS BIGINT) AS live,
  SUM(known_hash) AS known_hash, SUM(live_hash) AS live_hash, SUM(hashed) AS hashed
FROM (
  SELECT date_trunc('hour', etl_tstamp) AS stamp, 0 AS known, COUNT(*) AS live,
    CAST(0 AS NUMERIC(38, 0)) AS known_hash, SUM(CAST(hashtextextended(CAST(ROW(event_id, amount, etl_tstamp) AS TEXT), 0) AS NUMERIC(38, 0))) AS live_hash, 0 AS hashed
  FROM atomic.events
  GROUP BY 1
  UNION ALL
  SELECT stamp, "rows", 0, 0, 0, 0
  FROM accrete.batch
  WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'hour'
  UNION ALL
  SELECT stamp, 0, 0, hash, 0, 1
  FROM accrete.batch_hash
  WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND form = '5aa57a95492264bf'
) AS counted
GROUP BY stamp;
ANALYZE pg_temp."hashed atomic.events";

-- Note what differs from what was known
INSERT INTO accrete.batch (project, target_schema, source, stamp, grain, "rows", freeze_id)
SELECT 'web', 'derived', 'atomic.events', stamp, 'hour', live - known, (SELECT freeze_id FROM script)
FROM "hashed atomic.events"
WHERE live <> known;

-- Note the hashes that are others, and the first ones
INSERT INTO accrete.batch_hash (project, target_schema, source, stamp, form, hash, freeze_id)
SELECT 'web', 'derived', 'atomic.events', stamp, '5aa57a95492264bf', live_hash - known_hash, (SELECT freeze_id FROM script)
FROM "hashed atomic.events"
WHERE live_hash <> known_hash OR hashed = 0 AND live > 0;

-- Older hours are rolled up: from now on they are known by their totals alone
INSERT INTO accrete.batch (project, target_schema, source, stamp, grain, "rows", freeze_id)
SELECT 'web', 'derived', 'atomic.events', MIN(stamp), 'rolled_up', 0, (SELECT freeze_id FROM script)
FROM (
    SELECT stamp FROM accrete.batch WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'hour' AND stamp IS NOT NULL
    GROUP BY stamp HAVING SUM("rows") > 0 ORDER BY stamp DESC LIMIT 2
) AS newest
HAVING MIN(stamp) > COALESCE((SELECT MAX(stamp) FROM accrete.batch WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'rolled_up' AND freeze_id < (SELECT freeze_id FROM script)), MIN(stamp) - INTERVAL '1' DAY);

-- From which moment on atomic.events is known by stamp, now and before
DROP TABLE IF EXISTS pg_temp."open atomic.events";
CREATE TEMPORARY TABLE "open atomic.events" AS
SELECT (SELECT MAX(stamp) FROM accrete.batch WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'rolled_up' AND freeze_id <= (SELECT freeze_id FROM script)) AS stamp,
  (SELECT MAX(stamp) FROM accrete.batch WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'rolled_up' AND freeze_id < (SELECT freeze_id FROM script)) AS before;
ANALYZE pg_temp."open atomic.events";

-- Count and hash the open hours by stamp as well, so that what they gain is known
DROP TABLE IF EXISTS pg_temp."hashed open atomic.events";
CREATE TEMPORARY TABLE "hashed open atomic.events" AS
SELECT stamp, CAST(SUM(known) AS BIGINT) AS known, CAST(SUM(live) AS BIGINT) AS live,
  SUM(known_hash) AS known_hash, SUM(live_hash) AS live_hash, SUM(hashed) AS hashed
FROM (
  SELECT etl_tstamp AS stamp, 0 AS known, COUNT(*) AS live,
    CAST(0 AS NUMERIC(38, 0)) AS known_hash, SUM(CAST(hashtextextended(CAST(ROW(event_id, amount, etl_tstamp) AS TEXT), 0) AS NUMERIC(38, 0))) AS live_hash, 0 AS hashed
  FROM atomic.events
  WHERE etl_tstamp >= COALESCE((SELECT before FROM "open atomic.events"), (SELECT stamp FROM "open atomic.events")) AND (etl_tstamp >= (SELECT stamp FROM "open atomic.events")
    OR date_trunc('hour', etl_tstamp) IN (
      SELECT stamp FROM accrete.batch WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'hour'
      AND freeze_id < (SELECT freeze_id FROM script) AND stamp >= (SELECT before FROM "open atomic.events") GROUP BY stamp HAVING SUM("rows") > 0))
  GROUP BY 1
  UNION ALL
  SELECT stamp, "rows", 0, 0, 0, 0
  FROM accrete.batch
  WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'stamp' AND stamp >= COALESCE((SELECT before FROM "open atomic.events"), (SELECT stamp FROM "open atomic.events")) AND (stamp >= (SELECT stamp FROM "open atomic.events")
    OR date_trunc('hour', stamp) IN (
      SELECT stamp FROM accrete.batch WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'hour'
      AND freeze_id < (SELECT freeze_id FROM script) AND stamp >= (SELECT before FROM "open atomic.events") GROUP BY stamp HAVING SUM("rows") > 0))
  UNION ALL
  SELECT stamp, 0, 0, hash, 0, 1
  FROM accrete.batch_hash
  WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND form = '536d9b636e28e6b8' AND stamp >= COALESCE((SELECT before FROM "open atomic.events"), (SELECT stamp FROM "open atomic.events")) AND (stamp >= (SELECT stamp FROM "open atomic.events")
    OR date_trunc('hour', stamp) IN (
      SELECT stamp FROM accrete.batch WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'hour'
      AND freeze_id < (SELECT freeze_id FROM script) AND stamp >= (SELECT before FROM "open atomic.events") GROUP BY stamp HAVING SUM("rows") > 0))
) AS counted
GROUP BY stamp;
ANALYZE pg_temp."hashed open atomic.events";

-- Note what differs: of known batches whose rows are others, all left and others came
INSERT INTO accrete.batch (project, target_schema, source, stamp, grain, "rows", freeze_id)
SELECT 'web', 'derived', 'atomic.events', stamp, 'stamp', "rows", (SELECT freeze_id FROM script)
FROM (
  SELECT stamp, live - known AS "rows" FROM "hashed open atomic.events" WHERE live <> known AND NOT (hashed > 0 AND known > 0 AND live > 0 AND (live <> known OR live_hash <> known_hash))
  UNION ALL
  SELECT stamp, -known FROM "hashed open atomic.events" WHERE hashed > 0 AND known > 0 AND live > 0 AND (live <> known OR live_hash <> known_hash)
  UNION ALL
  SELECT stamp, live FROM "hashed open atomic.events" WHERE hashed > 0 AND known > 0 AND live > 0 AND (live <> known OR live_hash <> known_hash)
) AS differences;

-- Note the hashes that are others, and the first ones
INSERT INTO accrete.batch_hash (project, target_schema, source, stamp, form, hash, freeze_id)
SELECT 'web', 'derived', 'atomic.events', stamp, '536d9b636e28e6b8', live_hash - known_hash, (SELECT freeze_id FROM script)
FROM "hashed open atomic.events"
WHERE live_hash <> known_hash OR hashed = 0 AND live > 0;

-- Of hours whose rows are others, all left and others came
INSERT INTO accrete.batch (project, target_schema, source, stamp, grain, "rows", freeze_id)
SELECT 'web', 'derived', 'atomic.events', stamp, 'hour', sign * live, (SELECT freeze_id FROM script)
FROM "hashed atomic.events"
CROSS JOIN (SELECT -1 AS sign UNION ALL SELECT 1) AS twice
WHERE live > 0 AND (COALESCE(stamp >= (SELECT stamp FROM "open atomic.events") OR known > 0 AND stamp >= (SELECT before FROM "open atomic.events"), FALSE) AND stamp IN (
    SELECT date_trunc('hour', stamp) FROM "hashed open atomic.events"
    WHERE known > 0 AND (live < known OR hashed > 0 AND known > 0 AND live > 0 AND (live <> known OR live_hash <> known_hash)))
  OR NOT COALESCE(stamp >= (SELECT stamp FROM "open atomic.events") OR known > 0 AND stamp >= (SELECT before FROM "open atomic.events"), FALSE) AND hashed > 0 AND known > 0 AND live > 0 AND (live <> known OR live_hash <> known_hash));

-- Note the freeze
INSERT INTO accrete."freeze" (project, target_schema, freeze_id, run_id, frozen_at)
VALUES ('web', 'derived', (SELECT freeze_id FROM script), (SELECT run_id FROM script), CAST(clock_timestamp() AT TIME ZONE 'UTC' AS TIMESTAMP));

-- The batches of atomic.events that this run sees: rows that come later wait for the next one
DROP TABLE IF EXISTS pg_temp."frozen atomic.events";
CREATE TEMPORARY TABLE "frozen atomic.events" AS
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
ANALYZE pg_temp."frozen atomic.events";

-- Stop where a source was emptied or created anew: this transaction saw none of its rows
SELECT CAST(CASE
  WHEN EXISTS (
    WITH RECURSIVE parts (part) AS (
      SELECT CAST(to_regclass(name) AS oid) FROM (VALUES ('atomic.events')) AS names (name)
      UNION
      SELECT below.part FROM parts, LATERAL (
        SELECT CAST(relid AS oid) FROM pg_partition_tree(parts.part)
        UNION ALL
        SELECT d.refobjid FROM pg_rewrite AS w JOIN pg_depend AS d ON d.objid = w.oid
        WHERE w.ev_class = parts.part AND d.classid = CAST('pg_rewrite' AS regclass) AND d.refclassid = CAST('pg_class' AS regclass)
      ) AS below (part)
    )
    SELECT 1 FROM parts
    WHERE part IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pg_class AS c
      WHERE c.oid = part AND COALESCE(c.relfilenode, 0) = COALESCE(pg_relation_filenode(c.oid), 0))
  )
    THEN 'a source was emptied or created anew meanwhile: run this script again'
  ELSE '1' END AS INTEGER) AS may_go_on;
COMMIT;

-- ---- paid: recompute the touched keys
DROP TABLE IF EXISTS pg_temp."version of paid";
BEGIN ISOLATION LEVEL REPEATABLE READ;

-- Where paid stands: its version and its positions
DROP TABLE IF EXISTS pg_temp."version of paid";
CREATE TEMPORARY TABLE "version of paid" AS
SELECT COALESCE(MAX(version), 0) AS version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model = 'paid';
ANALYZE pg_temp."version of paid";
DROP TABLE IF EXISTS pg_temp."positions of paid";
CREATE TEMPORARY TABLE "positions of paid" AS
SELECT input, freeze_id, change_version
FROM accrete."position"
WHERE project = 'web' AND target_schema = 'derived' AND model = 'paid' AND model_version = (SELECT version FROM "version of paid");
ANALYZE pg_temp."positions of paid";

-- Stop, and say what to run, where paid cannot be brought up to date by its changes
SELECT CAST(CASE
  WHEN (SELECT version FROM "version of paid") = 0
    THEN 'paid was never built: run the full.sql of paid'
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'paid' AND fingerprint = '95cdb545061e08ed1e253fbd107d21ba9cdef1184e7978807634c077b1b084be')
    THEN 'paid changed since its table was built: run the full.sql of paid'
  WHEN NOT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = 'derived' AND table_name = 'paid')
    THEN 'the table derived.paid is gone: run the full.sql of paid'
  WHEN (SELECT freeze_id FROM "positions of paid" WHERE input = 'atomic.events') IS NULL
    THEN 'atomic.events is a new input of paid: run the full.sql of paid'
  WHEN (SELECT freeze_id FROM "positions of paid" WHERE input = 'atomic.events') > (SELECT freeze_id FROM script)
    THEN 'a run took later rows of atomic.events into paid meanwhile: run this script again'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where columns of atomic.events are not what they were
SELECT CAST(CASE
  WHEN EXISTS (SELECT 1 FROM accrete.source_column WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events'
      AND freeze_id > (SELECT freeze_id FROM "positions of paid" WHERE input = 'atomic.events') AND (keeps_values = 0
      AND LOWER(column_name) IN ('amount', 'event_id')
      OR keeps_values IN (4, 5)
      AND LOWER(column_name) IN ('amount')))
    THEN 'a column of atomic.events has another type or is gone, and paid has values of before: run the full.sql of paid'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where a source has a column that is named as one of Accrete's own
SELECT CAST(CASE
  WHEN EXISTS (
  SELECT 1 FROM information_schema.columns
  WHERE (table_schema = 'atomic' AND table_name = 'events')
    AND (LOWER(column_name) IN ('accrete_version', 'accrete_count', 'accrete_identity', 'accrete_rows', 'accrete_sign', 'accrete_had', 'accrete_has', 'accrete_row', 'accrete_one', 'accrete_bound', 'accrete_batch', 'accrete_found')
      OR RTRIM(LOWER(column_name), '0123456789') IN ('accrete_key_', 'accrete_count_', 'accrete_value_'))
)
    THEN 'a source of paid has a column of a name that Accrete gives to columns of its own: read it through a view without that column'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where a source has other types than those that it declares
SELECT CAST(CASE
  WHEN EXISTS (
SELECT 1 FROM information_schema.columns
WHERE table_schema = 'atomic' AND table_name = 'events'
    AND (NOT (LOWER(data_type) IN ('varchar', 'character varying', 'nvarchar', 'text', 'string', 'uuid', 'enum') OR LOWER(data_type) LIKE 'varchar(%)' OR LOWER(data_type) LIKE 'enum(%)') OR CASE WHEN data_type = 'numeric' AND numeric_scale IS NULL THEN 'numeric of any scale' WHEN collation_name IN (SELECT collname FROM pg_catalog.pg_collation WHERE NOT collisdeterministic) THEN 'text with a collation of its own' ELSE data_type END <> data_type)
    AND LOWER(column_name) IN ('event_id')
  OR table_schema = 'atomic' AND table_name = 'events'
    AND (NOT (LOWER(data_type) IN ('smallint', 'int2', 'tinyint', 'integer', 'int', 'int4', 'bigint', 'int8', 'hugeint', 'utinyint', 'usmallint', 'uinteger', 'ubigint', 'uhugeint', 'decimal', 'numeric') OR LOWER(data_type) LIKE 'decimal(%)' OR LOWER(data_type) LIKE 'numeric(%)') OR CASE WHEN data_type = 'numeric' AND numeric_scale IS NULL THEN 'numeric of any scale' WHEN collation_name IN (SELECT collname FROM pg_catalog.pg_collation WHERE NOT collisdeterministic) THEN 'text with a collation of its own' ELSE data_type END <> data_type)
    AND LOWER(column_name) IN ('amount')
)
    THEN 'the types of a source of paid are not the declared ones: mend the declaration, or run the full.sql of paid'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- The touched keys: (event_id, amount) whose rows may differ after this run
DROP TABLE IF EXISTS pg_temp.paid_touched;
CREATE TEMPORARY TABLE paid_touched AS
SELECT FIRST_VALUE(event_id) OVER () AS event_id, FIRST_VALUE(amount) OVER () AS amount FROM derived.paid
WITH NO DATA;
COMMIT;
BEGIN ISOLATION LEVEL REPEATABLE READ;

-- The batches of atomic.events that changed since the model last took them in
DROP TABLE IF EXISTS pg_temp."changed atomic.events";
CREATE TEMPORARY TABLE "changed atomic.events" AS
WITH totals AS (
SELECT stamp, 'hour' AS grain,
  CASE WHEN MIN(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of paid" WHERE input = 'atomic.events') THEN "rows" END) < 0 THEN 'shrunk'
    WHEN SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of paid" WHERE input = 'atomic.events') THEN 0 ELSE "rows" END) > 0 THEN 'reopened'
    ELSE 'new' END AS kind,
  SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of paid" WHERE input = 'atomic.events') THEN "rows" ELSE 0 END) AS "rows",
  SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of paid" WHERE input = 'atomic.events') THEN 0 ELSE "rows" END) AS known, MAX(freeze_id) AS last_freeze
FROM accrete.batch
WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'hour'
  AND freeze_id <= (SELECT freeze_id FROM script)
GROUP BY stamp
), stamps AS (
SELECT stamp, 'stamp' AS grain,
  CASE WHEN MIN(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of paid" WHERE input = 'atomic.events') THEN "rows" END) < 0 THEN 'shrunk'
    WHEN SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of paid" WHERE input = 'atomic.events') THEN 0 ELSE "rows" END) > 0 THEN 'reopened'
    ELSE 'new' END AS kind,
  SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of paid" WHERE input = 'atomic.events') THEN "rows" ELSE 0 END) AS "rows",
  SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of paid" WHERE input = 'atomic.events') THEN 0 ELSE "rows" END) AS known, MAX(freeze_id) AS last_freeze
FROM accrete.batch
WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'stamp'
  AND freeze_id <= (SELECT freeze_id FROM script)
GROUP BY stamp
HAVING MAX(freeze_id) > (SELECT freeze_id FROM "positions of paid" WHERE input = 'atomic.events')
)
SELECT stamp, grain, kind, "rows" FROM totals
WHERE last_freeze > (SELECT freeze_id FROM "positions of paid" WHERE input = 'atomic.events') AND NOT COALESCE((stamp >= (SELECT stamp FROM "open atomic.events") OR known > 0 AND stamp >= (SELECT before FROM "open atomic.events")), FALSE)
UNION ALL
SELECT stamp, grain, kind, "rows" FROM stamps
WHERE date_trunc('hour', stamp) IN (SELECT stamp FROM totals WHERE (stamp >= (SELECT stamp FROM "open atomic.events") OR known > 0 AND stamp >= (SELECT before FROM "open atomic.events")));
ANALYZE pg_temp."changed atomic.events";

-- Rows left atomic.events, and nobody knows which: stop, and say what to run
SELECT CAST(CASE
  WHEN EXISTS (SELECT 1 FROM "changed atomic.events" WHERE kind = 'shrunk')
    THEN 'a batch of atomic.events shrunk: run the full.sql of paid'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Keys touched by what changed in atomic.events
INSERT INTO paid_touched (event_id, amount)
SELECT DISTINCT events.event_id, events.amount
FROM atomic.events AS events
WHERE (events.etl_tstamp >= (SELECT MIN(stamp) FROM "changed atomic.events") OR events.etl_tstamp IS NULL)
  AND (events.etl_tstamp IN (SELECT stamp FROM "changed atomic.events" WHERE grain = 'stamp')
    OR date_trunc('hour', events.etl_tstamp) IN (SELECT stamp FROM "changed atomic.events" WHERE grain <> 'stamp')
    OR events.etl_tstamp IS NULL AND EXISTS (SELECT 1 FROM "changed atomic.events" WHERE stamp IS NULL))
  AND (events.amount > 0);

-- The rows that the touched keys have now, to leave
DROP TABLE IF EXISTS pg_temp.paid_removed;
CREATE TEMPORARY TABLE paid_removed AS
SELECT event_id, amount
FROM derived.paid AS kept
WHERE CASE WHEN kept.event_id IS NULL OR kept.amount IS NULL THEN EXISTS (
  SELECT 1
  FROM paid_touched AS touched
  WHERE touched.event_id IS NOT DISTINCT FROM kept.event_id
    AND touched.amount IS NOT DISTINCT FROM kept.amount
    AND (touched.event_id IS NULL OR touched.amount IS NULL)
) ELSE (kept.event_id, kept.amount) IN (
  SELECT touched.event_id, touched.amount
  FROM paid_touched AS touched
  WHERE touched.event_id IS NOT NULL
    AND touched.amount IS NOT NULL
) END;
ANALYZE pg_temp.paid_removed;

-- The rows that the touched keys must have, by the model's own SELECT; each input restricted to what they need
DROP TABLE IF EXISTS pg_temp.paid_inserted;
CREATE TEMPORARY TABLE paid_inserted AS
SELECT event_id, amount
FROM (
SELECT event_id, amount FROM (
  SELECT event_id, amount
  FROM atomic.events AS events
  WHERE CASE WHEN events.event_id IS NULL OR events.amount IS NULL THEN EXISTS (
      SELECT 1
      FROM paid_touched AS touched
      WHERE touched.event_id IS NOT DISTINCT FROM events.event_id
        AND touched.amount IS NOT DISTINCT FROM events.amount
        AND (touched.event_id IS NULL OR touched.amount IS NULL)
    ) ELSE (events.event_id, events.amount) IN (
      SELECT touched.event_id, touched.amount
      FROM paid_touched AS touched
      WHERE touched.event_id IS NOT NULL
        AND touched.amount IS NOT NULL
    ) END
    AND (CASE WHEN events.etl_tstamp >= (SELECT stamp FROM "open atomic.events") THEN events.etl_tstamp ELSE date_trunc('hour', events.etl_tstamp) END IN (SELECT stamp FROM "frozen atomic.events")
      OR events.etl_tstamp IS NULL AND EXISTS (SELECT 1 FROM "frozen atomic.events" WHERE stamp IS NULL))
) AS events WHERE amount > 0
) AS model (event_id, amount)
WHERE CASE WHEN model.event_id IS NULL OR model.amount IS NULL THEN EXISTS (
  SELECT 1
  FROM paid_touched AS touched
  WHERE touched.event_id IS NOT DISTINCT FROM model.event_id
    AND touched.amount IS NOT DISTINCT FROM model.amount
    AND (touched.event_id IS NULL OR touched.amount IS NULL)
) ELSE (model.event_id, model.amount) IN (
  SELECT touched.event_id, touched.amount
  FROM paid_touched AS touched
  WHERE touched.event_id IS NOT NULL
    AND touched.amount IS NOT NULL
) END;
ANALYZE pg_temp.paid_inserted;

-- Stop where a column has more digits or longer texts than its table: the engine would cut them
SELECT CAST(CASE
  WHEN EXISTS (
  SELECT 1 FROM information_schema.columns AS s
  JOIN information_schema.columns AS t ON t.column_name = s.column_name
  WHERE s.table_schema = (SELECT nspname FROM pg_namespace WHERE oid = pg_my_temp_schema()) AND s.table_name = 'paid_inserted'
    AND t.table_schema = 'derived' AND t.table_name = 'paid'
    AND (COALESCE(s.numeric_scale, 1000) > t.numeric_scale OR COALESCE(s.datetime_precision, 9) > t.datetime_precision
    OR s.data_type = 'double precision' AND t.data_type = 'real'
    OR s.data_type <> t.data_type AND s.data_type IN ('text', 'character varying', 'name') AND t.data_type IN ('character', 'name')
    OR COALESCE(s.character_maximum_length, 1000000000) > t.character_maximum_length
      AND EXISTS (
        SELECT 1 FROM paid_inserted AS staged
        WHERE LENGTH(TO_JSONB(staged) ->> s.column_name) > t.character_maximum_length
      ))
)
    THEN 'a column of what paid reads got more digits or longer texts: run the full.sql of paid'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Move the version of paid; a run or script that staged against the same one fails here
UPDATE accrete.model_version
SET version = (SELECT version FROM "version of paid") + 1, strategy = 'recompute',
  row_count = row_count + more_rows,
  key_count = GREATEST(LEAST(key_count + more_keys, row_count + more_rows), 0),
  run_id = (SELECT run_id FROM script), committed_at = CAST(clock_timestamp() AT TIME ZONE 'UTC' AS TIMESTAMP)
FROM (
  SELECT CAST(COALESCE(SUM(stage_rows), 0) AS BIGINT) AS more_rows, CAST(COALESCE(SUM(stage_keys), 0) AS BIGINT) AS more_keys
  FROM (
    SELECT -SUM(key_rows) AS stage_rows, -COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM paid_removed GROUP BY event_id, amount) AS grouped
    UNION ALL
    SELECT SUM(key_rows) AS stage_rows, COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM paid_inserted GROUP BY event_id, amount) AS grouped
  ) AS stages
) AS difference
WHERE project = 'web' AND target_schema = 'derived' AND model = 'paid' AND version = (SELECT version FROM "version of paid") AND fingerprint = '95cdb545061e08ed1e253fbd107d21ba9cdef1184e7978807634c077b1b084be';

-- Stop where somebody else committed paid or what it reads
SELECT CAST(CASE
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'paid'
      AND version = (SELECT version FROM "version of paid") + 1 AND run_id = (SELECT run_id FROM script))
    THEN 'a run committed paid meanwhile: run this script again'
  WHEN EXISTS (
    WITH RECURSIVE parts (part) AS (
      SELECT CAST(to_regclass(name) AS oid) FROM (VALUES ('atomic.events')) AS names (name)
      UNION
      SELECT below.part FROM parts, LATERAL (
        SELECT CAST(relid AS oid) FROM pg_partition_tree(parts.part)
        UNION ALL
        SELECT d.refobjid FROM pg_rewrite AS w JOIN pg_depend AS d ON d.objid = w.oid
        WHERE w.ev_class = parts.part AND d.classid = CAST('pg_rewrite' AS regclass) AND d.refclassid = CAST('pg_class' AS regclass)
      ) AS below (part)
    )
    SELECT 1 FROM parts
    WHERE part IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pg_class AS c
      WHERE c.oid = part AND COALESCE(c.relfilenode, 0) = COALESCE(pg_relation_filenode(c.oid), 0))
  )
    THEN 'a table that paid reads was emptied or created anew meanwhile: run this script again'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Take the touched keys out of the table
DELETE FROM derived.paid
WHERE CASE WHEN paid.event_id IS NULL OR paid.amount IS NULL THEN EXISTS (
  SELECT 1
  FROM paid_touched AS touched
  WHERE touched.event_id IS NOT DISTINCT FROM paid.event_id
    AND touched.amount IS NOT DISTINCT FROM paid.amount
    AND (touched.event_id IS NULL OR touched.amount IS NULL)
) ELSE (paid.event_id, paid.amount) IN (
  SELECT touched.event_id, touched.amount
  FROM paid_touched AS touched
  WHERE touched.event_id IS NOT NULL
    AND touched.amount IS NOT NULL
) END;

-- Put their new rows in
INSERT INTO derived.paid (event_id, amount)
SELECT event_id, amount
FROM paid_inserted;
DROP TABLE IF EXISTS pg_temp.paid_touched;
DROP TABLE IF EXISTS pg_temp.paid_removed;
DROP TABLE IF EXISTS pg_temp.paid_inserted;

-- Note how far paid has taken in its inputs
INSERT INTO accrete."position" (project, target_schema, model, input, freeze_id, change_version, model_version)
VALUES
  ('web', 'derived', 'paid', 'atomic.events', (SELECT freeze_id FROM script), NULL, (SELECT version FROM "version of paid") + 1);
COMMIT;
