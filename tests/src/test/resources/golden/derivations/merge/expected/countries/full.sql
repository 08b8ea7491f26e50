-- Builds derived.countries from all of history.
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
      WHERE k.project = 'web' AND k.target_schema = 'derived' AND source IN ('shop.orders')
        AND freeze_id = (SELECT MAX(freeze_id) FROM accrete.source_column AS l
          WHERE l.project = 'web' AND l.target_schema = 'derived' AND l.source = k.source AND l.column_name = k.column_name)
      UNION ALL SELECT 'shop.orders', column_name, NULL, data_type
      FROM information_schema.columns WHERE table_catalog = current_database() AND table_schema = 'shop' AND table_name = 'orders'
    ) AS both_types
    GROUP BY source, column_name
  ) AS types
  WHERE old_type <> new_type
) AS parts;

-- Stop where stamps of shop.orders are finer than batches
SELECT CAST(CASE
  WHEN (SELECT typeof(MIN(etl_tstamp)) FROM shop.orders WHERE FALSE) = 'TIMESTAMP_NS'
    THEN 'the stamps of shop.orders in etl_tstamp have nanoseconds, and batches are told apart by microseconds: make the column a TIMESTAMP'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Count shop.orders by stamp, and note what differs from what was known
INSERT INTO accrete.batch (project, target_schema, source, stamp, grain, "rows", freeze_id)
SELECT 'web', 'derived', 'shop.orders', stamp, 'stamp', CAST(SUM("rows") AS BIGINT), (SELECT freeze_id FROM script)
FROM (
  SELECT etl_tstamp AS stamp, COUNT(*) AS "rows"
  FROM shop.orders
  GROUP BY 1
  UNION ALL
  SELECT stamp, -"rows"
  FROM accrete.batch
  WHERE project = 'web' AND target_schema = 'derived' AND source = 'shop.orders' AND grain = 'stamp'
) AS counted
GROUP BY stamp
HAVING SUM("rows") <> 0;

-- Where crm.customers stands
CREATE OR REPLACE TEMPORARY TABLE "version of crm.customers" AS
SELECT COALESCE(MAX(version), 0) AS version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model = 'crm.customers';

-- Models read crm.customers as a copy, so that its changes can be told: the first copy
CREATE TABLE IF NOT EXISTS accrete."crm.customers_copy_a0a9b775" AS
SELECT customer_id, region
FROM crm.customers;

-- Stop where the columns of crm.customers changed
SELECT CAST(CASE
  WHEN (SELECT COUNT(*) FROM (SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = current_database() AND lower(schema_name) = lower('accrete') AND lower(table_name) = lower('crm.customers_copy_a0a9b775') ORDER BY column_index) AS kept (name, type) JOIN (SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = current_database() AND lower(schema_name) = lower('crm') AND lower(table_name) = lower('customers') ORDER BY column_index) AS now (name, type)
    ON lower(now.name) = lower(kept.name) AND now.type = kept.type AND lower(kept.name) IN ('customer_id', 'region'))
    <> 2 OR (SELECT COUNT(*) FROM (SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = current_database() AND lower(schema_name) = lower('accrete') AND lower(table_name) = lower('crm.customers_copy_a0a9b775') ORDER BY column_index) AS kept) <> 2
    THEN 'the columns of crm.customers are no longer those of its copy: run accrete run once'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- What crm.customers changes from now on: removed rows count negative
CREATE TABLE IF NOT EXISTS accrete."crm.customers_changes_a0a9b775" AS
SELECT CAST(0 AS BIGINT) AS accrete_version, CAST(0 AS BIGINT) AS accrete_count, *
FROM accrete."crm.customers_copy_a0a9b775"
WITH NO DATA;

-- What changed in crm.customers: rows by how much more or less often they stand there now
CREATE OR REPLACE TEMPORARY TABLE "difference of crm.customers" AS
SELECT CAST(SUM(accrete_count) AS BIGINT) AS accrete_count, customer_id, region
FROM (
  SELECT 1 AS accrete_count, customer_id, region
  FROM crm.customers
  UNION ALL
  SELECT -1, customer_id, region
  FROM accrete."crm.customers_copy_a0a9b775"
) AS counted
GROUP BY customer_id, region
HAVING SUM(accrete_count) <> 0;

-- The first build of crm.customers starts from version 0
INSERT INTO accrete.model_version (project, target_schema, model, version, fingerprint, key_count, row_count, strategy, run_id, committed_at)
SELECT 'web', 'derived', 'crm.customers', 0, '', 0, 0, 'none', (SELECT run_id FROM script), CAST(now() AS TIMESTAMP)
WHERE NOT EXISTS (SELECT 1 FROM accrete.model_version
  WHERE project = 'web' AND target_schema = 'derived' AND model = 'crm.customers');

-- Move the version of the copy
UPDATE accrete.model_version
SET version = (SELECT version FROM "version of crm.customers") + 1, strategy = 'difference',
  row_count = (SELECT COUNT(*) FROM crm.customers),
  run_id = (SELECT run_id FROM script), committed_at = CAST(now() AS TIMESTAMP)
WHERE project = 'web' AND target_schema = 'derived' AND model = 'crm.customers' AND version = (SELECT version FROM "version of crm.customers")
  AND ((SELECT version FROM "version of crm.customers") = 0 OR EXISTS (SELECT 1 FROM "difference of crm.customers"));

-- Bring the copy up to date: rows that differ leave it
DELETE FROM accrete."crm.customers_copy_a0a9b775"
WHERE EXISTS (
  SELECT 1
  FROM "difference of crm.customers" AS difference
  WHERE difference.customer_id IS NOT DISTINCT FROM "crm.customers_copy_a0a9b775".customer_id
    AND difference.region IS NOT DISTINCT FROM "crm.customers_copy_a0a9b775".region
);

-- and come again as often as they stand there now
INSERT INTO accrete."crm.customers_copy_a0a9b775" (customer_id, region)
SELECT customer_id, region
FROM crm.customers AS live
WHERE EXISTS (
  SELECT 1
  FROM "difference of crm.customers" AS difference
  WHERE difference.customer_id IS NOT DISTINCT FROM live.customer_id
    AND difference.region IS NOT DISTINCT FROM live.region
);

-- Publish the rows that crm.customers lost and gained to its readers
INSERT INTO accrete."crm.customers_changes_a0a9b775" (accrete_version, accrete_count, customer_id, region)
SELECT (SELECT version FROM "version of crm.customers") + 1, accrete_count, customer_id, region
FROM "difference of crm.customers";

-- Log the change
INSERT INTO accrete.change_log (project, target_schema, model, version, kind, removed, inserted)
SELECT 'web', 'derived', 'crm.customers', (SELECT version FROM "version of crm.customers") + 1, CASE WHEN (SELECT version FROM "version of crm.customers") = 0 THEN 'reset' ELSE 'rows' END,
  COALESCE(SUM(CASE WHEN accrete_count < 0 THEN -accrete_count END), 0), COALESCE(SUM(CASE WHEN accrete_count > 0 THEN accrete_count END), 0)
FROM "difference of crm.customers"
HAVING (SELECT version FROM "version of crm.customers") = 0 OR COUNT(*) > 0;
DROP TABLE IF EXISTS temp."difference of crm.customers";

-- Note the freeze
INSERT INTO accrete."freeze" (project, target_schema, freeze_id, run_id, frozen_at)
VALUES ('web', 'derived', (SELECT freeze_id FROM script), (SELECT run_id FROM script), CAST(now() AS TIMESTAMP));

-- The batches of shop.orders that this run sees: rows that come later wait for the next one
CREATE OR REPLACE TEMPORARY TABLE "frozen shop.orders" AS
SELECT stamp
FROM accrete.batch
WHERE project = 'web' AND target_schema = 'derived' AND source = 'shop.orders' AND grain = 'stamp'
  AND freeze_id <= (SELECT freeze_id FROM script)
GROUP BY stamp
HAVING SUM("rows") > 0;
COMMIT;

-- ---- countries: rebuild
BEGIN TRANSACTION;

-- Where countries stands: its version and its positions
CREATE OR REPLACE TEMPORARY TABLE "version of countries" AS
SELECT COALESCE(MAX(version), 0) AS version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model = 'countries';
CREATE OR REPLACE TEMPORARY TABLE "positions of countries" AS
SELECT input, freeze_id, change_version
FROM accrete."position"
WHERE project = 'web' AND target_schema = 'derived' AND model = 'countries' AND model_version = (SELECT version FROM "version of countries");

-- The versions of the models that it reads
CREATE OR REPLACE TEMPORARY TABLE "inputs of countries" AS
SELECT model, version
FROM accrete.model_version
WHERE project = 'web' AND target_schema = 'derived' AND model IN ('crm.customers');

-- Stop where somebody else made derived.countries
SELECT CAST(CASE
  WHEN EXISTS (SELECT 1 FROM information_schema.tables WHERE table_catalog = current_database() AND lower(table_schema) = 'derived' AND lower(table_name) = 'countries')
    AND NOT EXISTS (SELECT 1 FROM accrete.made WHERE project = 'web' AND target_schema = 'derived' AND model = 'countries'
      AND relation = 'derived.countries')
    AND (EXISTS (SELECT 1 FROM accrete.made WHERE project = 'web' AND target_schema = 'derived' AND model = 'countries')
      OR NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'countries'
        AND version > 0))
    THEN 'derived.countries is there, and countries did not make it: drop it, rename one of the two, or run accrete run --full-refresh -s countries'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Compute countries from all of history, as of the freeze
CREATE OR REPLACE TEMPORARY TABLE countries_staged AS
SELECT country, orders, amount, spread
FROM (
SELECT
  r.country,
  COUNT(*) AS orders,
  COALESCE(SUM(o.amount), 0) AS amount,
  MAX(o.amount) - MIN(o.amount) AS spread
FROM (
  SELECT customer_id, amount
  FROM shop.orders AS orders
  WHERE EXISTS (SELECT 1 FROM "frozen shop.orders" WHERE stamp IS NOT DISTINCT FROM orders.etl_tstamp)
) AS o
JOIN (
  SELECT customer_id, region
  FROM accrete."crm.customers_copy_a0a9b775" AS customers
) AS c ON c.customer_id = o.customer_id
JOIN (
  SELECT region, country
  FROM crm.regions AS regions
) AS r ON r.region = c.region
WHERE o.amount > 0
GROUP BY r.country
HAVING COUNT(*) > 10
) AS model (country, orders, amount, spread);

-- The first build of countries starts from version 0
INSERT INTO accrete.model_version (project, target_schema, model, version, fingerprint, key_count, row_count, strategy, run_id, committed_at)
SELECT 'web', 'derived', 'countries', 0, '', 0, 0, 'none', (SELECT run_id FROM script), CAST(now() AS TIMESTAMP)
WHERE NOT EXISTS (SELECT 1 FROM accrete.model_version
  WHERE project = 'web' AND target_schema = 'derived' AND model = 'countries');

-- Move the version of countries; a run or script that staged against the same one fails here
UPDATE accrete.model_version
SET version = (SELECT version FROM "version of countries") + 1, fingerprint = 'e89ae86dadd976311617aae356951b0948863c2375e172323b8f2e59bd17c631', strategy = 'full',
  row_count = (SELECT COUNT(*) FROM countries_staged),
  key_count = (SELECT LEAST(COUNT(*), approx_count_distinct(hash(country))) FROM countries_staged),
  run_id = (SELECT run_id FROM script), committed_at = CAST(now() AS TIMESTAMP)
WHERE project = 'web' AND target_schema = 'derived' AND model = 'countries' AND version = (SELECT version FROM "version of countries");

-- Stop where somebody else committed countries or what it reads
SELECT CAST(CASE
  WHEN NOT EXISTS (SELECT 1 FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'countries'
      AND version = (SELECT version FROM "version of countries") + 1 AND run_id = (SELECT run_id FROM script))
    THEN 'a run committed countries meanwhile: run this script again'
  WHEN (SELECT version FROM accrete.model_version WHERE project = 'web' AND target_schema = 'derived' AND model = 'crm.customers')
    <> (SELECT version FROM "inputs of countries" WHERE model = 'crm.customers')
    THEN 'a run committed crm.customers meanwhile: run this script again'
  ELSE '1' END AS INTEGER) AS may_go_on;

-- Put the new table in place of the old one
CREATE SCHEMA IF NOT EXISTS derived;
DROP TABLE IF EXISTS derived.countries;

-- Create the table in the types that the engine gave the columns
CREATE TABLE derived.countries AS
SELECT country, orders, amount, spread
FROM countries_staged;

-- Note that countries made it
UPDATE accrete.made
SET relation = 'derived.countries', made_at = CAST(now() AS TIMESTAMP)
WHERE project = 'web' AND target_schema = 'derived' AND model = 'countries' AND relation <> 'derived.countries';
INSERT INTO accrete.made (project, target_schema, model, relation, made_at)
SELECT 'web', 'derived', 'countries', 'derived.countries', CAST(now() AS TIMESTAMP)
WHERE NOT EXISTS (SELECT 1 FROM accrete.made WHERE project = 'web' AND target_schema = 'derived' AND model = 'countries');

-- The parts of every group of countries, those that its table does not show too
CREATE OR REPLACE TEMPORARY TABLE countries_parts AS
SELECT block.country, block.accrete_rows, block.accrete_count_2, block.accrete_value_2, block.accrete_value_3, block.accrete_value_4
FROM (
  SELECT regions.country AS country, COUNT(*) AS accrete_rows, COUNT(orders.amount) AS accrete_count_2, SUM(orders.amount) AS accrete_value_2, MAX(orders.amount) AS accrete_value_3, MIN(orders.amount) AS accrete_value_4
  FROM shop.orders AS orders
  INNER JOIN accrete."crm.customers_copy_a0a9b775" AS customers ON (customers.customer_id = orders.customer_id)
  INNER JOIN crm.regions AS regions ON (regions.region = customers.region)
  WHERE EXISTS (SELECT 1 FROM "frozen shop.orders" WHERE stamp IS NOT DISTINCT FROM orders.etl_tstamp)
    AND (orders.amount > 0)
  GROUP BY regions.country
) AS block;
DROP TABLE IF EXISTS accrete.countries_side_parts_a0a9b775;

-- Keep them
CREATE TABLE accrete.countries_side_parts_a0a9b775 AS
SELECT country, accrete_rows, accrete_count_2, accrete_value_2, accrete_value_3, accrete_value_4
FROM countries_parts;
DROP TABLE IF EXISTS temp.countries_parts;

-- Readers of countries are rebuilt after this; what it changed before is of no use
DROP TABLE IF EXISTS accrete.countries_changes_a0a9b775;
DROP TABLE IF EXISTS temp.countries_staged;

-- Note how far countries has taken in its inputs
INSERT INTO accrete."position" (project, target_schema, model, input, freeze_id, change_version, model_version)
VALUES
  ('web', 'derived', 'countries', 'shop.orders', (SELECT freeze_id FROM script), NULL, (SELECT version FROM "version of countries") + 1),
  ('web', 'derived', 'countries', 'crm.customers', NULL, (SELECT version FROM "inputs of countries" WHERE model = 'crm.customers'), (SELECT version FROM "version of countries") + 1),
  ('web', 'derived', 'countries', 'side table parts', NULL, 0, (SELECT version FROM "version of countries") + 1);
COMMIT;
