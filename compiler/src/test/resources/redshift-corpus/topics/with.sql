--- one
WITH c AS (SELECT a FROM t) SELECT a FROM c
--- two
WITH c AS (SELECT a FROM t), d AS (SELECT a FROM c) SELECT a FROM d
--- columns
WITH c (x, y) AS (SELECT a, b FROM t) SELECT x FROM c
--- recursive
WITH RECURSIVE numbers (n) AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM numbers WHERE n < 10) SELECT n FROM numbers
--- recursive_hierarchy
WITH RECURSIVE org (id, name, depth) AS (
  SELECT id, name, 1 AS depth FROM employee WHERE manager_id IS NULL
  UNION ALL
  SELECT e.id, e.name, depth + 1 FROM employee e, org o WHERE e.manager_id = o.id AND depth < 4)
SELECT id, name, depth FROM org ORDER BY id
--- unused
WITH c AS (SELECT a FROM t) SELECT b FROM u
--- cte_in_subquery
SELECT a FROM t WHERE a IN (WITH c AS (SELECT b FROM u) SELECT b FROM c)
--- cte_with_union
WITH c AS (SELECT a FROM t) SELECT a FROM c UNION ALL SELECT a FROM c
--- cte_with_order
WITH c AS (SELECT a FROM t ORDER BY a LIMIT 10) SELECT a FROM c ORDER BY a
--- cte_read_twice
WITH c AS (SELECT a FROM t) SELECT x.a FROM c x JOIN c y ON x.a = y.a
--- cte_named_like_a_word
WITH first AS (SELECT a FROM t), last AS (SELECT a FROM t) SELECT first.a FROM first JOIN last ON first.a = last.a
--- cte_named_date
WITH dates AS (SELECT a FROM t), source AS (SELECT a FROM t) SELECT a FROM source
--- cte_of_constants
WITH c AS (SELECT 1 AS a, 'x' AS b) SELECT a, b FROM c
--- nested
WITH c AS (WITH d AS (SELECT a FROM t) SELECT a FROM d) SELECT a FROM c
--- comments
WITH
-- the first
c AS (SELECT a /* a column */ FROM t) -- done
SELECT a FROM c
--- recursive_with_depth
WITH RECURSIVE tree (id, parent, depth) AS (
  SELECT id, parent, 0 FROM nodes WHERE parent IS NULL
  UNION ALL
  SELECT n.id, n.parent, tree.depth + 1 FROM nodes n JOIN tree ON n.parent = tree.id WHERE tree.depth < 10
)
SELECT id, MAX(depth) FROM tree GROUP BY id
--- recursive_two
WITH RECURSIVE a (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM a WHERE n < 5),
b AS (SELECT n * 2 AS m FROM a)
SELECT m FROM b ORDER BY m
