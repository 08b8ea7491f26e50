--- insert: refused
INSERT INTO t VALUES (1)
--- update: refused
UPDATE t SET a = 1 WHERE b = 2
--- delete: refused
DELETE FROM t USING u WHERE t.id = u.id
--- create_table_as: refused
CREATE TABLE x AS SELECT a FROM t
--- create_table_as_options: refused
CREATE TABLE x DISTKEY(a) SORTKEY(b) AS SELECT a, b FROM t
--- create_temporary_table: refused
CREATE TEMP TABLE x AS (SELECT a FROM t)
--- create_view: refused
CREATE OR REPLACE VIEW v AS SELECT a FROM t WITH NO SCHEMA BINDING
--- drop: refused
DROP TABLE IF EXISTS x
--- select_into: refused
SELECT a INTO x FROM t
--- copy: refused
COPY t FROM 's3://bucket/x' IAM_ROLE 'arn' FORMAT AS PARQUET
--- unload: refused
UNLOAD ('SELECT a FROM t') TO 's3://bucket/x' IAM_ROLE 'arn'
--- grant: refused
GRANT SELECT ON t TO PUBLIC
--- merge: refused
MERGE INTO t USING u ON t.id = u.id WHEN MATCHED THEN UPDATE SET a = u.a WHEN NOT MATCHED THEN INSERT VALUES (u.id, u.a)
--- two_statements: refused
SELECT a FROM t; SELECT b FROM t
--- begin: refused
BEGIN; SELECT a FROM t; COMMIT
--- vacuum: refused
VACUUM t
--- analyze: refused
ANALYZE t
--- call: refused
CALL p(1)
--- parameter: refused
SELECT a FROM t WHERE b = ?
--- numbered_parameter: refused
SELECT a FROM t WHERE b = $1
--- explain: refused
EXPLAIN SELECT a FROM t
--- empty: refused
-- nothing
--- set: refused
SET search_path TO x
--- show: refused
SHOW search_path
--- lock: refused
LOCK TABLE t
--- comment_on: refused
COMMENT ON TABLE t IS 'x'
