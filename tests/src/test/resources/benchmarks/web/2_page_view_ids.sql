SET VARIABLE contexts_taken = (SELECT contexts FROM hand.taken);
-- contexts that came
CREATE OR REPLACE TEMPORARY TABLE contexts_fresh AS
SELECT root_id, root_tstamp, MIN(id) AS page_view_id
FROM atomic.com_snowplowanalytics_snowplow_web_page_1
WHERE rowid >= getvariable('contexts_taken')
GROUP BY root_id, root_tstamp;
SET VARIABLE contexts_from = (SELECT MIN(root_tstamp) FROM contexts_fresh);
-- rows of the same events; only these of the second kind have no timestamp or no event
CREATE OR REPLACE TEMPORARY TABLE contexts_kept AS
SELECT p.rowid AS row, p.*
FROM hand.page_view_ids AS p
INNER JOIN contexts_fresh AS f
  ON f.root_id = p.root_id
  AND f.root_tstamp = p.root_tstamp
WHERE p.root_tstamp >= getvariable('contexts_from')
UNION ALL
SELECT p.rowid AS row, p.*
FROM hand.page_view_ids AS p
INNER JOIN (SELECT * FROM contexts_fresh WHERE root_id IS NULL OR root_tstamp IS NULL) AS f
  ON f.root_id IS NOT DISTINCT FROM p.root_id
  AND f.root_tstamp IS NOT DISTINCT FROM p.root_tstamp;
-- rows that come
CREATE OR REPLACE TEMPORARY TABLE contexts_coming AS
SELECT f.*, k.row
FROM contexts_fresh AS f
LEFT JOIN contexts_kept AS k
  ON f.root_id IS NOT DISTINCT FROM k.root_id
  AND f.root_tstamp IS NOT DISTINCT FROM k.root_tstamp
WHERE k.row IS NULL
  OR LEAST(f.page_view_id, k.page_view_id) IS DISTINCT FROM k.page_view_id;
-- delete
DELETE FROM hand.page_view_ids
WHERE rowid IN (SELECT row FROM contexts_coming);
-- insert
INSERT INTO hand.page_view_ids
SELECT root_id, root_tstamp, page_view_id
FROM contexts_coming;
