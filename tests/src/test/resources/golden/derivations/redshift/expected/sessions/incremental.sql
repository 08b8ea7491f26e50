-- Brings derived.sessions up to date: recomputes the keys that new rows touch.
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

-- Note the freeze
INSERT INTO accrete."freeze" (project, target_schema, freeze_id, run_id, frozen_at)
SELECT 'web', 'derived', (SELECT freeze_id FROM script), (SELECT run_id FROM script), GETDATE();
COMMIT;

-- ---- sessions: recompute the touched keys
DROP TABLE IF EXISTS "version of sessions";
BEGIN;

-- Where sessions stands: its version and its positions
DROP TABLE IF EXISTS "version of sessions";
CREATE TEMPORARY TABLE "version of sessions" AS
SELECT COALESCE(MAX(version), 0) AS version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model = 'sessions';
DROP TABLE IF EXISTS "positions of sessions";
CREATE TEMPORARY TABLE "positions of sessions" AS
SELECT input, freeze_id, change_version
FROM accrete."position"
WHERE project = 'web' AND target_schema = 'derived' AND model = 'sessions' AND model_version = (SELECT version FROM "version of sessions");

-- The versions of the models that it reads
DROP TABLE IF EXISTS "inputs of sessions";
CREATE TEMPORARY TABLE "inputs of sessions" AS
SELECT model, version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model IN ('page_views');

-- Stop, and say what to run, where sessions cannot be brought up to date by its changes
SELECT CAST(CASE
  WHEN NOT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = 'derived' AND table_name = 'sessions')
    THEN 'the table derived.sessions is gone: run the full.sql of sessions'
  ELSE '1' END AS INTEGER) AS may_go_on;
SELECT CAST(CASE
  WHEN (SELECT version FROM "version of sessions") = 0
    THEN 'sessions was never built: run the full.sql of sessions'
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'sessions' AND fingerprint = '7348cf4adc39bb2d06e0426755a4c297eab1c3413bbd8696457ce79de7adffbe')
    THEN 'sessions changed since its table was built: run the full.sql of sessions'
  WHEN (SELECT change_version FROM "positions of sessions" WHERE input = 'page_views') IS NULL
    THEN 'page_views is a new input of sessions: run the full.sql of sessions'
  WHEN (SELECT COUNT(*) FROM accrete.change_log WHERE project = 'web' AND target_schema = 'derived' AND model = 'page_views' AND kind = 'rows'
      AND version > (SELECT change_version FROM "positions of sessions" WHERE input = 'page_views'))
    <> (SELECT version FROM "inputs of sessions" WHERE model = 'page_views') - (SELECT change_version FROM "positions of sessions" WHERE input = 'page_views')
    OR EXISTS (SELECT 1 FROM accrete.change_log WHERE project = 'web' AND target_schema = 'derived' AND model = 'page_views' AND kind = 'dropped'
      AND version > (SELECT change_version FROM "positions of sessions" WHERE input = 'page_views'))
    THEN 'page_views was rebuilt, or its changes are no longer kept: run the full.sql of sessions'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- The touched keys: (domain_sessionid) whose rows may differ after this run
CREATE TEMPORARY TABLE IF NOT EXISTS sessions_touched (gone INTEGER);
DROP TABLE IF EXISTS sessions_touched;
CREATE TEMPORARY TABLE sessions_touched AS
SELECT * FROM (
SELECT domain_sessionid FROM derived.sessions
) AS shape
WHERE 1 = 0;
COMMIT;
BEGIN;

-- Keys touched by what changed in page_views
INSERT INTO sessions_touched (domain_sessionid)
SELECT DISTINCT page_views.domain_sessionid
FROM (
    SELECT domain_sessionid FROM accrete.page_views_changes_a0a9b775 WHERE accrete_version > (SELECT change_version FROM "positions of sessions" WHERE input = 'page_views')
  ) AS page_views;

