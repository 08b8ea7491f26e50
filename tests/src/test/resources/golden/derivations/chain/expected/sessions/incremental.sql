-- Brings derived.sessions up to date: recomputes the keys that new rows touch.
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

-- Note the freeze
INSERT INTO accrete."freeze" (project, target_schema, freeze_id, run_id, frozen_at)
VALUES ('web', 'derived', (SELECT freeze_id FROM script), (SELECT run_id FROM script), CAST(now() AS TIMESTAMP));
COMMIT;

-- ---- sessions: recompute the touched keys
DROP TABLE IF EXISTS temp."version of sessions";
BEGIN TRANSACTION;

-- Where sessions stands: its version and its positions
CREATE OR REPLACE TEMPORARY TABLE "version of sessions" AS
SELECT COALESCE(MAX(version), 0) AS version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model = 'sessions';
CREATE OR REPLACE TEMPORARY TABLE "positions of sessions" AS
SELECT input, freeze_id, change_version
FROM accrete."position"
WHERE project = 'web' AND target_schema = 'derived' AND model = 'sessions' AND model_version = (SELECT version FROM "version of sessions");

-- The versions of the models that it reads
CREATE OR REPLACE TEMPORARY TABLE "inputs of sessions" AS
SELECT model, version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model IN ('page_views');

-- Stop, and say what to run, where sessions cannot be brought up to date by its changes
SELECT CAST(CASE
  WHEN (SELECT version FROM "version of sessions") = 0
    THEN 'sessions was never built: run the full.sql of sessions'
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'sessions' AND fingerprint = '528d4aca0df07fd0eec51b0b2cb7564ce603eaa70a930a013be2bc3224572da0')
    THEN 'sessions changed since its table was built: run the full.sql of sessions'
  WHEN NOT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = 'derived' AND table_name = 'sessions')
    THEN 'the table derived.sessions is gone: run the full.sql of sessions'
  WHEN (SELECT change_version FROM "positions of sessions" WHERE input = 'page_views') IS NULL
    THEN 'page_views is a new input of sessions: run the full.sql of sessions'
  WHEN (SELECT COUNT(*) FROM accrete.change_log WHERE project = 'web' AND target_schema = 'derived' AND model = 'page_views' AND kind = 'rows'
      AND version > (SELECT change_version FROM "positions of sessions" WHERE input = 'page_views'))
    <> (SELECT version FROM "inputs of sessions" WHERE model = 'page_views') - (SELECT change_version FROM "positions of sessions" WHERE input = 'page_views')
    OR EXISTS (SELECT 1 FROM accrete.change_log WHERE project = 'web' AND target_schema = 'derived' AND model = 'page_views' AND kind = 'dropped'
      AND version > (SELECT change_version FROM "positions of sessions" WHERE input = 'page_views'))
    THEN 'page_views was rebuilt, or its changes are no longer kept: run the full.sql of sessions'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- What sessions changes from now on: removed rows count negative
CREATE TABLE IF NOT EXISTS accrete.sessions_changes_a0a9b775 AS
SELECT CAST(0 AS BIGINT) AS accrete_version, CAST(0 AS BIGINT) AS accrete_count, *
FROM derived.sessions
WITH NO DATA;

-- The touched keys: (domain_userid, domain_sessionidx) whose rows may differ after this run
CREATE OR REPLACE TEMPORARY TABLE sessions_touched AS
SELECT domain_userid, domain_sessionidx FROM derived.sessions
WITH NO DATA;
COMMIT;
BEGIN TRANSACTION;

-- Keys touched by what changed in page_views
INSERT INTO sessions_touched (domain_userid, domain_sessionidx)
SELECT DISTINCT page_views.domain_userid, page_views.domain_sessionidx
FROM (
    SELECT domain_userid, domain_sessionidx FROM accrete.page_views_changes_a0a9b775 WHERE accrete_version > (SELECT change_version FROM "positions of sessions" WHERE input = 'page_views')
  ) AS page_views;

