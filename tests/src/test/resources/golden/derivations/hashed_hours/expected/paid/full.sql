-- Builds derived.paid from all of history.
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

-- ---- paid: rebuild
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

-- Stop where somebody else made derived.paid
SELECT CAST(CASE
  WHEN EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = 'derived' AND table_name = 'paid')
    AND NOT EXISTS (SELECT 1 FROM accrete.made WHERE project = 'web' AND target_schema = 'derived' AND model = 'paid'
      AND relation = 'derived.paid')
    AND (EXISTS (SELECT 1 FROM accrete.made WHERE project = 'web' AND target_schema = 'derived' AND model = 'paid')
      OR NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'paid'
        AND version > 0))
    THEN 'derived.paid is there, and paid did not make it: drop it, rename one of the two, or run accrete run --full-refresh -s paid'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Compute paid from all of history, as of the freeze
DROP TABLE IF EXISTS pg_temp.paid_staged;
CREATE TEMPORARY TABLE paid_staged AS
SELECT event_id, amount
FROM (
SELECT event_id, amount FROM (
  SELECT event_id, amount
  FROM atomic.events AS events
  WHERE (CASE WHEN events.etl_tstamp >= (SELECT stamp FROM "open atomic.events") THEN events.etl_tstamp ELSE date_trunc('hour', events.etl_tstamp) END IN (SELECT stamp FROM "frozen atomic.events")
      OR events.etl_tstamp IS NULL AND EXISTS (SELECT 1 FROM "frozen atomic.events" WHERE stamp IS NULL))
) AS events WHERE amount > 0
) AS model (event_id, amount);
ANALYZE pg_temp.paid_staged;

-- The first build of paid starts from version 0
INSERT INTO accrete.model_version (project, target_schema, model, version, fingerprint, key_count, row_count, strategy, run_id, committed_at)
SELECT 'web', 'derived', 'paid', 0, '', 0, 0, 'none', (SELECT run_id FROM script), CAST(clock_timestamp() AT TIME ZONE 'UTC' AS TIMESTAMP)
WHERE NOT EXISTS (SELECT 1 FROM accrete.model_version
  WHERE project = 'web' AND target_schema = 'derived' AND model = 'paid');

-- Move the version of paid; a run or script that staged against the same one fails here
UPDATE accrete.model_version
SET version = (SELECT version FROM "version of paid") + 1, fingerprint = '95cdb545061e08ed1e253fbd107d21ba9cdef1184e7978807634c077b1b084be', strategy = 'full',
  row_count = (SELECT COUNT(*) FROM paid_staged),
  key_count = (SELECT LEAST(COUNT(*), COUNT(DISTINCT ROW(event_id, amount))) FROM paid_staged),
  run_id = (SELECT run_id FROM script), committed_at = CAST(clock_timestamp() AT TIME ZONE 'UTC' AS TIMESTAMP)
WHERE project = 'web' AND target_schema = 'derived' AND model = 'paid' AND version = (SELECT version FROM "version of paid");

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

-- Put the new table in place of the old one
CREATE SCHEMA IF NOT EXISTS derived;
DROP TABLE IF EXISTS derived.paid;

-- Create the table in the types that the engine gave the columns
CREATE TABLE derived.paid AS
SELECT event_id, amount
FROM paid_staged;

-- Note that paid made it
UPDATE accrete.made
SET relation = 'derived.paid', made_at = CAST(clock_timestamp() AT TIME ZONE 'UTC' AS TIMESTAMP)
WHERE project = 'web' AND target_schema = 'derived' AND model = 'paid' AND relation <> 'derived.paid';
INSERT INTO accrete.made (project, target_schema, model, relation, made_at)
SELECT 'web', 'derived', 'paid', 'derived.paid', CAST(clock_timestamp() AT TIME ZONE 'UTC' AS TIMESTAMP)
WHERE NOT EXISTS (SELECT 1 FROM accrete.made WHERE project = 'web' AND target_schema = 'derived' AND model = 'paid');

-- Readers of paid are rebuilt after this; what it changed before is of no use
DROP TABLE IF EXISTS accrete.paid_changes_a0a9b775;
DROP TABLE IF EXISTS pg_temp.paid_staged;

-- Note how far paid has taken in its inputs
INSERT INTO accrete."position" (project, target_schema, model, input, freeze_id, change_version, model_version)
VALUES
  ('web', 'derived', 'paid', 'atomic.events', (SELECT freeze_id FROM script), NULL, (SELECT version FROM "version of paid") + 1);
COMMIT;