-- The rows that the touched keys have now, to leave
CREATE TEMPORARY TABLE IF NOT EXISTS sessions_removed (gone INTEGER);
DROP TABLE IF EXISTS sessions_removed;
CREATE TEMPORARY TABLE sessions_removed AS
SELECT domain_sessionid, first_at
FROM derived.sessions AS kept
WHERE (kept.domain_sessionid IS NOT NULL AND kept.domain_sessionid IN (
  SELECT touched.domain_sessionid
  FROM sessions_touched AS touched
  WHERE touched.domain_sessionid IS NOT NULL
)
  OR kept.domain_sessionid IS NULL AND EXISTS (
  SELECT 1
  FROM sessions_touched AS touched
  WHERE touched.domain_sessionid IS NULL
));

-- No row of a touched key is less than this: what the table keeps for it, or a new row brings
CREATE TEMPORARY TABLE IF NOT EXISTS sessions_bound (gone INTEGER);
DROP TABLE IF EXISTS sessions_bound;
CREATE TEMPORARY TABLE sessions_bound AS
SELECT MIN(bound) AS bound
FROM (
  SELECT MIN(first_at) AS bound FROM sessions_removed
  UNION ALL
  SELECT MIN(page_views.derived_tstamp) AS bound
  FROM (
    SELECT derived_tstamp FROM accrete.page_views_changes_a0a9b775 WHERE accrete_version > (SELECT change_version FROM "positions of sessions" WHERE input = 'page_views')
  ) AS page_views
) AS bounds;

-- The rows that the touched keys must have, by the model's own SELECT; each input restricted to what they need
CREATE TEMPORARY TABLE IF NOT EXISTS sessions_inserted (gone INTEGER);
DROP TABLE IF EXISTS sessions_inserted;
CREATE TEMPORARY TABLE sessions_inserted AS
SELECT domain_sessionid, first_at, pages, seconds, "tag"
FROM (
SELECT
  domain_sessionid,
  MIN(derived_tstamp) AS first_at,
  COUNT(DISTINCT page_url) AS pages,
  DATEDIFF(second, MIN(derived_tstamp), MAX(derived_tstamp)) AS seconds,
  NVL(MAX(geo_country), 'none') AS "tag"
FROM (
  SELECT domain_sessionid, page_url, geo_country, derived_tstamp
  FROM derived.page_views AS page_views
  WHERE (page_views.derived_tstamp >= (SELECT bound FROM sessions_bound) OR page_views.derived_tstamp IS NULL)
    AND (page_views.domain_sessionid IS NOT NULL AND page_views.domain_sessionid IN (
      SELECT touched.domain_sessionid
      FROM sessions_touched AS touched
      WHERE touched.domain_sessionid IS NOT NULL
    )
      OR page_views.domain_sessionid IS NULL AND EXISTS (
      SELECT 1
      FROM sessions_touched AS touched
      WHERE touched.domain_sessionid IS NULL
    ))
) AS page_views
GROUP BY 1
) AS model (domain_sessionid, first_at, pages, seconds, "tag")
WHERE (model.domain_sessionid IS NOT NULL AND model.domain_sessionid IN (
  SELECT touched.domain_sessionid
  FROM sessions_touched AS touched
  WHERE touched.domain_sessionid IS NOT NULL
)
  OR model.domain_sessionid IS NULL AND EXISTS (
  SELECT 1
  FROM sessions_touched AS touched
  WHERE touched.domain_sessionid IS NULL
));

