-- Brings derived.strung_together up to date: recomputes the keys that new rows touch.
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
      WHERE k.project = 'web' AND k.target_schema = 'derived' AND source IN ('web.views', 'app.views')
        AND freeze_id = (SELECT MAX(freeze_id) FROM accrete.source_column AS l
          WHERE l.project = 'web' AND l.target_schema = 'derived' AND l.source = k.source AND l.column_name = k.column_name)
      UNION ALL SELECT 'web.views', column_name, NULL, data_type
      FROM information_schema.columns WHERE table_catalog = current_database() AND table_schema = 'web' AND table_name = 'views'
      UNION ALL SELECT 'app.views', column_name, NULL, data_type
      FROM information_schema.columns WHERE table_catalog = current_database() AND table_schema = 'app' AND table_name = 'views'
    ) AS both_types
    GROUP BY source, column_name
  ) AS types
  WHERE old_type <> new_type
) AS parts;

-- Stop where stamps of web.views are finer than batches
SELECT CAST(CASE
  WHEN (SELECT typeof(MIN(loaded)) FROM web.views WHERE FALSE) = 'TIMESTAMP_NS'
    THEN 'the stamps of web.views in loaded have nanoseconds, and batches are told apart by microseconds: make the column a TIMESTAMP'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Count web.views by stamp, and note what differs from what was known
INSERT INTO accrete.batch (project, target_schema, source, stamp, grain, "rows", freeze_id)
SELECT 'web', 'derived', 'web.views', stamp, 'stamp', CAST(SUM("rows") AS BIGINT), (SELECT freeze_id FROM script)
FROM (
  SELECT loaded AS stamp, COUNT(*) AS "rows"
  FROM web.views
  GROUP BY 1
  UNION ALL
  SELECT stamp, -"rows"
  FROM accrete.batch
  WHERE project = 'web' AND target_schema = 'derived' AND source = 'web.views' AND grain = 'stamp'
) AS counted
GROUP BY stamp
HAVING SUM("rows") <> 0;

-- Stop where stamps of app.views are finer than batches
SELECT CAST(CASE
  WHEN (SELECT typeof(MIN(loaded)) FROM app.views WHERE FALSE) = 'TIMESTAMP_NS'
    THEN 'the stamps of app.views in loaded have nanoseconds, and batches are told apart by microseconds: make the column a TIMESTAMP'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Count app.views by stamp, and note what differs from what was known
INSERT INTO accrete.batch (project, target_schema, source, stamp, grain, "rows", freeze_id)
SELECT 'web', 'derived', 'app.views', stamp, 'stamp', CAST(SUM("rows") AS BIGINT), (SELECT freeze_id FROM script)
FROM (
  SELECT loaded AS stamp, COUNT(*) AS "rows"
  FROM app.views
  GROUP BY 1
  UNION ALL
  SELECT stamp, -"rows"
  FROM accrete.batch
  WHERE project = 'web' AND target_schema = 'derived' AND source = 'app.views' AND grain = 'stamp'
) AS counted
GROUP BY stamp
HAVING SUM("rows") <> 0;

-- Note the freeze
INSERT INTO accrete."freeze" (project, target_schema, freeze_id, run_id, frozen_at)
VALUES ('web', 'derived', (SELECT freeze_id FROM script), (SELECT run_id FROM script), CAST(now() AS TIMESTAMP));

-- The batches of web.views that this run sees: rows that come later wait for the next one
CREATE OR REPLACE TEMPORARY TABLE "frozen web.views" AS
SELECT stamp
FROM accrete.batch
WHERE project = 'web' AND target_schema = 'derived' AND source = 'web.views' AND grain = 'stamp'
  AND freeze_id <= (SELECT freeze_id FROM script)
GROUP BY stamp
HAVING SUM("rows") > 0;

-- The batches of app.views that this run sees: rows that come later wait for the next one
CREATE OR REPLACE TEMPORARY TABLE "frozen app.views" AS
SELECT stamp
FROM accrete.batch
WHERE project = 'web' AND target_schema = 'derived' AND source = 'app.views' AND grain = 'stamp'
  AND freeze_id <= (SELECT freeze_id FROM script)
GROUP BY stamp
HAVING SUM("rows") > 0;
COMMIT;

-- ---- strung_together: recompute the touched keys
DROP TABLE IF EXISTS temp."version of strung_together";
BEGIN TRANSACTION;

-- Where strung_together stands: its version and its positions
CREATE OR REPLACE TEMPORARY TABLE "version of strung_together" AS
SELECT COALESCE(MAX(version), 0) AS version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model = 'strung_together';
CREATE OR REPLACE TEMPORARY TABLE "positions of strung_together" AS
SELECT input, freeze_id, change_version
FROM accrete."position"
WHERE project = 'web' AND target_schema = 'derived' AND model = 'strung_together' AND model_version = (SELECT version FROM "version of strung_together");

-- Stop, and say what to run, where strung_together cannot be brought up to date by its changes
SELECT CAST(CASE
  WHEN (SELECT version FROM "version of strung_together") = 0
    THEN 'strung_together was never built: run the full.sql of strung_together'
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'strung_together' AND fingerprint = 'edb0e3d3dd28d5108b499ccab62fe2569679a75d53078de6d5fa6a0f1b822281')
    THEN 'strung_together changed since its table was built: run the full.sql of strung_together'
  WHEN NOT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = 'derived' AND table_name = 'strung_together')
    THEN 'the table derived.strung_together is gone: run the full.sql of strung_together'
  WHEN (SELECT freeze_id FROM "positions of strung_together" WHERE input = 'web.views') IS NULL
    THEN 'web.views is a new input of strung_together: run the full.sql of strung_together'
  WHEN (SELECT freeze_id FROM "positions of strung_together" WHERE input = 'web.views') > (SELECT freeze_id FROM script)
    THEN 'a run took later rows of web.views into strung_together meanwhile: run this script again'
  WHEN (SELECT freeze_id FROM "positions of strung_together" WHERE input = 'app.views') IS NULL
    THEN 'app.views is a new input of strung_together: run the full.sql of strung_together'
  WHEN (SELECT freeze_id FROM "positions of strung_together" WHERE input = 'app.views') > (SELECT freeze_id FROM script)
    THEN 'a run took later rows of app.views into strung_together meanwhile: run this script again'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where columns of web.views are not what they were
SELECT CAST(CASE
  WHEN EXISTS (SELECT 1 FROM accrete.source_column WHERE project = 'web' AND target_schema = 'derived' AND source = 'web.views'
      AND freeze_id > (SELECT freeze_id FROM "positions of strung_together" WHERE input = 'web.views') AND (keeps_values = 0
      AND LOWER(column_name) IN ('at', 'id', 'loaded', 'platform')
      OR keeps_values IN (4, 5)
      AND LOWER(column_name) IN ('platform')))
    THEN 'a column of web.views has another type or is gone, and strung_together has values of before: run the full.sql of strung_together'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where columns of app.views are not what they were
SELECT CAST(CASE
  WHEN EXISTS (SELECT 1 FROM accrete.source_column WHERE project = 'web' AND target_schema = 'derived' AND source = 'app.views'
      AND freeze_id > (SELECT freeze_id FROM "positions of strung_together" WHERE input = 'app.views') AND (keeps_values = 0
      AND LOWER(column_name) IN ('at', 'id', 'loaded', 'platform')
      OR keeps_values IN (4, 5)
      AND LOWER(column_name) IN ('platform')))
    THEN 'a column of app.views has another type or is gone, and strung_together has values of before: run the full.sql of strung_together'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where a source has a column that is named as one of Accrete's own
SELECT CAST(CASE
  WHEN EXISTS (
  SELECT 1 FROM information_schema.columns
  WHERE (table_schema = 'app' AND table_name = 'views'
    OR table_schema = 'web' AND table_name = 'views')
    AND (LOWER(column_name) IN ('accrete_version', 'accrete_count', 'accrete_identity', 'accrete_rows', 'accrete_sign', 'accrete_had', 'accrete_has', 'accrete_row', 'accrete_one', 'accrete_bound', 'accrete_batch', 'accrete_found')
      OR RTRIM(LOWER(column_name), '0123456789') IN ('accrete_key_', 'accrete_count_', 'accrete_value_'))
)
    THEN 'a source of strung_together has a column of a name that Accrete gives to columns of its own: read it through a view without that column'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Stop where a source has other types than those that it declares
SELECT CAST(CASE
  WHEN EXISTS (
SELECT 1 FROM information_schema.columns
WHERE table_schema = 'web' AND table_name = 'views'
    AND NOT (LOWER(data_type) IN ('smallint', 'int2', 'tinyint', 'integer', 'int', 'int4', 'bigint', 'int8', 'hugeint', 'utinyint', 'usmallint', 'uinteger', 'ubigint', 'uhugeint', 'decimal', 'numeric') OR LOWER(data_type) LIKE 'decimal(%)' OR LOWER(data_type) LIKE 'numeric(%)')
    AND LOWER(column_name) IN ('id')
  OR table_schema = 'web' AND table_name = 'views'
    AND (NOT (LOWER(data_type) IN ('varchar', 'character varying', 'nvarchar', 'text', 'string', 'uuid', 'enum') OR LOWER(data_type) LIKE 'varchar(%)' OR LOWER(data_type) LIKE 'enum(%)') OR CASE WHEN data_type = 'VARCHAR' AND (table_schema, table_name) IN (SELECT (schema_name, table_name) FROM duckdb_tables() WHERE sql ILIKE '% COLLATE %') THEN 'text with a collation of its own' ELSE data_type END <> data_type)
    AND LOWER(column_name) IN ('platform')
  OR table_schema = 'web' AND table_name = 'views'
    AND NOT (LOWER(data_type) IN ('date', 'datetime', 'timestamp', 'timestamp_s', 'timestamp_ms', 'timestamp_ns', 'timestamptz', 'timestamp with time zone', 'timestamp without time zone'))
    AND LOWER(column_name) IN ('at', 'loaded')
  OR table_schema = 'app' AND table_name = 'views'
    AND NOT (LOWER(data_type) IN ('smallint', 'int2', 'tinyint', 'integer', 'int', 'int4', 'bigint', 'int8', 'hugeint', 'utinyint', 'usmallint', 'uinteger', 'ubigint', 'uhugeint', 'decimal', 'numeric') OR LOWER(data_type) LIKE 'decimal(%)' OR LOWER(data_type) LIKE 'numeric(%)')
    AND LOWER(column_name) IN ('id')
  OR table_schema = 'app' AND table_name = 'views'
    AND (NOT (LOWER(data_type) IN ('varchar', 'character varying', 'nvarchar', 'text', 'string', 'uuid', 'enum') OR LOWER(data_type) LIKE 'varchar(%)' OR LOWER(data_type) LIKE 'enum(%)') OR CASE WHEN data_type = 'VARCHAR' AND (table_schema, table_name) IN (SELECT (schema_name, table_name) FROM duckdb_tables() WHERE sql ILIKE '% COLLATE %') THEN 'text with a collation of its own' ELSE data_type END <> data_type)
    AND LOWER(column_name) IN ('platform')
  OR table_schema = 'app' AND table_name = 'views'
    AND NOT (LOWER(data_type) IN ('date', 'datetime', 'timestamp', 'timestamp_s', 'timestamp_ms', 'timestamp_ns', 'timestamptz', 'timestamp with time zone', 'timestamp without time zone'))
    AND LOWER(column_name) IN ('at', 'loaded')
)
    THEN 'the types of a source of strung_together are not the declared ones: mend the declaration, or run the full.sql of strung_together'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- The touched keys: (platform, other) whose rows may differ after this run
CREATE OR REPLACE TEMPORARY TABLE strung_together_touched AS
SELECT platform, other FROM derived.strung_together
WITH NO DATA;
COMMIT;
BEGIN TRANSACTION;

-- The batches of web.views that changed since the model last took them in
CREATE OR REPLACE TEMPORARY TABLE "changed web.views" AS
SELECT stamp, 'stamp' AS grain,
  CASE WHEN MIN(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of strung_together" WHERE input = 'web.views') THEN "rows" END) < 0 THEN 'shrunk'
    WHEN SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of strung_together" WHERE input = 'web.views') THEN 0 ELSE "rows" END) > 0 THEN 'reopened'
    ELSE 'new' END AS kind,
  SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of strung_together" WHERE input = 'web.views') THEN "rows" ELSE 0 END) AS "rows",
  SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of strung_together" WHERE input = 'web.views') THEN 0 ELSE "rows" END) AS known, MAX(freeze_id) AS last_freeze
FROM accrete.batch
WHERE project = 'web' AND target_schema = 'derived' AND source = 'web.views' AND grain = 'stamp'
  AND freeze_id <= (SELECT freeze_id FROM script)
GROUP BY stamp
HAVING MAX(freeze_id) > (SELECT freeze_id FROM "positions of strung_together" WHERE input = 'web.views');

-- Rows left web.views, and nobody knows which: stop, and say what to run
SELECT CAST(CASE
  WHEN EXISTS (SELECT 1 FROM "changed web.views" WHERE kind = 'shrunk')
    THEN 'a batch of web.views shrunk: run the full.sql of strung_together'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- The batches of app.views that changed since the model last took them in
CREATE OR REPLACE TEMPORARY TABLE "changed app.views" AS
SELECT stamp, 'stamp' AS grain,
  CASE WHEN MIN(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of strung_together" WHERE input = 'app.views') THEN "rows" END) < 0 THEN 'shrunk'
    WHEN SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of strung_together" WHERE input = 'app.views') THEN 0 ELSE "rows" END) > 0 THEN 'reopened'
    ELSE 'new' END AS kind,
  SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of strung_together" WHERE input = 'app.views') THEN "rows" ELSE 0 END) AS "rows",
  SUM(CASE WHEN freeze_id > (SELECT freeze_id FROM "positions of strung_together" WHERE input = 'app.views') THEN 0 ELSE "rows" END) AS known, MAX(freeze_id) AS last_freeze
FROM accrete.batch
WHERE project = 'web' AND target_schema = 'derived' AND source = 'app.views' AND grain = 'stamp'
  AND freeze_id <= (SELECT freeze_id FROM script)
GROUP BY stamp
HAVING MAX(freeze_id) > (SELECT freeze_id FROM "positions of strung_together" WHERE input = 'app.views');

-- Rows left app.views, and nobody knows which: stop, and say what to run
SELECT CAST(CASE
  WHEN EXISTS (SELECT 1 FROM "changed app.views" WHERE kind = 'shrunk')
    THEN 'a batch of app.views shrunk: run the full.sql of strung_together'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Keys touched by what changed in web.views
INSERT INTO strung_together_touched (platform, other)
SELECT DISTINCT views.platform, views.id AS other
FROM web.views AS views
WHERE EXISTS (SELECT 1 FROM "changed web.views" WHERE stamp IS NOT DISTINCT FROM views.loaded);

-- Keys touched by what changed in app.views, through the rows of web.views that go with it
INSERT INTO strung_together_touched (platform, other)
SELECT DISTINCT views.platform, views.id AS other
FROM web.views AS views
WHERE EXISTS (SELECT 1 FROM "frozen web.views" WHERE stamp IS NOT DISTINCT FROM views.loaded)
  AND EXISTS (
    SELECT 1
    FROM app.views AS views_2
    WHERE views_2.platform = views.platform
      AND EXISTS (SELECT 1 FROM "changed app.views" WHERE stamp IS NOT DISTINCT FROM views_2.loaded)
  );

-- Keys touched by what changed in web.views, through the rows of web.views and app.views that go with it
INSERT INTO strung_together_touched (platform, other)
SELECT DISTINCT views.platform, views.id AS other
FROM web.views AS views
WHERE EXISTS (SELECT 1 FROM "frozen web.views" WHERE stamp IS NOT DISTINCT FROM views.loaded)
  AND EXISTS (
    SELECT 1
    FROM app.views AS views_2
    WHERE views_2.platform = views.platform
      AND EXISTS (SELECT 1 FROM "frozen app.views" WHERE stamp IS NOT DISTINCT FROM views_2.loaded)
      AND EXISTS (
        SELECT 1
        FROM web.views AS views_3
        WHERE views_3.platform = views_2.platform
          AND EXISTS (SELECT 1 FROM "changed web.views" WHERE stamp IS NOT DISTINCT FROM views_3.loaded)
      )
  );

-- The rows that the touched keys have now, to leave
CREATE OR REPLACE TEMPORARY TABLE strung_together_removed AS
SELECT kept.rowid AS accrete_row, platform, other
FROM derived.strung_together AS kept
WHERE EXISTS (
  SELECT 1
  FROM strung_together_touched AS touched
  WHERE touched.platform IS NOT DISTINCT FROM kept.platform
    AND touched.other IS NOT DISTINCT FROM kept.other
);

-- The rows that the touched keys must have, by the model's own SELECT; each input restricted to what they need
CREATE OR REPLACE TEMPORARY TABLE strung_together_inserted AS
SELECT platform, id, "at", other
FROM (
SELECT platform, first.id, second."at", third.id AS other
FROM (
  SELECT id, platform, "at", loaded
  FROM web.views AS views
  WHERE EXISTS (
      SELECT 1
      FROM strung_together_touched AS touched
      WHERE touched.platform IS NOT DISTINCT FROM views.platform
    )
    AND (views.loaded IN (SELECT stamp FROM "frozen web.views")
      OR views.loaded IS NULL AND EXISTS (SELECT 1 FROM "frozen web.views" WHERE stamp IS NULL))
) AS first
RIGHT JOIN (
  SELECT id, platform, "at", loaded
  FROM app.views AS views
  WHERE EXISTS (
      SELECT 1
      FROM strung_together_touched AS touched
      WHERE touched.platform IS NOT DISTINCT FROM views.platform
    )
    AND (views.loaded IN (SELECT stamp FROM "frozen app.views")
      OR views.loaded IS NULL AND EXISTS (SELECT 1 FROM "frozen app.views" WHERE stamp IS NULL))
) AS second USING (platform)
RIGHT JOIN (
  SELECT id, platform, "at", loaded
  FROM web.views AS views
  WHERE EXISTS (
      SELECT 1
      FROM strung_together_touched AS touched
      WHERE touched.platform IS NOT DISTINCT FROM views.platform
        AND touched.other IS NOT DISTINCT FROM views.id
    )
    AND (views.loaded IN (SELECT stamp FROM "frozen web.views")
      OR views.loaded IS NULL AND EXISTS (SELECT 1 FROM "frozen web.views" WHERE stamp IS NULL))
) AS third USING (platform)
) AS model (platform, id, "at", other)
WHERE EXISTS (
  SELECT 1
  FROM strung_together_touched AS touched
  WHERE touched.platform IS NOT DISTINCT FROM model.platform
    AND touched.other IS NOT DISTINCT FROM model.other
);

-- Stop where a column has more digits or longer texts than its table: the engine would cut them
SELECT CAST(CASE
  WHEN EXISTS (
  SELECT 1 FROM information_schema.columns AS s
  JOIN information_schema.columns AS t ON t.column_name = s.column_name
  WHERE s.table_catalog = 'temp' AND s.table_name = 'strung_together_inserted'
    AND t.table_schema = 'derived' AND t.table_name = 'strung_together'
    AND s.data_type <> t.data_type AND (s.numeric_scale > t.numeric_scale
    OR s.data_type LIKE 'TIMESTAMP%' OR s.data_type = 'DOUBLE' OR s.data_type = 'FLOAT' AND t.data_type <> 'DOUBLE')
)
    THEN 'a column of what strung_together reads got more digits or longer texts: run the full.sql of strung_together'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Move the version of strung_together; a run or script that staged against the same one fails here
UPDATE accrete.model_version
SET version = (SELECT version FROM "version of strung_together") + 1, strategy = 'recompute',
  row_count = row_count + more_rows,
  key_count = GREATEST(LEAST(key_count + more_keys, row_count + more_rows), 0),
  run_id = (SELECT run_id FROM script), committed_at = CAST(now() AS TIMESTAMP)
FROM (
  SELECT CAST(COALESCE(SUM(stage_rows), 0) AS BIGINT) AS more_rows, CAST(COALESCE(SUM(stage_keys), 0) AS BIGINT) AS more_keys
  FROM (
    SELECT -SUM(key_rows) AS stage_rows, -COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM strung_together_removed GROUP BY platform, other) AS grouped
    UNION ALL
    SELECT SUM(key_rows) AS stage_rows, COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM strung_together_inserted GROUP BY platform, other) AS grouped
  ) AS stages
) AS difference
WHERE project = 'web' AND target_schema = 'derived' AND model = 'strung_together' AND version = (SELECT version FROM "version of strung_together") AND fingerprint = 'edb0e3d3dd28d5108b499ccab62fe2569679a75d53078de6d5fa6a0f1b822281';

-- Stop where somebody else committed strung_together or what it reads
SELECT CAST(CASE
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'strung_together'
      AND version = (SELECT version FROM "version of strung_together") + 1 AND run_id = (SELECT run_id FROM script))
    THEN 'a run committed strung_together meanwhile: run this script again'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Take the touched keys out of the table
DELETE FROM derived.strung_together
WHERE rowid IN (SELECT accrete_row FROM strung_together_removed);

-- Put their new rows in
INSERT INTO derived.strung_together (platform, id, "at", other)
SELECT platform, id, "at", other
FROM strung_together_inserted;
DROP TABLE IF EXISTS temp.strung_together_touched;
DROP TABLE IF EXISTS temp.strung_together_removed;
DROP TABLE IF EXISTS temp.strung_together_inserted;

-- Note how far strung_together has taken in its inputs
INSERT INTO accrete."position" (project, target_schema, model, input, freeze_id, change_version, model_version)
VALUES
  ('web', 'derived', 'strung_together', 'web.views', (SELECT freeze_id FROM script), NULL, (SELECT version FROM "version of strung_together") + 1),
  ('web', 'derived', 'strung_together', 'app.views', (SELECT freeze_id FROM script), NULL, (SELECT version FROM "version of strung_together") + 1);
COMMIT;