-- The rows that the touched keys have now, to leave
CREATE OR REPLACE TEMPORARY TABLE sessions_removed AS
SELECT kept.rowid AS accrete_row, domain_userid, domain_sessionidx, started, views
FROM derived.sessions AS kept
WHERE kept.rowid IN (
  SELECT kept.rowid
  FROM derived.sessions AS kept
  WHERE EXISTS (
    SELECT 1
    FROM sessions_touched AS touched
    WHERE touched.domain_userid IS NOT DISTINCT FROM kept.domain_userid
      AND touched.domain_sessionidx IS NOT DISTINCT FROM kept.domain_sessionidx
  )
);

-- No row of a touched key is less than this: what the table keeps for it, or a new row brings
CREATE OR REPLACE TEMPORARY TABLE sessions_bound AS
SELECT MIN(bound) AS bound
FROM (
  SELECT MIN(started) AS bound FROM sessions_removed
  UNION ALL
  SELECT MIN(page_views.derived_tstamp) AS bound
  FROM (
    SELECT derived_tstamp FROM accrete.page_views_changes_a0a9b775 WHERE accrete_version > (SELECT change_version FROM "positions of sessions" WHERE input = 'page_views')
  ) AS page_views
) AS bounds;

-- The rows that the touched keys must have, by the model's own SELECT; each input restricted to what they need
CREATE OR REPLACE TEMPORARY TABLE sessions_inserted AS
SELECT domain_userid, domain_sessionidx, started, views
FROM (
SELECT domain_userid, domain_sessionidx, MIN(derived_tstamp) AS started, COUNT(*) AS views
FROM (
  SELECT domain_userid, domain_sessionidx, derived_tstamp
  FROM derived.page_views AS page_views
  WHERE (page_views.derived_tstamp >= (SELECT bound FROM sessions_bound) OR page_views.derived_tstamp IS NULL)
    AND EXISTS (
      SELECT 1
      FROM sessions_touched AS touched
      WHERE touched.domain_userid IS NOT DISTINCT FROM page_views.domain_userid
        AND touched.domain_sessionidx IS NOT DISTINCT FROM page_views.domain_sessionidx
    )
) AS page_views
GROUP BY domain_userid, domain_sessionidx
) AS model (domain_userid, domain_sessionidx, started, views)
WHERE EXISTS (
  SELECT 1
  FROM sessions_touched AS touched
  WHERE touched.domain_userid IS NOT DISTINCT FROM model.domain_userid
    AND touched.domain_sessionidx IS NOT DISTINCT FROM model.domain_sessionidx
);

-- Stop where a column has more digits or longer texts than its table: the engine would cut them
SELECT CAST(CASE
  WHEN EXISTS (
  SELECT 1 FROM information_schema.columns AS s
  JOIN information_schema.columns AS t ON t.column_name = s.column_name
  WHERE s.table_catalog = 'temp' AND s.table_name = 'sessions_inserted'
    AND t.table_schema = 'derived' AND t.table_name = 'sessions'
    AND s.data_type <> t.data_type AND (s.numeric_scale > t.numeric_scale
    OR s.data_type LIKE 'TIMESTAMP%' OR s.data_type = 'DOUBLE' OR s.data_type = 'FLOAT' AND t.data_type <> 'DOUBLE')
)
    THEN 'a column of what sessions reads got more digits or longer texts: run the full.sql of sessions'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Move the version of sessions; a run or script that staged against the same one fails here
UPDATE accrete.model_version
SET version = (SELECT version FROM "version of sessions") + 1, strategy = 'recompute',
  row_count = row_count + more_rows,
  key_count = GREATEST(LEAST(key_count + more_keys, row_count + more_rows), 0),
  run_id = (SELECT run_id FROM script), committed_at = CAST(now() AS TIMESTAMP)
FROM (
  SELECT CAST(COALESCE(SUM(stage_rows), 0) AS BIGINT) AS more_rows, CAST(COALESCE(SUM(stage_keys), 0) AS BIGINT) AS more_keys
  FROM (
    SELECT -SUM(key_rows) AS stage_rows, -COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM sessions_removed GROUP BY domain_userid, domain_sessionidx) AS grouped
    UNION ALL
    SELECT SUM(key_rows) AS stage_rows, COUNT(*) AS stage_keys
    FROM (SELECT COUNT(*) AS key_rows FROM sessions_inserted GROUP BY domain_userid, domain_sessionidx) AS grouped
  ) AS stages
) AS difference
WHERE project = 'web' AND target_schema = 'derived' AND model = 'sessions' AND version = (SELECT version FROM "version of sessions") AND fingerprint = '528d4aca0df07fd0eec51b0b2cb7564ce603eaa70a930a013be2bc3224572da0';

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
WHERE rowid IN (SELECT accrete_row FROM sessions_removed);