-- Stop where a column has more digits or longer texts than its table: the engine would cut them
SELECT CAST(CASE
  WHEN EXISTS (
  SELECT 1 FROM pg_attribute AS s
  JOIN pg_attribute AS t ON t.attname = s.attname
  WHERE s.attrelid IN (SELECT c.oid FROM pg_class AS c WHERE c.relname = 'sessions_inserted' AND pg_table_is_visible(c.oid))
    AND t.attrelid IN (
      SELECT c.oid FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
      WHERE n.nspname = 'derived' AND c.relname = 'sessions'
    )
    AND s.attnum > 0 AND t.attnum > 0
    AND (s.atttypid = 1700 AND t.atttypid = 1700 AND MOD(s.atttypmod - 4, 65536) > MOD(t.atttypmod - 4, 65536)
      OR s.atttypid = 701 AND t.atttypid IN (700, 1700) OR s.atttypid = 700 AND t.atttypid = 1700)
)
    THEN 'a column of what sessions reads got more digits or longer texts: run the full.sql of sessions'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Move the version of sessions; a run or script that staged against the same one fails here
UPDATE accrete.model_version
SET version = (SELECT version FROM "version of sessions") + 1, strategy = 'recompute',
  row_count = row_count + more_rows,
  key_count = GREATEST(LEAST(key_count + more_keys, row_count + more_rows), 0),
  run_id = (SELECT run_id FROM script), committed_at = GETDATE()
FROM (
  SELECT CAST(COALESCE(SUM(stage_rows), 0) AS BIGINT) AS more_rows, CAST(COALESCE(SUM(stage_keys), 0) AS BIGINT) AS more_keys
  FROM (
    SELECT -SUM(key_rows) AS stage_rows, -COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM sessions_removed GROUP BY domain_sessionid) AS grouped
    UNION ALL
    SELECT SUM(key_rows) AS stage_rows, COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM sessions_inserted GROUP BY domain_sessionid) AS grouped
  ) AS stages
) AS difference
WHERE project = 'web' AND target_schema = 'derived' AND model = 'sessions' AND version = (SELECT version FROM "version of sessions") AND fingerprint = '7348cf4adc39bb2d06e0426755a4c297eab1c3413bbd8696457ce79de7adffbe';

-- Stop where somebody else committed sessions or what it reads
SELECT CAST(CASE
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'sessions'
      AND version = (SELECT version FROM "version of sessions") + 1 AND run_id = (SELECT run_id FROM script))
    THEN 'a run committed sessions meanwhile: run this script again'
  WHEN (SELECT version FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'page_views')
    <> (SELECT version FROM "inputs of sessions" WHERE model = 'page_views')
    THEN 'a run committed page_views meanwhile: run this script again'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Take the touched keys out of the table
DELETE FROM derived.sessions
WHERE (sessions.domain_sessionid IS NOT NULL AND sessions.domain_sessionid IN (
  SELECT touched.domain_sessionid
  FROM sessions_touched AS touched
  WHERE touched.domain_sessionid IS NOT NULL
)
  OR sessions.domain_sessionid IS NULL AND EXISTS (
  SELECT 1
  FROM sessions_touched AS touched
  WHERE touched.domain_sessionid IS NULL
));

-- Put their new rows in
INSERT INTO derived.sessions (domain_sessionid, first_at, pages, seconds, "tag")
SELECT domain_sessionid, first_at, pages, seconds, "tag"
FROM sessions_inserted;
CREATE TEMPORARY TABLE IF NOT EXISTS sessions_touched (gone INTEGER);
DROP TABLE IF EXISTS sessions_touched;
CREATE TEMPORARY TABLE IF NOT EXISTS sessions_removed (gone INTEGER);
DROP TABLE IF EXISTS sessions_removed;
CREATE TEMPORARY TABLE IF NOT EXISTS sessions_inserted (gone INTEGER);
DROP TABLE IF EXISTS sessions_inserted;
CREATE TEMPORARY TABLE IF NOT EXISTS sessions_bound (gone INTEGER);
DROP TABLE IF EXISTS sessions_bound;

-- Note how far sessions has taken in its inputs
INSERT INTO accrete."position" (project, target_schema, model, input, freeze_id, change_version, model_version)
SELECT 'web', 'derived', 'sessions', 'page_views', CAST(NULL AS BIGINT), (SELECT version FROM "inputs of sessions" WHERE model = 'page_views'), (SELECT version FROM "version of sessions") + 1;
COMMIT;
