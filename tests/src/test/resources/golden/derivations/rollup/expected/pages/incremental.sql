-- Brings derived.pages up to date: recomputes the keys that new rows touch.
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
      WHERE k.project = 'web' AND k.target_schema = 'derived' AND source IN ('atomic.events')
        AND freeze_id = (SELECT MAX(freeze_id) FROM accrete.source_column AS l
          WHERE l.project = 'web' AND l.target_schema = 'derived' AND l.source = k.source AND l.column_name = k.column_name)
      UNION ALL SELECT 'atomic.events', column_name, NULL, data_type
      FROM information_schema.columns WHERE table_catalog = current_database() AND table_schema = 'atomic' AND table_name = 'events'
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
COMMIT;

-- ---- pages$by_domain_userid_page: recompute the touched keys
DROP TABLE IF EXISTS temp."version of pages$by_domain_userid_page";
BEGIN TRANSACTION;

-- Where pages$by_domain_userid_page stands: its version and its positions
CREATE OR REPLACE TEMPORARY TABLE "version of pages$by_domain_userid_page" AS
SELECT COALESCE(MAX(version), 0) AS version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages$by_domain_userid_page';
CREATE OR REPLACE TEMPORARY TABLE "positions of pages$by_domain_userid_page" AS
SELECT input, freeze_id, change_version
FROM accrete."position"
WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages$by_domain_userid_page' AND model_version = (SELECT version FROM "version of pages$by_domain_userid_page");

-- Stop, and say what to run, where pages$by_domain_userid_page cannot be brought up to date by its changes
SELECT CAST(CASE
  WHEN (SELECT version FROM "version of pages$by_domain_userid_page") = 0
    THEN 'pages$by_domain_userid_page was never built: run the full.sql of pages'
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages$by_domain_userid_page' AND fingerprint = '666e93ada8a5486f75146ed040473b4ec37b9af5d1c784920fc4da79678659ee')
    THEN 'pages$by_domain_userid_page changed since its table was built: run the full.sql of pages'
  WHEN NOT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = 'accrete' AND table_name = 'pages$by_domain_userid_page_a0a9b775')
    THEN 'the table accrete.pages$by_domain_userid_page_a0a9b775 is gone: run the full.sql of pages'
  WHEN (SELECT freeze_id FROM "positions of pages$by_domain_userid_page" WHERE input = 'atomic.events') IS NULL
    THEN 'atomic.events is a new input of pages$by_domain_userid_page: run the full.sql of pages'
  WHEN (SELECT freeze_id FROM "positions of pages$by_domain_userid_page" WHERE input = 'atomic.events') > (SELECT freeze_id FROM script)
    THEN 'a run took later rows of atomic.events into pages$by_domain_userid_page meanwhile: run this script again'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where columns of atomic.events are not what they were
