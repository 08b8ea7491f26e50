-- Brings derived.regions up to date: recomputes the keys that new rows touch.
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

-- Where crm.countries stands
DROP TABLE IF EXISTS "version of crm.countries";
CREATE TEMPORARY TABLE "version of crm.countries" AS
SELECT COALESCE(MAX(version), 0) AS version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model = 'crm.countries';

-- Models read crm.countries as a copy, so that its changes can be told: the first copy
DROP TABLE IF EXISTS "shape of accrete.crm.countries_copy_a0a9b775";
CREATE TEMPORARY TABLE "shape of accrete.crm.countries_copy_a0a9b775" AS
SELECT * FROM (
SELECT code, region
FROM crm.countries
) AS shape
WHERE 1 = 0;
CREATE TABLE IF NOT EXISTS accrete."crm.countries_copy_a0a9b775" (LIKE "shape of accrete.crm.countries_copy_a0a9b775");
DROP TABLE IF EXISTS "shape of accrete.crm.countries_copy_a0a9b775";

-- Stop where the columns of crm.countries changed
SELECT CAST(CASE
  WHEN (SELECT COUNT(*) FROM (SELECT a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE lower(n.nspname) = lower('accrete') AND lower(c.relname) = lower('crm.countries_copy_a0a9b775') AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS kept (name, type) JOIN (SELECT a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE lower(n.nspname) = lower('crm') AND lower(c.relname) = lower('countries') AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS now (name, type)
    ON lower(now.name) = lower(kept.name) AND now.type = kept.type AND lower(kept.name) IN ('code', 'region'))
    <> 2 OR (SELECT COUNT(*) FROM (SELECT a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE lower(n.nspname) = lower('accrete') AND lower(c.relname) = lower('crm.countries_copy_a0a9b775') AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS kept) <> 2
    THEN 'the columns of crm.countries are no longer those of its copy: run accrete run once'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- What crm.countries changes from now on: removed rows count negative
DROP TABLE IF EXISTS "shape of accrete.crm.countries_changes_a0a9b775";
CREATE TEMPORARY TABLE "shape of accrete.crm.countries_changes_a0a9b775" AS
SELECT * FROM (
SELECT CAST(0 AS BIGINT) AS accrete_version, CAST(0 AS BIGINT) AS accrete_count, *
FROM accrete."crm.countries_copy_a0a9b775"
) AS shape
WHERE 1 = 0;
CREATE TABLE IF NOT EXISTS accrete."crm.countries_changes_a0a9b775" (LIKE "shape of accrete.crm.countries_changes_a0a9b775");
DROP TABLE IF EXISTS "shape of accrete.crm.countries_changes_a0a9b775";

-- What changed in crm.countries: rows by how much more or less often they stand there now
DROP TABLE IF EXISTS "difference of crm.countries";
CREATE TEMPORARY TABLE "difference of crm.countries" AS
SELECT CAST(SUM(accrete_count) AS BIGINT) AS accrete_count, code, region
FROM (
  SELECT 1 AS accrete_count, code, region
  FROM crm.countries
  UNION ALL
  SELECT -1, code, region
  FROM accrete."crm.countries_copy_a0a9b775"
) AS counted
GROUP BY code, region, FNV_HASH(code), FNV_HASH(region)
HAVING SUM(accrete_count) <> 0;

-- The first build of crm.countries starts from version 0
LOCK TABLE accrete.model_version;
INSERT INTO accrete.model_version (project, target_schema, model, version, fingerprint, key_count, row_count, strategy, run_id, committed_at)
SELECT 'web', 'derived', 'crm.countries', 0, '', 0, 0, 'none', (SELECT run_id FROM script), GETDATE()
WHERE NOT EXISTS (SELECT 1 FROM accrete.model_version
  WHERE project = 'web' AND target_schema = 'derived' AND model = 'crm.countries');

-- Move the version of the copy
UPDATE accrete.model_version
SET version = (SELECT version FROM "version of crm.countries") + 1, strategy = 'difference',
  row_count = (SELECT COUNT(*) FROM crm.countries),
  run_id = (SELECT run_id FROM script), committed_at = GETDATE()
WHERE project = 'web' AND target_schema = 'derived' AND model = 'crm.countries' AND version = (SELECT version FROM "version of crm.countries")
  AND ((SELECT version FROM "version of crm.countries") = 0 OR EXISTS (SELECT 1 FROM "difference of crm.countries"));

-- Bring the copy up to date: rows that differ leave it
DELETE FROM accrete."crm.countries_copy_a0a9b775"
WHERE ("crm.countries_copy_a0a9b775".code IS NOT NULL AND "crm.countries_copy_a0a9b775".region IS NOT NULL AND ("crm.countries_copy_a0a9b775".code, "crm.countries_copy_a0a9b775".region) IN (
  SELECT difference.code, difference.region
  FROM "difference of crm.countries" AS difference
  WHERE difference.code IS NOT NULL
    AND difference.region IS NOT NULL
)
  OR "crm.countries_copy_a0a9b775".code IS NULL AND "crm.countries_copy_a0a9b775".region IS NOT NULL AND "crm.countries_copy_a0a9b775".region IN (
  SELECT difference.region
  FROM "difference of crm.countries" AS difference
  WHERE difference.code IS NULL
    AND difference.region IS NOT NULL
)
  OR "crm.countries_copy_a0a9b775".code IS NOT NULL AND "crm.countries_copy_a0a9b775".region IS NULL AND "crm.countries_copy_a0a9b775".code IN (
  SELECT difference.code
  FROM "difference of crm.countries" AS difference
  WHERE difference.code IS NOT NULL
    AND difference.region IS NULL
)
  OR "crm.countries_copy_a0a9b775".code IS NULL AND "crm.countries_copy_a0a9b775".region IS NULL AND EXISTS (
  SELECT 1
  FROM "difference of crm.countries" AS difference
  WHERE difference.code IS NULL
    AND difference.region IS NULL
));

-- and come again as often as they stand there now
INSERT INTO accrete."crm.countries_copy_a0a9b775" (code, region)
SELECT code, region
FROM crm.countries AS live
WHERE (live.code IS NOT NULL AND live.region IS NOT NULL AND (live.code, live.region) IN (
  SELECT difference.code, difference.region
  FROM "difference of crm.countries" AS difference
  WHERE difference.code IS NOT NULL
    AND difference.region IS NOT NULL
)
  OR live.code IS NULL AND live.region IS NOT NULL AND live.region IN (
  SELECT difference.region
  FROM "difference of crm.countries" AS difference
  WHERE difference.code IS NULL
    AND difference.region IS NOT NULL
)
  OR live.code IS NOT NULL AND live.region IS NULL AND live.code IN (
  SELECT difference.code
  FROM "difference of crm.countries" AS difference
  WHERE difference.code IS NOT NULL
    AND difference.region IS NULL
)
  OR live.code IS NULL AND live.region IS NULL AND EXISTS (
  SELECT 1
  FROM "difference of crm.countries" AS difference
  WHERE difference.code IS NULL
    AND difference.region IS NULL
));

-- Publish the rows that crm.countries lost and gained to its readers
INSERT INTO accrete."crm.countries_changes_a0a9b775" (accrete_version, accrete_count, code, region)
SELECT (SELECT version FROM "version of crm.countries") + 1, accrete_count, code, region
FROM "difference of crm.countries";

-- Log the change
INSERT INTO accrete.change_log (project, target_schema, model, version, kind, removed, inserted)
SELECT 'web', 'derived', 'crm.countries', (SELECT version FROM "version of crm.countries") + 1, CASE WHEN (SELECT version FROM "version of crm.countries") = 0 THEN 'reset' ELSE 'rows' END,
  COALESCE(SUM(CASE WHEN accrete_count < 0 THEN -accrete_count END), 0), COALESCE(SUM(CASE WHEN accrete_count > 0 THEN accrete_count END), 0)
FROM "difference of crm.countries"
HAVING (SELECT version FROM "version of crm.countries") = 0 OR COUNT(*) > 0;
DROP TABLE IF EXISTS "difference of crm.countries";

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

-- ---- regions: recompute the touched keys
DROP TABLE IF EXISTS "version of regions";
BEGIN;

-- Where regions stands: its version and its positions
DROP TABLE IF EXISTS "version of regions";
CREATE TEMPORARY TABLE "version of regions" AS
SELECT COALESCE(MAX(version), 0) AS version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model = 'regions';
DROP TABLE IF EXISTS "positions of regions";
CREATE TEMPORARY TABLE "positions of regions" AS
SELECT input, freeze_id, change_version
FROM accrete."position"
WHERE project = 'web' AND target_schema = 'derived' AND model = 'regions' AND model_version = (SELECT version FROM "version of regions");

-- The versions of the models that it reads
DROP TABLE IF EXISTS "inputs of regions";
CREATE TEMPORARY TABLE "inputs of regions" AS
SELECT model, version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model IN ('crm.countries');

-- Stop, and say what to run, where regions cannot be brought up to date by its changes
SELECT CAST(CASE
  WHEN NOT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = 'derived' AND table_name = 'regions')
    THEN 'the table derived.regions is gone: run the full.sql of regions'
  ELSE '1' END AS INTEGER) AS may_go_on;
SELECT CAST(CASE
  WHEN (SELECT version FROM "version of regions") = 0
    THEN 'regions was never built: run the full.sql of regions'
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'regions' AND fingerprint = '30f9ee7152f125de9e8f8c7c72b2896c4115e6011ce10fd190b4cfe1cdd295f6')
    THEN 'regions changed since its table was built: run the full.sql of regions'
  WHEN (SELECT freeze_id FROM "positions of regions" WHERE input = 'atomic.events') IS NULL
    THEN 'atomic.events is a new input of regions: run the full.sql of regions'
  WHEN (SELECT freeze_id FROM "positions of regions" WHERE input = 'atomic.events') > (SELECT freeze_id FROM script)
    THEN 'a run took later rows of atomic.events into regions meanwhile: run this script again'
  WHEN (SELECT change_version FROM "positions of regions" WHERE input = 'crm.countries') IS NULL
    THEN 'crm.countries is a new input of regions: run the full.sql of regions'
  WHEN (SELECT COUNT(*) FROM accrete.change_log WHERE project = 'web' AND target_schema = 'derived' AND model = 'crm.countries' AND kind = 'rows'
      AND version > (SELECT change_version FROM "positions of regions" WHERE input = 'crm.countries'))
    <> (SELECT version FROM "inputs of regions" WHERE model = 'crm.countries') - (SELECT change_version FROM "positions of regions" WHERE input = 'crm.countries')
    OR EXISTS (SELECT 1 FROM accrete.change_log WHERE project = 'web' AND target_schema = 'derived' AND model = 'crm.countries' AND kind = 'dropped'
      AND version > (SELECT change_version FROM "positions of regions" WHERE input = 'crm.countries'))
    THEN 'crm.countries was rebuilt, or its changes are no longer kept: run the full.sql of regions'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where columns of atomic.events are not what they were
SELECT CAST(CASE
  WHEN EXISTS (SELECT 1 FROM accrete.source_column WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events'
      AND freeze_id > (SELECT freeze_id FROM "positions of regions" WHERE input = 'atomic.events') AND (keeps_values = 0
      AND LOWER(column_name) IN ('geo_country')
      OR keeps_values IN (4, 5)
      AND LOWER(column_name) IN ('geo_country')))
    THEN 'a column of atomic.events has another type or is gone, and regions has values of before: run the full.sql of regions'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where a source has a column that is named as one of Accrete's own
SELECT CAST(CASE
  WHEN EXISTS (
  SELECT 1 FROM information_schema.columns
  WHERE (table_schema = 'atomic' AND table_name = 'events')
    AND (LOWER(column_name) IN ('accrete_version', 'accrete_count', 'accrete_identity', 'accrete_rows', 'accrete_sign', 'accrete_had', 'accrete_has', 'accrete_row', 'accrete_one', 'accrete_bound', 'accrete_batch', 'accrete_found')
      OR RTRIM(LOWER(column_name), '0123456789') IN ('accrete_key_', 'accrete_count_', 'accrete_value_'))
)
    THEN 'a source of regions has a column of a name that Accrete gives to columns of its own: read it through a view without that column'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where a source has other types than those that it declares
SELECT CAST(CASE
  WHEN EXISTS (
SELECT 1 FROM information_schema.columns
WHERE table_schema = 'atomic' AND table_name = 'events'
    AND NOT (LOWER(data_type) IN ('varchar', 'character varying', 'nvarchar', 'text', 'string', 'uuid', 'enum') OR LOWER(data_type) LIKE 'varchar(%)' OR LOWER(data_type) LIKE 'enum(%)')
    AND LOWER(column_name) IN ('geo_country')
  OR table_schema = 'crm' AND table_name = 'countries'
    AND NOT (LOWER(data_type) IN ('varchar', 'character varying', 'nvarchar', 'text', 'string', 'uuid', 'enum') OR LOWER(data_type) LIKE 'varchar(%)' OR LOWER(data_type) LIKE 'enum(%)')
    AND LOWER(column_name) IN ('code', 'region')
)
    THEN 'the types of a source of regions are not the declared ones: mend the declaration, or run the full.sql of regions'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- The touched keys: (region) whose rows may differ after this run
CREATE TEMPORARY TABLE IF NOT EXISTS regions_touched (gone INTEGER);
DROP TABLE IF EXISTS regions_touched;
CREATE TEMPORARY TABLE regions_touched AS
SELECT * FROM (
SELECT region FROM derived.regions
) AS shape
WHERE 1 = 0;
COMMIT;
BEGIN;

-- The batches of atomic.events that changed since the model last took them in
DROP TABLE IF EXISTS "changed atomic.events";
CREATE TEMPORARY TABLE "changed atomic.events" AS
SELECT stamp, 'stamp' AS grain,
  CASE WHEN MIN(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of regions" WHERE input = 'atomic.events') THEN "rows" END) < 0 THEN 'shrunk'
    WHEN SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of regions" WHERE input = 'atomic.events') THEN 0 ELSE "rows" END) > 0 THEN 'reopened'
    ELSE 'new' END AS kind,
  SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of regions" WHERE input = 'atomic.events') THEN "rows" ELSE 0 END) AS "rows",
  SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of regions" WHERE input = 'atomic.events') THEN 0 ELSE "rows" END) AS known, MAX(freeze_id) AS last_freeze
FROM accrete.batch
WHERE project = 'web' AND target_schema = 'derived' AND source = 'atomic.events' AND grain = 'stamp'
  AND freeze_id <= (SELECT freeze_id FROM script)
GROUP BY stamp
HAVING MAX(freeze_id) > (SELECT freeze_id FROM "positions of regions" WHERE input = 'atomic.events');

-- Rows left atomic.events, and nobody knows which: stop, and say what to run
SELECT CAST(CASE
  WHEN EXISTS (SELECT 1 FROM "changed atomic.events" WHERE kind = 'shrunk')
    THEN 'a batch of atomic.events shrunk: run the full.sql of regions'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Keys touched by what changed in crm.countries
INSERT INTO regions_touched (region)
SELECT DISTINCT countries.region
FROM (
    SELECT region FROM accrete."crm.countries_changes_a0a9b775" WHERE accrete_version > (SELECT change_version FROM "positions of regions" WHERE input = 'crm.countries')
  ) AS countries;

-- Keys touched by what changed in atomic.events, through the rows of crm.countries that go with it
INSERT INTO regions_touched (region)
SELECT DISTINCT countries.region
FROM accrete."crm.countries_copy_a0a9b775" AS countries
WHERE EXISTS (
    SELECT 1
    FROM atomic.events AS events
    WHERE events.geo_country = countries.code
      AND (events.etl_tstamp IS NOT NULL AND events.etl_tstamp IN (SELECT stamp FROM "changed atomic.events" WHERE stamp IS NOT NULL)
        OR events.etl_tstamp IS NULL AND EXISTS (SELECT 1 FROM "changed atomic.events" WHERE stamp IS NULL))
  );

-- Values that the rows of the touched keys join or share a partition by
CREATE TEMPORARY TABLE IF NOT EXISTS regions_needed_1 (gone INTEGER);
DROP TABLE IF EXISTS regions_needed_1;
CREATE TEMPORARY TABLE regions_needed_1 AS
SELECT DISTINCT countries.code
FROM accrete."crm.countries_copy_a0a9b775" AS countries
WHERE (countries.region IS NOT NULL AND countries.region IN (
    SELECT touched.region
    FROM regions_touched AS touched
    WHERE touched.region IS NOT NULL
  )
    OR countries.region IS NULL AND EXISTS (
    SELECT 1
    FROM regions_touched AS touched
    WHERE touched.region IS NULL
  ));

-- The rows that the touched keys have now, to leave
CREATE TEMPORARY TABLE IF NOT EXISTS regions_removed (gone INTEGER);
DROP TABLE IF EXISTS regions_removed;
CREATE TEMPORARY TABLE regions_removed AS
SELECT region
FROM derived.regions AS kept
WHERE (kept.region IS NOT NULL AND kept.region IN (
  SELECT touched.region
  FROM regions_touched AS touched
  WHERE touched.region IS NOT NULL
)
  OR kept.region IS NULL AND EXISTS (
  SELECT 1
  FROM regions_touched AS touched
  WHERE touched.region IS NULL
));

-- The rows that the touched keys must have, by the model's own SELECT; each input restricted to what they need
CREATE TEMPORARY TABLE IF NOT EXISTS regions_inserted (gone INTEGER);
DROP TABLE IF EXISTS regions_inserted;
CREATE TEMPORARY TABLE regions_inserted AS
SELECT region, page_views, countries
FROM (
SELECT c.region, COUNT(*) AS page_views, COUNT(DISTINCT e.geo_country) AS countries
FROM (
  SELECT geo_country
  FROM atomic.events AS events
  WHERE (events.geo_country IS NOT NULL AND events.geo_country IN (
      SELECT needed_1.code
      FROM regions_needed_1 AS needed_1
      WHERE needed_1.code IS NOT NULL
    )
      OR events.geo_country IS NULL AND EXISTS (
      SELECT 1
      FROM regions_needed_1 AS needed_1
      WHERE needed_1.code IS NULL
    ))
    AND (events.etl_tstamp IN (SELECT stamp FROM "frozen atomic.events")
      OR events.etl_tstamp IS NULL AND EXISTS (SELECT 1 FROM "frozen atomic.events" WHERE stamp IS NULL))
) AS e
JOIN (
  SELECT code, region
  FROM accrete."crm.countries_copy_a0a9b775" AS countries
  WHERE (countries.region IS NOT NULL AND countries.region IN (
      SELECT touched.region
      FROM regions_touched AS touched
      WHERE touched.region IS NOT NULL
    )
      OR countries.region IS NULL AND EXISTS (
      SELECT 1
      FROM regions_touched AS touched
      WHERE touched.region IS NULL
    ))
) AS c ON c.code = e.geo_country
GROUP BY c.region
) AS model (region, page_views, countries)
WHERE (model.region IS NOT NULL AND model.region IN (
  SELECT touched.region
  FROM regions_touched AS touched
  WHERE touched.region IS NOT NULL
)
  OR model.region IS NULL AND EXISTS (
  SELECT 1
  FROM regions_touched AS touched
  WHERE touched.region IS NULL
));

-- Stop where a column has more digits or longer texts than its table: the engine would cut them
SELECT CAST(CASE
  WHEN EXISTS (
  SELECT 1 FROM pg_attribute AS s
  JOIN pg_attribute AS t ON t.attname = s.attname
  WHERE s.attrelid IN (SELECT c.oid FROM pg_class AS c WHERE c.relname = 'regions_inserted' AND pg_table_is_visible(c.oid))
    AND t.attrelid IN (
      SELECT c.oid FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
      WHERE n.nspname = 'derived' AND c.relname = 'regions'
    )
    AND s.attnum > 0 AND t.attnum > 0
    AND (s.atttypid = 1700 AND t.atttypid = 1700 AND MOD(s.atttypmod - 4, 65536) > MOD(t.atttypmod - 4, 65536)
      OR s.atttypid = 701 AND t.atttypid IN (700, 1700) OR s.atttypid = 700 AND t.atttypid = 1700)
)
    THEN 'a column of what regions reads got more digits or longer texts: run the full.sql of regions'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Move the version of regions; a run or script that staged against the same one fails here
UPDATE accrete.model_version
SET version = (SELECT version FROM "version of regions") + 1, strategy = 'recompute',
  row_count = row_count + more_rows,
  key_count = GREATEST(LEAST(key_count + more_keys, row_count + more_rows), 0),
  run_id = (SELECT run_id FROM script), committed_at = GETDATE()
FROM (
  SELECT CAST(COALESCE(SUM(stage_rows), 0) AS BIGINT) AS more_rows, CAST(COALESCE(SUM(stage_keys), 0) AS BIGINT) AS more_keys
  FROM (
    SELECT -SUM(key_rows) AS stage_rows, -COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM regions_removed GROUP BY region) AS grouped
    UNION ALL
    SELECT SUM(key_rows) AS stage_rows, COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM regions_inserted GROUP BY region) AS grouped
  ) AS stages
) AS difference
WHERE project = 'web' AND target_schema = 'derived' AND model = 'regions' AND version = (SELECT version FROM "version of regions") AND fingerprint = '30f9ee7152f125de9e8f8c7c72b2896c4115e6011ce10fd190b4cfe1cdd295f6';

-- Stop where somebody else committed regions or what it reads
SELECT CAST(CASE
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'regions'
      AND version = (SELECT version FROM "version of regions") + 1 AND run_id = (SELECT run_id FROM script))
    THEN 'a run committed regions meanwhile: run this script again'
  WHEN (SELECT version FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'crm.countries')
    <> (SELECT version FROM "inputs of regions" WHERE model = 'crm.countries')
    THEN 'a run committed crm.countries meanwhile: run this script again'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Take the touched keys out of the table
DELETE FROM derived.regions
WHERE (regions.region IS NOT NULL AND regions.region IN (
  SELECT touched.region
  FROM regions_touched AS touched
  WHERE touched.region IS NOT NULL
)
  OR regions.region IS NULL AND EXISTS (
  SELECT 1
  FROM regions_touched AS touched
  WHERE touched.region IS NULL
));

-- Put their new rows in
INSERT INTO derived.regions (region, page_views, countries)
SELECT region, page_views, countries
FROM regions_inserted;
CREATE TEMPORARY TABLE IF NOT EXISTS regions_touched (gone INTEGER);
DROP TABLE IF EXISTS regions_touched;
CREATE TEMPORARY TABLE IF NOT EXISTS regions_removed (gone INTEGER);
DROP TABLE IF EXISTS regions_removed;
CREATE TEMPORARY TABLE IF NOT EXISTS regions_inserted (gone INTEGER);
DROP TABLE IF EXISTS regions_inserted;

-- Note how far regions has taken in its inputs
INSERT INTO accrete."position" (project, target_schema, model, input, freeze_id, change_version, model_version)
SELECT 'web', 'derived', 'regions', 'atomic.events', (SELECT freeze_id FROM script), CAST(NULL AS BIGINT), (SELECT version FROM "version of regions") + 1
UNION ALL
SELECT 'web', 'derived', 'regions', 'crm.countries', CAST(NULL AS BIGINT), (SELECT version FROM "inputs of regions" WHERE model = 'crm.countries'), (SELECT version FROM "version of regions") + 1;
COMMIT;