-- Put their new rows in
INSERT INTO derived.sessions (domain_userid, domain_sessionidx, started, views)
SELECT domain_userid, domain_sessionidx, started, views
FROM sessions_inserted;

-- Publish the rows that sessions lost and gained to its readers
INSERT INTO accrete.sessions_changes_a0a9b775 (accrete_version, accrete_count, domain_userid, domain_sessionidx, started, views)
SELECT (SELECT version FROM "version of sessions") + 1, 1, domain_userid, domain_sessionidx, started, views
FROM sessions_inserted AS come
WHERE NOT EXISTS (
  SELECT 1
  FROM sessions_removed AS leave
  WHERE leave.domain_userid IS NOT DISTINCT FROM come.domain_userid
    AND leave.domain_sessionidx IS NOT DISTINCT FROM come.domain_sessionidx
)
UNION ALL
SELECT (SELECT version FROM "version of sessions") + 1, CAST(SUM(accrete_count) AS BIGINT), domain_userid, domain_sessionidx, started, views
FROM (
  SELECT -1 AS accrete_count, domain_userid, domain_sessionidx, started, views, CAST(r AS VARCHAR) AS accrete_identity
  FROM (SELECT domain_userid, domain_sessionidx, started, views FROM sessions_removed AS come) AS r
  UNION ALL
  SELECT 1 AS accrete_count, domain_userid, domain_sessionidx, started, views, CAST(r AS VARCHAR) AS accrete_identity
  FROM (SELECT domain_userid, domain_sessionidx, started, views FROM sessions_inserted AS come WHERE EXISTS (
  SELECT 1
  FROM sessions_removed AS leave
  WHERE leave.domain_userid IS NOT DISTINCT FROM come.domain_userid
    AND leave.domain_sessionidx IS NOT DISTINCT FROM come.domain_sessionidx
)) AS r
) AS changed
GROUP BY domain_userid, domain_sessionidx, started, views, accrete_identity
HAVING SUM(accrete_count) <> 0;

-- Log the change
INSERT INTO accrete.change_log (project, target_schema, model, version, kind, removed, inserted)
SELECT 'web', 'derived', 'sessions', (SELECT version FROM "version of sessions") + 1, 'rows',
  COALESCE(SUM(CASE WHEN accrete_count < 0 THEN -accrete_count END), 0), COALESCE(SUM(CASE WHEN accrete_count > 0 THEN accrete_count END), 0)
FROM accrete.sessions_changes_a0a9b775
WHERE accrete_version = (SELECT version FROM "version of sessions") + 1;
DROP TABLE IF EXISTS temp.sessions_touched;
DROP TABLE IF EXISTS temp.sessions_removed;
DROP TABLE IF EXISTS temp.sessions_inserted;
DROP TABLE IF EXISTS temp.sessions_bound;

-- Note how far sessions has taken in its inputs
INSERT INTO accrete."position" (project, target_schema, model, input, freeze_id, change_version, model_version)
VALUES
  ('web', 'derived', 'sessions', 'page_views', NULL, (SELECT version FROM "inputs of sessions" WHERE model = 'page_views'), (SELECT version FROM "version of sessions") + 1);
COMMIT;