SELECT CAST(CASE
  WHEN EXISTS (SELECT 1 FROM accrete.source_column WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events'
      AND freeze_id > (SELECT freeze_id FROM "positions of pages$by_domain_userid_page" WHERE input = 'atomic.events') AND (keeps_values = 0
      AND LOWER(column_name) IN ('derived_tstamp', 'domain_sessionidx', 'domain_userid', 'etl_tstamp', 'event_id', 'page_url', 'revenue', 'user_id')
      OR keeps_values IN (2, 3, 4, 5)
      AND LOWER(column_name) IN ('derived_tstamp', 'domain_sessionidx', 'domain_userid', 'etl_tstamp', 'event_id', 'page_url', 'revenue', 'user_id')))
    THEN 'a column of atomic.events has another type or is gone, and pages$by_domain_userid_page has values of before: run the full.sql of pages'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where a source has a column that is named as one of Accrete's own
SELECT CAST(CASE
  WHEN EXISTS (
  SELECT 1 FROM information_schema.columns
  WHERE (table_schema = 'atomic' AND table_name = 'events')
    AND (LOWER(column_name) IN ('accrete_version', 'accrete_count', 'accrete_identity', 'accrete_rows', 'accrete_sign', 'accrete_had', 'accrete_has', 'accrete_row', 'accrete_one', 'accrete_bound', 'accrete_batch', 'accrete_found')
      OR RTRIM(LOWER(column_name), '0123456789') IN ('accrete_key_', 'accrete_count_', 'accrete_value_'))
)
    THEN 'a source of pages$by_domain_userid_page has a column of a name that Accrete gives to columns of its own: read it through a view without that column'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where a source has other types than those that it declares
SELECT CAST(CASE
  WHEN EXISTS (
SELECT 1 FROM information_schema.columns
WHERE table_schema = 'atomic' AND table_name = 'events'
    AND (NOT (LOWER(data_type) IN ('varchar', 'character varying', 'nvarchar', 'text', 'string', 'uuid', 'enum') OR LOWER(data_type) LIKE 'varchar(%)' OR LOWER(data_type) LIKE 'enum(%)') OR CASE WHEN data_type = 'VARCHAR' AND (table_schema, table_name) IN (SELECT (schema_name, table_name) FROM duckdb_tables() WHERE sql ILIKE '% COLLATE %') THEN 'text with a collation of its own' ELSE data_type END <> data_type)
    AND LOWER(column_name) IN ('domain_userid', 'page_url')
  OR table_schema = 'atomic' AND table_name = 'events'
    AND NOT (LOWER(data_type) IN ('smallint', 'int2', 'tinyint', 'integer', 'int', 'int4', 'bigint', 'int8', 'hugeint', 'utinyint', 'usmallint', 'uinteger', 'ubigint', 'uhugeint', 'decimal', 'numeric') OR LOWER(data_type) LIKE 'decimal(%)' OR LOWER(data_type) LIKE 'numeric(%)')
    AND LOWER(column_name) IN ('revenue')
)
    THEN 'the types of a source of pages$by_domain_userid_page are not the declared ones: mend the declaration, or run the full.sql of pages'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- What pages$by_domain_userid_page changes from now on: removed rows count negative
CREATE TABLE IF NOT EXISTS accrete."pages$by_domain_userid_page_changes_a0a9b775" AS
SELECT CAST(0 AS BIGINT) AS accrete_version, CAST(0 AS BIGINT) AS accrete_count, *
FROM accrete."pages$by_domain_userid_page_a0a9b775"
WITH NO DATA;

-- The touched keys: (domain_userid, page) whose rows may differ after this run
CREATE OR REPLACE TEMPORARY TABLE "pages$by_domain_userid_page_touched" AS
SELECT domain_userid, page FROM accrete."pages$by_domain_userid_page_a0a9b775"
WITH NO DATA;
COMMIT;
BEGIN TRANSACTION;

-- The batches of atomic.events that changed since the model last took them in
CREATE OR REPLACE TEMPORARY TABLE "changed atomic.events" AS
SELECT stamp, 'stamp' AS grain,
  CASE WHEN MIN(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of pages$by_domain_userid_page" WHERE input = 'atomic.events') THEN "rows" END) < 0 THEN 'shrunk'
    WHEN SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of pages$by_domain_userid_page" WHERE input = 'atomic.events') THEN 0 ELSE "rows" END) > 0 THEN 'reopened'
    ELSE 'new' END AS kind,
  SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of pages$by_domain_userid_page" WHERE input = 'atomic.events') THEN "rows" ELSE 0 END) AS "rows",
  SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of pages$by_domain_userid_page" WHERE input = 'atomic.events') THEN 0 ELSE "rows" END) AS known, MAX(freeze_id) AS last_freeze
FROM accrete.batch
WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'stamp'
  AND freeze_id <= (SELECT freeze_id FROM script)
GROUP BY stamp
HAVING MAX(freeze_id) > (SELECT freeze_id FROM "positions of pages$by_domain_userid_page" WHERE input = 'atomic.events');

-- Rows left atomic.events, and nobody knows which: stop, and say what to run
SELECT CAST(CASE
  WHEN EXISTS (SELECT 1 FROM "changed atomic.events" WHERE kind = 'shrunk')
    THEN 'a batch of atomic.events shrunk: run the full.sql of pages'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Keys touched by what changed in atomic.events
INSERT INTO "pages$by_domain_userid_page_touched" (domain_userid, page)
SELECT DISTINCT events.domain_userid, events.page_url AS page
FROM atomic.events AS events
WHERE EXISTS (SELECT 1 FROM "changed atomic.events" WHERE stamp IS NOT DISTINCT FROM events.etl_tstamp);

-- The rows that the touched keys have now, to leave
CREATE OR REPLACE TEMPORARY TABLE "pages$by_domain_userid_page_removed" AS
SELECT kept.rowid AS accrete_row, domain_userid, page, n, revenue, g
FROM accrete."pages$by_domain_userid_page_a0a9b775" AS kept
WHERE kept.rowid IN (
  SELECT kept.rowid
  FROM accrete."pages$by_domain_userid_page_a0a9b775" AS kept
  WHERE EXISTS (
    SELECT 1
    FROM "pages$by_domain_userid_page_touched" AS touched
    WHERE touched.domain_userid IS NOT DISTINCT FROM kept.domain_userid
      AND touched.page IS NOT DISTINCT FROM kept.page
  )
);

-- The rows that the touched keys must have, by the model's own SELECT; each input restricted to what they need
CREATE OR REPLACE TEMPORARY TABLE "pages$by_domain_userid_page_inserted" AS
SELECT domain_userid, page, n, revenue, g
FROM (
SELECT domain_userid, page_url AS page, COUNT(*) AS n, SUM(revenue) AS revenue, GROUPING(domain_userid) AS g
FROM (
  SELECT event_id, domain_userid, domain_sessionidx, user_id, page_url, derived_tstamp, revenue, etl_tstamp
  FROM atomic.events AS events
  WHERE EXISTS (
      SELECT 1
      FROM "pages$by_domain_userid_page_touched" AS touched
      WHERE touched.domain_userid IS NOT DISTINCT FROM events.domain_userid
        AND touched.page IS NOT DISTINCT FROM events.page_url
    )
    AND (events.etl_tstamp IN (SELECT stamp FROM "frozen atomic.events")
      OR events.etl_tstamp IS NULL AND EXISTS (SELECT 1 FROM "frozen atomic.events" WHERE stamp IS NULL))
) AS events
GROUP BY ROLLUP (domain_userid, 2)
HAVING GROUPING(domain_userid) = 0 AND GROUPING(page_url) = 0 AND (COUNT(*) > 1 OR GROUPING(domain_userid) = 1)
) AS model (domain_userid, page, n, revenue, g)
WHERE EXISTS (
  SELECT 1
  FROM "pages$by_domain_userid_page_touched" AS touched
  WHERE touched.domain_userid IS NOT DISTINCT FROM model.domain_userid
    AND touched.page IS NOT DISTINCT FROM model.page
);

-- Stop where a column has more digits or longer texts than its table: the engine would cut them
SELECT CAST(CASE
  WHEN EXISTS (
  SELECT 1 FROM information_schema.columns AS s
  JOIN information_schema.columns AS t ON t.column_name = s.column_name
  WHERE s.table_catalog = 'temp' AND s.table_name = 'pages$by_domain_userid_page_inserted'
    AND t.table_schema = 'accrete' AND t.table_name = 'pages$by_domain_userid_page_a0a9b775'
    AND s.data_type <> t.data_type AND (s.numeric_scale > t.numeric_scale
    OR s.data_type LIKE 'TIMESTAMP%' OR s.data_type = 'DOUBLE' OR s.data_type = 'FLOAT' AND t.data_type <> 'DOUBLE')
)
    THEN 'a column of what pages$by_domain_userid_page reads got more digits or longer texts: run the full.sql of pages'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Move the version of pages$by_domain_userid_page; a run or script that staged against the same one fails here
UPDATE accrete.model_version
SET version = (SELECT version FROM "version of pages$by_domain_userid_page") + 1, strategy = 'recompute',
  row_count = row_count + more_rows,
  key_count = GREATEST(LEAST(key_count + more_keys, row_count + more_rows), 0),
  run_id = (SELECT run_id FROM script), committed_at = CAST(now() AS TIMESTAMP)
FROM (
  SELECT CAST(COALESCE(SUM(stage_rows), 0) AS BIGINT) AS more_rows, CAST(COALESCE(SUM(stage_keys), 0) AS BIGINT) AS more_keys
  FROM (
    SELECT -SUM(key_rows) AS stage_rows, -COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM "pages$by_domain_userid_page_removed" GROUP BY domain_userid, page) AS grouped
    UNION ALL
    SELECT SUM(key_rows) AS stage_rows, COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM "pages$by_domain_userid_page_inserted" GROUP BY domain_userid, page) AS grouped
  ) AS stages
) AS difference
WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages$by_domain_userid_page' AND version = (SELECT version FROM "version of pages$by_domain_userid_page") AND fingerprint = '666e93ada8a5486f75146ed040473b4ec37b9af5d1c784920fc4da79678659ee';

-- Stop where somebody else committed pages$by_domain_userid_page or what it reads
SELECT CAST(CASE
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages$by_domain_userid_page'
      AND version = (SELECT version FROM "version of pages$by_domain_userid_page") + 1 AND run_id = (SELECT run_id FROM script))
    THEN 'a run committed pages$by_domain_userid_page meanwhile: run this script again'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Take the touched keys out of the table
DELETE FROM accrete."pages$by_domain_userid_page_a0a9b775"
WHERE rowid IN (SELECT accrete_row FROM "pages$by_domain_userid_page_removed");

-- Put their new rows in
INSERT INTO accrete."pages$by_domain_userid_page_a0a9b775" (domain_userid, page, n, revenue, g)
SELECT domain_userid, page, n, revenue, g
FROM "pages$by_domain_userid_page_inserted";

-- Publish the rows that pages$by_domain_userid_page lost and gained to its readers
INSERT INTO accrete."pages$by_domain_userid_page_changes_a0a9b775" (accrete_version, accrete_count, domain_userid, page, n, revenue, g)
SELECT (SELECT version FROM "version of pages$by_domain_userid_page") + 1, 1, domain_userid, page, n, revenue, g
FROM "pages$by_domain_userid_page_inserted" AS come
WHERE NOT EXISTS (
  SELECT 1
  FROM "pages$by_domain_userid_page_removed" AS leave
  WHERE leave.domain_userid IS NOT DISTINCT FROM come.domain_userid
    AND leave.page IS NOT DISTINCT FROM come.page
)
UNION ALL
SELECT (SELECT version FROM "version of pages$by_domain_userid_page") + 1, CAST(SUM(accrete_count) AS BIGINT), domain_userid, page, n, revenue, g
FROM (
  SELECT -1 AS accrete_count, domain_userid, page, n, revenue, g, CAST(r AS VARCHAR) AS accrete_identity
  FROM (SELECT domain_userid, page, n, revenue, g FROM "pages$by_domain_userid_page_removed" AS come) AS r
  UNION ALL
  SELECT 1 AS accrete_count, domain_userid, page, n, revenue, g, CAST(r AS VARCHAR) AS accrete_identity
  FROM (SELECT domain_userid, page, n, revenue, g FROM "pages$by_domain_userid_page_inserted" AS come WHERE EXISTS (
  SELECT 1
  FROM "pages$by_domain_userid_page_removed" AS leave
  WHERE leave.domain_userid IS NOT DISTINCT FROM come.domain_userid
    AND leave.page IS NOT DISTINCT FROM come.page
)) AS r
) AS changed
GROUP BY domain_userid, page, n, revenue, g, accrete_identity
HAVING SUM(accrete_count) <> 0;

-- Log the change
INSERT INTO accrete.change_log (project, target_schema, model, version, kind, removed, inserted)
SELECT 'web', 'derived', 'pages$by_domain_userid_page', (SELECT version FROM "version of pages$by_domain_userid_page") + 1, 'rows',
  COALESCE(SUM(CASE WHEN accrete_count < 0 THEN -accrete_count END), 0), COALESCE(SUM(CASE WHEN accrete_count > 0 THEN accrete_count END), 0)
FROM accrete."pages$by_domain_userid_page_changes_a0a9b775"
WHERE accrete_version = (SELECT version FROM "version of pages$by_domain_userid_page") + 1;
DROP TABLE IF EXISTS temp."pages$by_domain_userid_page_touched";
DROP TABLE IF EXISTS temp."pages$by_domain_userid_page_removed";
DROP TABLE IF EXISTS temp."pages$by_domain_userid_page_inserted";

-- Note how far pages$by_domain_userid_page has taken in its inputs
INSERT INTO accrete."position" (project, target_schema, model, input, freeze_id, change_version, model_version)
VALUES
  ('web', 'derived', 'pages$by_domain_userid_page', 'atomic.events', (SELECT freeze_id FROM script), NULL, (SELECT version FROM "version of pages$by_domain_userid_page") + 1);
COMMIT;

-- ---- pages$by_domain_userid: recompute the touched keys
DROP TABLE IF EXISTS temp."version of pages$by_domain_userid";
BEGIN TRANSACTION;

-- Where pages$by_domain_userid stands: its version and its positions
CREATE OR REPLACE TEMPORARY TABLE "version of pages$by_domain_userid" AS
SELECT COALESCE(MAX(version), 0) AS version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages$by_domain_userid';
CREATE OR REPLACE TEMPORARY TABLE "positions of pages$by_domain_userid" AS
SELECT input, freeze_id, change_version
FROM accrete."position"
WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages$by_domain_userid' AND model_version = (SELECT version FROM "version of pages$by_domain_userid");

-- Stop, and say what to run, where pages$by_domain_userid cannot be brought up to date by its changes
SELECT CAST(CASE
  WHEN (SELECT version FROM "version of pages$by_domain_userid") = 0
    THEN 'pages$by_domain_userid was never built: run the full.sql of pages'
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages$by_domain_userid' AND fingerprint = '2c664f3938801e284505ae8551f05230d8eac73585d95a8b4099d483ca35048e')
    THEN 'pages$by_domain_userid changed since its table was built: run the full.sql of pages'
  WHEN NOT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = 'accrete' AND table_name = 'pages$by_domain_userid_a0a9b775')
    THEN 'the table accrete.pages$by_domain_userid_a0a9b775 is gone: run the full.sql of pages'
  WHEN (SELECT freeze_id FROM "positions of pages$by_domain_userid" WHERE input = 'atomic.events') IS NULL
    THEN 'atomic.events is a new input of pages$by_domain_userid: run the full.sql of pages'
  WHEN (SELECT freeze_id FROM "positions of pages$by_domain_userid" WHERE input = 'atomic.events') > (SELECT freeze_id FROM script)
    THEN 'a run took later rows of atomic.events into pages$by_domain_userid meanwhile: run this script again'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where columns of atomic.events are not what they were
SELECT CAST(CASE
  WHEN EXISTS (SELECT 1 FROM accrete.source_column WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events'
      AND freeze_id > (SELECT freeze_id FROM "positions of pages$by_domain_userid" WHERE input = 'atomic.events') AND (keeps_values = 0
      AND LOWER(column_name) IN ('derived_tstamp', 'domain_sessionidx', 'domain_userid', 'etl_tstamp', 'event_id', 'page_url', 'revenue', 'user_id')
      OR keeps_values IN (2, 3, 4, 5)
      AND LOWER(column_name) IN ('derived_tstamp', 'domain_sessionidx', 'domain_userid', 'etl_tstamp', 'event_id', 'page_url', 'revenue', 'user_id')))
    THEN 'a column of atomic.events has another type or is gone, and pages$by_domain_userid has values of before: run the full.sql of pages'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where a source has a column that is named as one of Accrete's own
SELECT CAST(CASE
  WHEN EXISTS (
  SELECT 1 FROM information_schema.columns
  WHERE (table_schema = 'atomic' AND table_name = 'events')
    AND (LOWER(column_name) IN ('accrete_version', 'accrete_count', 'accrete_identity', 'accrete_rows', 'accrete_sign', 'accrete_had', 'accrete_has', 'accrete_row', 'accrete_one', 'accrete_bound', 'accrete_batch', 'accrete_found')
      OR RTRIM(LOWER(column_name), '0123456789') IN ('accrete_key_', 'accrete_count_', 'accrete_value_'))
)
    THEN 'a source of pages$by_domain_userid has a column of a name that Accrete gives to columns of its own: read it through a view without that column'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where a source has other types than those that it declares
SELECT CAST(CASE
  WHEN EXISTS (
SELECT 1 FROM information_schema.columns
WHERE table_schema = 'atomic' AND table_name = 'events'
    AND (NOT (LOWER(data_type) IN ('varchar', 'character varying', 'nvarchar', 'text', 'string', 'uuid', 'enum') OR LOWER(data_type) LIKE 'varchar(%)' OR LOWER(data_type) LIKE 'enum(%)') OR CASE WHEN data_type = 'VARCHAR' AND (table_schema, table_name) IN (SELECT (schema_name, table_name) FROM duckdb_tables() WHERE sql ILIKE '% COLLATE %') THEN 'text with a collation of its own' ELSE data_type END <> data_type)
    AND LOWER(column_name) IN ('domain_userid', 'page_url')
  OR table_schema = 'atomic' AND table_name = 'events'
    AND NOT (LOWER(data_type) IN ('smallint', 'int2', 'tinyint', 'integer', 'int', 'int4', 'bigint', 'int8', 'hugeint', 'utinyint', 'usmallint', 'uinteger', 'ubigint', 'uhugeint', 'decimal', 'numeric') OR LOWER(data_type) LIKE 'decimal(%)' OR LOWER(data_type) LIKE 'numeric(%)')
    AND LOWER(column_name) IN ('revenue')
)
    THEN 'the types of a source of pages$by_domain_userid are not the declared ones: mend the declaration, or run the full.sql of pages'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- What pages$by_domain_userid changes from now on: removed rows count negative
CREATE TABLE IF NOT EXISTS accrete."pages$by_domain_userid_changes_a0a9b775" AS
SELECT CAST(0 AS BIGINT) AS accrete_version, CAST(0 AS BIGINT) AS accrete_count, *
FROM accrete."pages$by_domain_userid_a0a9b775"
WITH NO DATA;

-- The touched keys: (domain_userid, page) whose rows may differ after this run
CREATE OR REPLACE TEMPORARY TABLE "pages$by_domain_userid_touched" AS
SELECT domain_userid, page FROM accrete."pages$by_domain_userid_a0a9b775"
WITH NO DATA;
COMMIT;
BEGIN TRANSACTION;

-- The batches of atomic.events that changed since the model last took them in
CREATE OR REPLACE TEMPORARY TABLE "changed atomic.events" AS
SELECT stamp, 'stamp' AS grain,
  CASE WHEN MIN(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of pages$by_domain_userid" WHERE input = 'atomic.events') THEN "rows" END) < 0 THEN 'shrunk'
    WHEN SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of pages$by_domain_userid" WHERE input = 'atomic.events') THEN 0 ELSE "rows" END) > 0 THEN 'reopened'
    ELSE 'new' END AS kind,
  SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of pages$by_domain_userid" WHERE input = 'atomic.events') THEN "rows" ELSE 0 END) AS "rows",
  SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of pages$by_domain_userid" WHERE input = 'atomic.events') THEN 0 ELSE "rows" END) AS known, MAX(freeze_id) AS last_freeze
FROM accrete.batch
WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'stamp'
  AND freeze_id <= (SELECT freeze_id FROM script)
GROUP BY stamp
HAVING MAX(freeze_id) > (SELECT freeze_id FROM "positions of pages$by_domain_userid" WHERE input = 'atomic.events');

-- Rows left atomic.events, and nobody knows which: stop, and say what to run
SELECT CAST(CASE
  WHEN EXISTS (SELECT 1 FROM "changed atomic.events" WHERE kind = 'shrunk')
    THEN 'a batch of atomic.events shrunk: run the full.sql of pages'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Keys touched by what changed in atomic.events
INSERT INTO "pages$by_domain_userid_touched" (domain_userid, page)
SELECT DISTINCT events.domain_userid, CASE WHEN 1 = 0 THEN events.page_url END AS page
FROM atomic.events AS events
WHERE EXISTS (SELECT 1 FROM "changed atomic.events" WHERE stamp IS NOT DISTINCT FROM events.etl_tstamp);

-- The rows that the touched keys have now, to leave
CREATE OR REPLACE TEMPORARY TABLE "pages$by_domain_userid_removed" AS
SELECT kept.rowid AS accrete_row, domain_userid, page, n, revenue, g
FROM accrete."pages$by_domain_userid_a0a9b775" AS kept
WHERE kept.rowid IN (
  SELECT kept.rowid
  FROM accrete."pages$by_domain_userid_a0a9b775" AS kept
  WHERE EXISTS (
    SELECT 1
    FROM "pages$by_domain_userid_touched" AS touched
    WHERE touched.domain_userid IS NOT DISTINCT FROM kept.domain_userid
      AND touched.page IS NOT DISTINCT FROM kept.page
  )
);

-- The rows that the touched keys must have, by the model's own SELECT; each input restricted to what they need
CREATE OR REPLACE TEMPORARY TABLE "pages$by_domain_userid_inserted" AS
SELECT domain_userid, page, n, revenue, g
FROM (
SELECT domain_userid, page_url AS page, COUNT(*) AS n, SUM(revenue) AS revenue, GROUPING(domain_userid) AS g
FROM (
  SELECT event_id, domain_userid, domain_sessionidx, user_id, page_url, derived_tstamp, revenue, etl_tstamp
  FROM (
    SELECT *, events.domain_userid AS accrete_key_1, CASE WHEN 1 = 0 THEN events.page_url END AS accrete_key_2
    FROM atomic.events AS events
  ) AS events
  WHERE EXISTS (
      SELECT 1
      FROM "pages$by_domain_userid_touched" AS touched
      WHERE touched.domain_userid IS NOT DISTINCT FROM events.accrete_key_1
        AND touched.page IS NOT DISTINCT FROM events.accrete_key_2
    )
    AND (events.etl_tstamp IN (SELECT stamp FROM "frozen atomic.events")
      OR events.etl_tstamp IS NULL AND EXISTS (SELECT 1 FROM "frozen atomic.events" WHERE stamp IS NULL))
) AS events
GROUP BY ROLLUP (domain_userid, 2)
HAVING GROUPING(domain_userid) = 0 AND GROUPING(page_url) = 1 AND (COUNT(*) > 1 OR GROUPING(domain_userid) = 1)
) AS model (domain_userid, page, n, revenue, g)
WHERE EXISTS (
  SELECT 1
  FROM "pages$by_domain_userid_touched" AS touched
  WHERE touched.domain_userid IS NOT DISTINCT FROM model.domain_userid
    AND touched.page IS NOT DISTINCT FROM model.page
);

-- Stop where a column has more digits or longer texts than its table: the engine would cut them
SELECT CAST(CASE
  WHEN EXISTS (
  SELECT 1 FROM information_schema.columns AS s
  JOIN information_schema.columns AS t ON t.column_name = s.column_name
  WHERE s.table_catalog = 'temp' AND s.table_name = 'pages$by_domain_userid_inserted'
    AND t.table_schema = 'accrete' AND t.table_name = 'pages$by_domain_userid_a0a9b775'
    AND s.data_type <> t.data_type AND (s.numeric_scale > t.numeric_scale
    OR s.data_type LIKE 'TIMESTAMP%' OR s.data_type = 'DOUBLE' OR s.data_type = 'FLOAT' AND t.data_type <> 'DOUBLE')
)
    THEN 'a column of what pages$by_domain_userid reads got more digits or longer texts: run the full.sql of pages'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Move the version of pages$by_domain_userid; a run or script that staged against the same one fails here
UPDATE accrete.model_version
SET version = (SELECT version FROM "version of pages$by_domain_userid") + 1, strategy = 'recompute',
  row_count = row_count + more_rows,
  key_count = GREATEST(LEAST(key_count + more_keys, row_count + more_rows), 0),
  run_id = (SELECT run_id FROM script), committed_at = CAST(now() AS TIMESTAMP)
FROM (
  SELECT CAST(COALESCE(SUM(stage_rows), 0) AS BIGINT) AS more_rows, CAST(COALESCE(SUM(stage_keys), 0) AS BIGINT) AS more_keys
  FROM (
    SELECT -SUM(key_rows) AS stage_rows, -COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM "pages$by_domain_userid_removed" GROUP BY domain_userid, page) AS grouped
    UNION ALL
    SELECT SUM(key_rows) AS stage_rows, COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM "pages$by_domain_userid_inserted" GROUP BY domain_userid, page) AS grouped
  ) AS stages
) AS difference
WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages$by_domain_userid' AND version = (SELECT version FROM "version of pages$by_domain_userid") AND fingerprint = '2c664f3938801e284505ae8551f05230d8eac73585d95a8b4099d483ca35048e';

-- Stop where somebody else committed pages$by_domain_userid or what it reads
SELECT CAST(CASE
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages$by_domain_userid'
      AND version = (SELECT version FROM "version of pages$by_domain_userid") + 1 AND run_id = (SELECT run_id FROM script))
    THEN 'a run committed pages$by_domain_userid meanwhile: run this script again'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Take the touched keys out of the table
DELETE FROM accrete."pages$by_domain_userid_a0a9b775"
WHERE rowid IN (SELECT accrete_row FROM "pages$by_domain_userid_removed");

-- Put their new rows in
INSERT INTO accrete."pages$by_domain_userid_a0a9b775" (domain_userid, page, n, revenue, g)
SELECT domain_userid, page, n, revenue, g
FROM "pages$by_domain_userid_inserted";

-- Publish the rows that pages$by_domain_userid lost and gained to its readers
INSERT INTO accrete."pages$by_domain_userid_changes_a0a9b775" (accrete_version, accrete_count, domain_userid, page, n, revenue, g)
SELECT (SELECT version FROM "version of pages$by_domain_userid") + 1, 1, domain_userid, page, n, revenue, g
FROM "pages$by_domain_userid_inserted" AS come
WHERE NOT EXISTS (
  SELECT 1
  FROM "pages$by_domain_userid_removed" AS leave
  WHERE leave.domain_userid IS NOT DISTINCT FROM come.domain_userid
    AND leave.page IS NOT DISTINCT FROM come.page
)
UNION ALL
SELECT (SELECT version FROM "version of pages$by_domain_userid") + 1, CAST(SUM(accrete_count) AS BIGINT), domain_userid, page, n, revenue, g
FROM (
  SELECT -1 AS accrete_count, domain_userid, page, n, revenue, g, CAST(r AS VARCHAR) AS accrete_identity
  FROM (SELECT domain_userid, page, n, revenue, g FROM "pages$by_domain_userid_removed" AS come) AS r
  UNION ALL
  SELECT 1 AS accrete_count, domain_userid, page, n, revenue, g, CAST(r AS VARCHAR) AS accrete_identity
  FROM (SELECT domain_userid, page, n, revenue, g FROM "pages$by_domain_userid_inserted" AS come WHERE EXISTS (
  SELECT 1
  FROM "pages$by_domain_userid_removed" AS leave
  WHERE leave.domain_userid IS NOT DISTINCT FROM come.domain_userid
    AND leave.page IS NOT DISTINCT FROM come.page
)) AS r
) AS changed
GROUP BY domain_userid, page, n, revenue, g, accrete_identity
HAVING SUM(accrete_count) <> 0;

-- Log the change
INSERT INTO accrete.change_log (project, target_schema, model, version, kind, removed, inserted)
SELECT 'web', 'derived', 'pages$by_domain_userid', (SELECT version FROM "version of pages$by_domain_userid") + 1, 'rows',
  COALESCE(SUM(CASE WHEN accrete_count < 0 THEN -accrete_count END), 0), COALESCE(SUM(CASE WHEN accrete_count > 0 THEN accrete_count END), 0)
FROM accrete."pages$by_domain_userid_changes_a0a9b775"
WHERE accrete_version = (SELECT version FROM "version of pages$by_domain_userid") + 1;
DROP TABLE IF EXISTS temp."pages$by_domain_userid_touched";
DROP TABLE IF EXISTS temp."pages$by_domain_userid_removed";
DROP TABLE IF EXISTS temp."pages$by_domain_userid_inserted";

-- Note how far pages$by_domain_userid has taken in its inputs
INSERT INTO accrete."position" (project, target_schema, model, input, freeze_id, change_version, model_version)
VALUES
  ('web', 'derived', 'pages$by_domain_userid', 'atomic.events', (SELECT freeze_id FROM script), NULL, (SELECT version FROM "version of pages$by_domain_userid") + 1);
COMMIT;

-- ---- pages$total: rebuild
BEGIN TRANSACTION;

-- Where pages$total stands: its version and its positions
CREATE OR REPLACE TEMPORARY TABLE "version of pages$total" AS
SELECT COALESCE(MAX(version), 0) AS version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages$total';
CREATE OR REPLACE TEMPORARY TABLE "positions of pages$total" AS
SELECT input, freeze_id, change_version
FROM accrete."position"
WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages$total' AND model_version = (SELECT version FROM "version of pages$total");

-- Compute pages$total from all of history, as of the freeze
CREATE OR REPLACE TEMPORARY TABLE "pages$total_staged" AS
SELECT domain_userid, page, n, revenue, g
FROM (
SELECT domain_userid, page_url AS page, COUNT(*) AS n, SUM(revenue) AS revenue, GROUPING(domain_userid) AS g
FROM (
  SELECT event_id, domain_userid, domain_sessionidx, user_id, page_url, derived_tstamp, revenue, etl_tstamp
  FROM atomic.events AS events
  WHERE EXISTS (SELECT 1 FROM "frozen atomic.events" WHERE stamp IS NOT DISTINCT FROM events.etl_tstamp)
) AS events
GROUP BY ROLLUP (domain_userid, 2)
HAVING GROUPING(domain_userid) = 1 AND GROUPING(page_url) = 1 AND (COUNT(*) > 1 OR GROUPING(domain_userid) = 1)
) AS model (domain_userid, page, n, revenue, g);

-- The first build of pages$total starts from version 0
INSERT INTO accrete.model_version (project, target_schema, model, version, fingerprint, key_count, row_count, strategy, run_id, committed_at)
SELECT 'web', 'derived', 'pages$total', 0, '', 0, 0, 'none', (SELECT run_id FROM script), CAST(now() AS TIMESTAMP)
WHERE NOT EXISTS (SELECT 1 FROM accrete.model_version
  WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages$total');

-- Move the version of pages$total; a run or script that staged against the same one fails here
UPDATE accrete.model_version
SET version = (SELECT version FROM "version of pages$total") + 1, fingerprint = '4bddcef4f38d32bf6b0b3685e3e68397bdb23d2b6a4b7b27766f1351d0c340c8', strategy = 'full',
  row_count = (SELECT COUNT(*) FROM "pages$total_staged"),
  key_count = (SELECT COUNT(*) FROM "pages$total_staged"),
  run_id = (SELECT run_id FROM script), committed_at = CAST(now() AS TIMESTAMP)
WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages$total' AND version = (SELECT version FROM "version of pages$total");

-- Stop where somebody else committed pages$total or what it reads
SELECT CAST(CASE
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages$total'
      AND version = (SELECT version FROM "version of pages$total") + 1 AND run_id = (SELECT run_id FROM script))
    THEN 'a run committed pages$total meanwhile: run this script again'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Put the new table in place of the old one
CREATE SCHEMA IF NOT EXISTS accrete;
DROP TABLE IF EXISTS accrete."pages$total_a0a9b775";

-- Create the table in the types that the engine gave the columns
CREATE TABLE accrete."pages$total_a0a9b775" AS
SELECT domain_userid, page, n, revenue, g
FROM "pages$total_staged";

-- The parts of every group of pages$total, those that its table does not show too
CREATE OR REPLACE TEMPORARY TABLE "pages$total_parts" AS
SELECT block.accrete_rows, block.accrete_count_2, block.accrete_value_2
FROM (
  SELECT COUNT(*) AS accrete_rows, COUNT(events.revenue) AS accrete_count_2, SUM(events.revenue) AS accrete_value_2
  FROM atomic.events AS events
  WHERE EXISTS (SELECT 1 FROM "frozen atomic.events" WHERE stamp IS NOT DISTINCT FROM events.etl_tstamp)
) AS block;
DROP TABLE IF EXISTS accrete."pages$total_side_parts_a0a9b775";

-- Keep them
CREATE TABLE accrete."pages$total_side_parts_a0a9b775" AS
SELECT accrete_rows, accrete_count_2, accrete_value_2
FROM "pages$total_parts";
DROP TABLE IF EXISTS temp."pages$total_parts";

-- Readers of pages$total are rebuilt after this; what it changed before is of no use
DROP TABLE IF EXISTS accrete."pages$total_changes_a0a9b775";

-- What pages$total changes from now on: removed rows count negative
CREATE TABLE IF NOT EXISTS accrete."pages$total_changes_a0a9b775" AS
SELECT CAST(0 AS BIGINT) AS accrete_version, CAST(0 AS BIGINT) AS accrete_count, *
FROM accrete."pages$total_a0a9b775"
WITH NO DATA;

-- A reset: each reader of pages$total is rebuilt in full once
INSERT INTO accrete.change_log (project, target_schema, model, version, kind, removed, inserted)
VALUES ('web', 'derived', 'pages$total', (SELECT version FROM "version of pages$total") + 1, 'reset', 0, 0);
DROP TABLE IF EXISTS temp."pages$total_staged";

-- Note how far pages$total has taken in its inputs
INSERT INTO accrete."position" (project, target_schema, model, input, freeze_id, change_version, model_version)
VALUES
  ('web', 'derived', 'pages$total', 'atomic.events', (SELECT freeze_id FROM script), NULL, (SELECT version FROM "version of pages$total") + 1),
  ('web', 'derived', 'pages$total', 'side table parts', NULL, 0, (SELECT version FROM "version of pages$total") + 1);
COMMIT;

-- ---- pages: recompute the touched keys
DROP TABLE IF EXISTS temp."version of pages";
BEGIN TRANSACTION;

-- Where pages stands: its version and its positions
CREATE OR REPLACE TEMPORARY TABLE "version of pages" AS
SELECT COALESCE(MAX(version), 0) AS version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages';
CREATE OR REPLACE TEMPORARY TABLE "positions of pages" AS
SELECT input, freeze_id, change_version
FROM accrete."position"
WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages' AND model_version = (SELECT version FROM "version of pages");

-- The versions of the models that it reads
CREATE OR REPLACE TEMPORARY TABLE "inputs of pages" AS
SELECT model, version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model IN ('pages$by_domain_userid_page', 'pages$by_domain_userid', 'pages$total');

-- Stop, and say what to run, where pages cannot be brought up to date by its changes
SELECT CAST(CASE
  WHEN (SELECT version FROM "version of pages") = 0
    THEN 'pages was never built: run the full.sql of pages'
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages' AND fingerprint = 'e7a07d27c72f1b6b03f1d076e41ebaf47f371e76629ab0af1898ee96bbc31bca')
    THEN 'pages changed since its table was built: run the full.sql of pages'
  WHEN NOT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = 'derived' AND table_name = 'pages')
    THEN 'the table derived.pages is gone: run the full.sql of pages'
  WHEN (SELECT change_version FROM "positions of pages" WHERE input = 'pages$by_domain_userid_page') IS NULL
    THEN 'pages$by_domain_userid_page is a new input of pages: run the full.sql of pages'
  WHEN (SELECT change_version FROM "positions of pages" WHERE input = 'pages$by_domain_userid') IS NULL
    THEN 'pages$by_domain_userid is a new input of pages: run the full.sql of pages'
  WHEN (SELECT change_version FROM "positions of pages" WHERE input = 'pages$total') IS NULL
    THEN 'pages$total is a new input of pages: run the full.sql of pages'
  WHEN (SELECT COUNT(*) FROM accrete.change_log WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages$by_domain_userid_page' AND kind = 'rows'
      AND version > (SELECT change_version FROM "positions of pages" WHERE input = 'pages$by_domain_userid_page'))
    <> (SELECT version FROM "inputs of pages" WHERE model = 'pages$by_domain_userid_page') - (SELECT change_version FROM "positions of pages" WHERE input = 'pages$by_domain_userid_page')
    OR EXISTS (SELECT 1 FROM accrete.change_log WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages$by_domain_userid_page' AND kind = 'dropped'
      AND version > (SELECT change_version FROM "positions of pages" WHERE input = 'pages$by_domain_userid_page'))
    THEN 'pages$by_domain_userid_page was rebuilt, or its changes are no longer kept: run the full.sql of pages'
  WHEN (SELECT COUNT(*) FROM accrete.change_log WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages$by_domain_userid' AND kind = 'rows'
      AND version > (SELECT change_version FROM "positions of pages" WHERE input = 'pages$by_domain_userid'))
    <> (SELECT version FROM "inputs of pages" WHERE model = 'pages$by_domain_userid') - (SELECT change_version FROM "positions of pages" WHERE input = 'pages$by_domain_userid')
    OR EXISTS (SELECT 1 FROM accrete.change_log WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages$by_domain_userid' AND kind = 'dropped'
      AND version > (SELECT change_version FROM "positions of pages" WHERE input = 'pages$by_domain_userid'))
    THEN 'pages$by_domain_userid was rebuilt, or its changes are no longer kept: run the full.sql of pages'
  WHEN (SELECT COUNT(*) FROM accrete.change_log WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages$total' AND kind = 'rows'
      AND version > (SELECT change_version FROM "positions of pages" WHERE input = 'pages$total'))
    <> (SELECT version FROM "inputs of pages" WHERE model = 'pages$total') - (SELECT change_version FROM "positions of pages" WHERE input = 'pages$total')
    OR EXISTS (SELECT 1 FROM accrete.change_log WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages$total' AND kind = 'dropped'
      AND version > (SELECT change_version FROM "positions of pages" WHERE input = 'pages$total'))
    THEN 'pages$total was rebuilt, or its changes are no longer kept: run the full.sql of pages'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- The touched keys: (domain_userid, page, n, revenue, g) whose rows may differ after this run
CREATE OR REPLACE TEMPORARY TABLE pages_touched AS
SELECT domain_userid, page, n, revenue, g FROM derived.pages
WITH NO DATA;
COMMIT;
BEGIN TRANSACTION;

-- Keys touched by what changed in pages$by_domain_userid_page
INSERT INTO pages_touched (domain_userid, page, n, revenue, g)
SELECT DISTINCT "pages$by_domain_userid_page".domain_userid, "pages$by_domain_userid_page".page, "pages$by_domain_userid_page".n, "pages$by_domain_userid_page".revenue, "pages$by_domain_userid_page".g
FROM (
    SELECT domain_userid, page, n, revenue, g FROM accrete."pages$by_domain_userid_page_changes_a0a9b775" WHERE accrete_version > (SELECT change_version FROM "positions of pages" WHERE input = 'pages$by_domain_userid_page')
  ) AS "pages$by_domain_userid_page";

-- Keys touched by what changed in pages$by_domain_userid
INSERT INTO pages_touched (domain_userid, page, n, revenue, g)
SELECT DISTINCT "pages$by_domain_userid".domain_userid, "pages$by_domain_userid".page, "pages$by_domain_userid".n, "pages$by_domain_userid".revenue, "pages$by_domain_userid".g
FROM (
    SELECT domain_userid, page, n, revenue, g FROM accrete."pages$by_domain_userid_changes_a0a9b775" WHERE accrete_version > (SELECT change_version FROM "positions of pages" WHERE input = 'pages$by_domain_userid')
  ) AS "pages$by_domain_userid";

-- Keys touched by what changed in pages$total
INSERT INTO pages_touched (domain_userid, page, n, revenue, g)
SELECT DISTINCT "pages$total".domain_userid, "pages$total".page, "pages$total".n, "pages$total".revenue, "pages$total".g
FROM (
    SELECT domain_userid, page, n, revenue, g FROM accrete."pages$total_changes_a0a9b775" WHERE accrete_version > (SELECT change_version FROM "positions of pages" WHERE input = 'pages$total')
  ) AS "pages$total";

-- The rows that the touched keys have now, to leave
CREATE OR REPLACE TEMPORARY TABLE pages_removed AS
SELECT kept.rowid AS accrete_row, domain_userid, page, n, revenue, g
FROM derived.pages AS kept
WHERE EXISTS (
  SELECT 1
  FROM pages_touched AS touched
  WHERE touched.domain_userid IS NOT DISTINCT FROM kept.domain_userid
    AND touched.page IS NOT DISTINCT FROM kept.page
    AND touched.n IS NOT DISTINCT FROM kept.n
    AND touched.revenue IS NOT DISTINCT FROM kept.revenue
    AND touched.g IS NOT DISTINCT FROM kept.g
);

-- The rows that the touched keys must have, by the model's own SELECT; each input restricted to what they need
CREATE OR REPLACE TEMPORARY TABLE pages_inserted AS
SELECT domain_userid, page, n, revenue, g
FROM (
SELECT "domain_userid", "page", "n", "revenue", "g" FROM (
  SELECT domain_userid, page, n, revenue, g
  FROM (
    SELECT *, "pages$by_domain_userid_page".domain_userid AS accrete_key_1, "pages$by_domain_userid_page".page AS accrete_key_2, "pages$by_domain_userid_page".n AS accrete_key_3, "pages$by_domain_userid_page".revenue AS accrete_key_4, "pages$by_domain_userid_page".g AS accrete_key_5
    FROM accrete."pages$by_domain_userid_page_a0a9b775" AS "pages$by_domain_userid_page"
  ) AS "pages$by_domain_userid_page"
  WHERE EXISTS (
      SELECT 1
      FROM pages_touched AS touched
      WHERE touched.domain_userid IS NOT DISTINCT FROM "pages$by_domain_userid_page".accrete_key_1
        AND touched.page IS NOT DISTINCT FROM "pages$by_domain_userid_page".accrete_key_2
        AND touched.n IS NOT DISTINCT FROM "pages$by_domain_userid_page".accrete_key_3
        AND touched.revenue IS NOT DISTINCT FROM "pages$by_domain_userid_page".accrete_key_4
        AND touched.g IS NOT DISTINCT FROM "pages$by_domain_userid_page".accrete_key_5
    )
) AS "pages$by_domain_userid_page"
UNION ALL
SELECT "domain_userid", "page", "n", "revenue", "g" FROM (
  SELECT domain_userid, page, n, revenue, g
  FROM (
    SELECT *, "pages$by_domain_userid".domain_userid AS accrete_key_1, "pages$by_domain_userid".page AS accrete_key_2, "pages$by_domain_userid".n AS accrete_key_3, "pages$by_domain_userid".revenue AS accrete_key_4, "pages$by_domain_userid".g AS accrete_key_5
    FROM accrete."pages$by_domain_userid_a0a9b775" AS "pages$by_domain_userid"
  ) AS "pages$by_domain_userid"
  WHERE EXISTS (
      SELECT 1
      FROM pages_touched AS touched
      WHERE touched.domain_userid IS NOT DISTINCT FROM "pages$by_domain_userid".accrete_key_1
        AND touched.page IS NOT DISTINCT FROM "pages$by_domain_userid".accrete_key_2
        AND touched.n IS NOT DISTINCT FROM "pages$by_domain_userid".accrete_key_3
        AND touched.revenue IS NOT DISTINCT FROM "pages$by_domain_userid".accrete_key_4
        AND touched.g IS NOT DISTINCT FROM "pages$by_domain_userid".accrete_key_5
    )
) AS "pages$by_domain_userid"
UNION ALL
SELECT "domain_userid", "page", "n", "revenue", "g" FROM (
  SELECT domain_userid, page, n, revenue, g
  FROM (
    SELECT *, "pages$total".domain_userid AS accrete_key_1, "pages$total".page AS accrete_key_2, "pages$total".n AS accrete_key_3, "pages$total".revenue AS accrete_key_4, "pages$total".g AS accrete_key_5
    FROM accrete."pages$total_a0a9b775" AS "pages$total"
  ) AS "pages$total"
  WHERE EXISTS (
      SELECT 1
      FROM pages_touched AS touched
      WHERE touched.domain_userid IS NOT DISTINCT FROM "pages$total".accrete_key_1
        AND touched.page IS NOT DISTINCT FROM "pages$total".accrete_key_2
        AND touched.n IS NOT DISTINCT FROM "pages$total".accrete_key_3
        AND touched.revenue IS NOT DISTINCT FROM "pages$total".accrete_key_4
        AND touched.g IS NOT DISTINCT FROM "pages$total".accrete_key_5
    )
) AS "pages$total"
) AS model (domain_userid, page, n, revenue, g)
WHERE EXISTS (
  SELECT 1
  FROM pages_touched AS touched
  WHERE touched.domain_userid IS NOT DISTINCT FROM model.domain_userid
    AND touched.page IS NOT DISTINCT FROM model.page
    AND touched.n IS NOT DISTINCT FROM model.n
    AND touched.revenue IS NOT DISTINCT FROM model.revenue
    AND touched.g IS NOT DISTINCT FROM model.g
);

-- Stop where a column has more digits or longer texts than its table: the engine would cut them
SELECT CAST(CASE
  WHEN EXISTS (
  SELECT 1 FROM information_schema.columns AS s
  JOIN information_schema.columns AS t ON t.column_name = s.column_name
  WHERE s.table_catalog = 'temp' AND s.table_name = 'pages_inserted'
    AND t.table_schema = 'derived' AND t.table_name = 'pages'
    AND s.data_type <> t.data_type AND (s.numeric_scale > t.numeric_scale
    OR s.data_type LIKE 'TIMESTAMP%' OR s.data_type = 'DOUBLE' OR s.data_type = 'FLOAT' AND t.data_type <> 'DOUBLE')
)
    THEN 'a column of what pages reads got more digits or longer texts: run the full.sql of pages'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Move the version of pages; a run or script that staged against the same one fails here
UPDATE accrete.model_version
SET version = (SELECT version FROM "version of pages") + 1, strategy = 'recompute',
  row_count = row_count + more_rows,
  key_count = GREATEST(LEAST(key_count + more_keys, row_count + more_rows), 0),
  run_id = (SELECT run_id FROM script), committed_at = CAST(now() AS TIMESTAMP)
FROM (
  SELECT CAST(COALESCE(SUM(stage_rows), 0) AS BIGINT) AS more_rows, CAST(COALESCE(SUM(stage_keys), 0) AS BIGINT) AS more_keys
  FROM (
    SELECT -SUM(key_rows) AS stage_rows, -COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM pages_removed GROUP BY domain_userid, page, n, revenue, g) AS grouped
    UNION ALL
    SELECT SUM(key_rows) AS stage_rows, COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM pages_inserted GROUP BY domain_userid, page, n, revenue, g) AS grouped
  ) AS stages
) AS difference
WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages' AND version = (SELECT version FROM "version of pages") AND fingerprint = 'e7a07d27c72f1b6b03f1d076e41ebaf47f371e76629ab0af1898ee96bbc31bca';

-- Stop where somebody else committed pages or what it reads
SELECT CAST(CASE
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages'
      AND version = (SELECT version FROM "version of pages") + 1 AND run_id = (SELECT run_id FROM script))
    THEN 'a run committed pages meanwhile: run this script again'
  WHEN (SELECT version FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages$by_domain_userid_page')
    <> (SELECT version FROM "inputs of pages" WHERE model = 'pages$by_domain_userid_page')
    THEN 'a run committed pages$by_domain_userid_page meanwhile: run this script again'
  WHEN (SELECT version FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages$by_domain_userid')
    <> (SELECT version FROM "inputs of pages" WHERE model = 'pages$by_domain_userid')
    THEN 'a run committed pages$by_domain_userid meanwhile: run this script again'
  WHEN (SELECT version FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'pages$total')
    <> (SELECT version FROM "inputs of pages" WHERE model = 'pages$total')
    THEN 'a run committed pages$total meanwhile: run this script again'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Take the touched keys out of the table
DELETE FROM derived.pages
WHERE rowid IN (SELECT accrete_row FROM pages_removed);

-- Put their new rows in
INSERT INTO derived.pages (domain_userid, page, n, revenue, g)
SELECT domain_userid, page, n, revenue, g
FROM pages_inserted;
DROP TABLE IF EXISTS temp.pages_touched;
DROP TABLE IF EXISTS temp.pages_removed;
DROP TABLE IF EXISTS temp.pages_inserted;

-- Note how far pages has taken in its inputs
INSERT INTO accrete."position" (project, target_schema, model, input, freeze_id, change_version, model_version)
VALUES
  ('web', 'derived', 'pages', 'pages$by_domain_userid_page', NULL, (SELECT version FROM "inputs of pages" WHERE model = 'pages$by_domain_userid_page'), (SELECT version FROM "version of pages") + 1),
  ('web', 'derived', 'pages', 'pages$by_domain_userid', NULL, (SELECT version FROM "inputs of pages" WHERE model = 'pages$by_domain_userid'), (SELECT version FROM "version of pages") + 1),
  ('web', 'derived', 'pages', 'pages$total', NULL, (SELECT version FROM "inputs of pages" WHERE model = 'pages$total'), (SELECT version FROM "version of pages") + 1);
COMMIT;
