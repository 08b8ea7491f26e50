=== A total is told from a group of NULL by GROUPING()
with ROLLUP, CUBE, GROUPING SETS of expressions in every set, else one branch a set with GROUPING()
(NULL is not the total: 1,063 of 4,000)
--- query
SELECT db, k, GROUPING(k) AS total, COUNT(*) AS n, SUM(v) AS sum_v
FROM l_new
GROUP BY GROUPING SETS ((db, k), (db))
--- table
WITH touched AS (
  SELECT DISTINCT db, k, 0 AS total FROM l_changed
  UNION
  SELECT db, NULL, 1 FROM l_changed
)
SELECT * FROM stored AS s
WHERE NOT EXISTS (
  SELECT 1 FROM touched AS t WHERE t.db = s.db AND t.k IS NOT DISTINCT FROM s.k AND t.total = s.total)
UNION ALL
SELECT db, k, 0, COUNT(*), SUM(v) FROM l_new AS l
WHERE EXISTS (SELECT 1 FROM touched AS t WHERE t.db = l.db AND t.k IS NOT DISTINCT FROM l.k AND t.total = 0)
GROUP BY db, k
UNION ALL
SELECT db, NULL, 1, COUNT(*), SUM(v) FROM l_new AS l
WHERE EXISTS (SELECT 1 FROM touched AS t WHERE t.db = l.db AND t.total = 1)
GROUP BY db
--- tempting table
WITH touched AS (
  SELECT DISTINCT db, k FROM l_changed
  UNION
  SELECT db, NULL FROM l_changed
)
SELECT * FROM stored AS s
WHERE NOT EXISTS (SELECT 1 FROM touched AS t WHERE t.db = s.db AND t.k IS NOT DISTINCT FROM s.k)
UNION ALL
SELECT db, k, 0, COUNT(*), SUM(v) FROM l_new AS l
WHERE EXISTS (SELECT 1 FROM l_changed AS d WHERE d.db = l.db AND d.k IS NOT DISTINCT FROM l.k)
GROUP BY db, k
UNION ALL
SELECT db, NULL, 1, COUNT(*), SUM(v) FROM l_new AS l
WHERE EXISTS (SELECT 1 FROM l_changed AS d WHERE d.db = l.db)
GROUP BY db

=== A key hops through partitions that are read whole
P passes through by a hop: A = P over the rows of S in partitions that D touches, and the scan keeps whole
partitions that hold a key of A (0 of 6,000; pushing P itself below: 1,232)
--- query
SELECT db, k AS p, COUNT(*) AS n, SUM(v) AS sum_v
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY db, j ORDER BY v, k, g) AS rn FROM l_new AS l
)
WHERE rn = 1
GROUP BY db, k
--- keys
SELECT s.db, s.k AS p FROM l_all AS s
WHERE EXISTS (SELECT 1 FROM l_changed AS d WHERE d.db = s.db AND d.j IS NOT DISTINCT FROM s.j)
--- scan l
SELECT * FROM l_new AS x
WHERE EXISTS (
  SELECT 1 FROM l_new AS y JOIN touched AS t ON t.db = y.db AND t.p IS NOT DISTINCT FROM y.k
  WHERE y.db = x.db AND y.j IS NOT DISTINCT FROM x.j)
--- tempting scan l
SELECT * FROM l_new AS x
WHERE EXISTS (SELECT 1 FROM touched AS t WHERE t.db = x.db AND t.p IS NOT DISTINCT FROM x.k)

=== Through a stack of windows keys go up one by one and partitions come down in reverse
Stacks compose: A goes up window by window, whole partitions come down in reverse order (0 of 6,000; each
window from D or A alone: 193)
--- query
SELECT db, k AS p, COUNT(*) AS n, SUM(v) AS sum_v
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY db, g ORDER BY v DESC, k, j) AS in_g
  FROM (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY db, j ORDER BY v, k, g) AS in_j FROM l_new AS l
  )
  WHERE in_j = 1
)
WHERE in_g = 1
GROUP BY db, k
--- keys
WITH one AS (
  SELECT s.* FROM l_all AS s
  WHERE EXISTS (SELECT 1 FROM l_changed AS d WHERE d.db = s.db AND d.j IS NOT DISTINCT FROM s.j)
)
SELECT s.db, s.k AS p FROM l_all AS s
WHERE EXISTS (SELECT 1 FROM one AS d WHERE d.db = s.db AND d.g IS NOT DISTINCT FROM s.g)
--- scan l
WITH two AS (
  SELECT x.* FROM l_new AS x
  WHERE EXISTS (
    SELECT 1 FROM l_new AS y JOIN touched AS t ON t.db = y.db AND t.p IS NOT DISTINCT FROM y.k
    WHERE y.db = x.db AND y.g IS NOT DISTINCT FROM x.g)
)
SELECT * FROM l_new AS x
WHERE EXISTS (SELECT 1 FROM two AS y WHERE y.db = x.db AND y.j IS NOT DISTINCT FROM x.j)
--- tempting keys
SELECT s.db, s.k AS p FROM l_all AS s
WHERE EXISTS (
  SELECT 1 FROM l_changed AS d
  WHERE d.db = s.db AND (d.j IS NOT DISTINCT FROM s.j OR d.g IS NOT DISTINCT FROM s.g))
--- tempting scan l
SELECT * FROM l_new AS x
WHERE EXISTS (
  SELECT 1 FROM l_new AS y JOIN touched AS t ON t.db = y.db AND t.p IS NOT DISTINCT FROM y.k
  WHERE y.db = x.db AND (y.g IS NOT DISTINCT FROM x.g OR y.j IS NOT DISTINCT FROM x.j))

=== An inner join's key from the left takes removed and inserted rows of the right
P from the left of inner, left, semi, anti, any condition: A(L) ∪ P over (L ⋈ D_R) (0 of 600,000)
--- query
SELECT l.db, l.k AS p, l.v, r.g
FROM l_new AS l JOIN r_new AS r ON r.db = l.db AND r.j = l.j AND r.v >= l.v
--- keys
SELECT db, k AS p FROM l_changed
UNION ALL
SELECT l.db, l.k FROM l_new AS l JOIN r_changed AS r ON r.db = l.db AND r.j = l.j AND r.v >= l.v
--- tempting keys
SELECT db, k AS p FROM l_changed
UNION ALL
SELECT l.db, l.k FROM l_new AS l JOIN r_inserted AS r ON r.db = l.db AND r.j = l.j AND r.v >= l.v

=== A left join's key from the left takes removed and inserted rows of the right
P from the left of inner, left, semi, anti, any condition: A(L) ∪ P over (L ⋈ D_R) (0 of 600,000)
--- query
SELECT l.db, l.k AS p, l.v, r.g, r.v AS right_v
FROM l_new AS l LEFT JOIN r_new AS r ON r.db = l.db AND (r.j = l.j OR r.v < l.v)
--- keys
SELECT db, k AS p FROM l_changed
UNION ALL
SELECT l.db, l.k FROM l_new AS l JOIN r_changed AS r ON r.db = l.db AND (r.j = l.j OR r.v < l.v)
--- tempting keys
SELECT db, k AS p FROM l_changed
UNION ALL
SELECT l.db, l.k FROM l_new AS l JOIN r_new AS r ON r.db = l.db AND (r.j = l.j OR r.v < l.v)
JOIN r_changed AS d ON d.db = r.db AND d.k IS NOT DISTINCT FROM r.k

=== A semi join's key from the left takes removed and inserted rows of the right
P from the left of inner, left, semi, anti, any condition: A(L) ∪ P over (L ⋈ D_R) (0 of 600,000)
--- query
SELECT l.db, l.k AS p, l.v
FROM l_new AS l
WHERE EXISTS (SELECT 1 FROM r_new AS r WHERE r.db = l.db AND r.j = l.j AND r.v <> l.g)
--- keys
SELECT db, k AS p FROM l_changed
UNION ALL
SELECT l.db, l.k FROM l_new AS l JOIN r_changed AS r ON r.db = l.db AND r.j = l.j AND r.v <> l.g
--- tempting keys
SELECT db, k AS p FROM l_changed
UNION ALL
SELECT l.db, l.k FROM l_new AS l JOIN r_inserted AS r ON r.db = l.db AND r.j = l.j AND r.v <> l.g

=== An anti join's key from the left takes removed and inserted rows of the right
P from the left of inner, left, semi, anti, any condition: A(L) ∪ P over (L ⋈ D_R) (0 of 600,000)
--- query
SELECT l.db, l.k AS p, l.v
FROM l_new AS l
WHERE NOT EXISTS (SELECT 1 FROM r_new AS r WHERE r.db = l.db AND r.j = l.j AND r.v < l.v)
--- keys
SELECT db, k AS p FROM l_changed
UNION ALL
SELECT l.db, l.k FROM l_new AS l JOIN r_changed AS r ON r.db = l.db AND r.j = l.j AND r.v < l.v
--- tempting keys
SELECT db, k AS p FROM l_changed
UNION ALL
SELECT l.db, l.k FROM l_new AS l JOIN r_inserted AS r ON r.db = l.db AND r.j = l.j AND r.v < l.v

=== In a self join a changed row stands on both sides
P from the left of inner, left, semi, anti, any condition, self joins: A(L) ∪ P over (L ⋈ D_R) (0 of 600,000)
--- query
SELECT a.db, a.k AS p, a.v, b.v AS later_v
FROM l_new AS a LEFT JOIN l_new AS b ON b.db = a.db AND b.j = a.j AND b.v > a.v
--- keys
SELECT db, k AS p FROM l_changed
UNION ALL
SELECT a.db, a.k FROM l_new AS a JOIN l_changed AS b ON b.db = a.db AND b.j = a.j AND b.v > a.v
--- tempting keys
SELECT db, k AS p FROM l_changed

=== A key from the side that may be absent is computed on the row with NULLs
each outer join read as its inner join plus every preserved row with the other side NULL, P computed on that
row (not "NULL": 1,306 of 4,000)
--- query
SELECT l.db, COALESCE(r.k, l.k) AS p, l.v, r.g
FROM l_new AS l LEFT JOIN r_new AS r ON r.db = l.db AND r.j = l.j
--- keys
SELECT l.db, COALESCE(r.k, l.k) AS p FROM l_changed AS l JOIN r_all AS r ON r.db = l.db AND r.j = l.j
UNION ALL
SELECT l.db, COALESCE(NULL, l.k) FROM l_changed AS l
UNION ALL
SELECT l.db, COALESCE(r.k, l.k) FROM l_all AS l JOIN r_changed AS r ON r.db = l.db AND r.j = l.j
UNION ALL
SELECT l.db, COALESCE(NULL, l.k) FROM l_all AS l JOIN r_changed AS r ON r.db = l.db AND r.j = l.j
--- tempting keys
SELECT l.db, COALESCE(r.k, l.k) AS p FROM l_changed AS l JOIN r_all AS r ON r.db = l.db AND r.j = l.j
UNION ALL
SELECT l.db, COALESCE(r.k, l.k) FROM l_all AS l JOIN r_changed AS r ON r.db = l.db AND r.j = l.j
UNION ALL
SELECT db, NULL FROM l_changed
UNION ALL
SELECT db, NULL FROM r_changed

=== A key from both sides of a full join is computed on the rows of either side alone too
each outer join read as its inner join plus every preserved row with the other side NULL, P computed on that
row (not "NULL": 1,306 of 4,000); over S of each input, one changed input at a time replaced by D
--- query
SELECT COALESCE(l.db, r.db) AS db, COALESCE(r.k, 10 * l.k) AS p, l.v, r.g
FROM l_new AS l FULL JOIN r_new AS r ON r.db = l.db AND r.j = l.j
--- keys
SELECT l.db, COALESCE(r.k, 10 * l.k) AS p FROM l_changed AS l JOIN r_all AS r ON r.db = l.db AND r.j = l.j
UNION ALL
SELECT l.db, COALESCE(r.k, 10 * l.k) FROM l_all AS l JOIN r_changed AS r ON r.db = l.db AND r.j = l.j
UNION ALL
SELECT l.db, 10 * l.k FROM l_changed AS l
UNION ALL
SELECT l.db, 10 * l.k FROM l_all AS l JOIN r_changed AS r ON r.db = l.db AND r.j = l.j
UNION ALL
SELECT r.db, r.k FROM r_changed AS r
UNION ALL
SELECT r.db, r.k FROM r_all AS r JOIN l_changed AS l ON r.db = l.db AND r.j = l.j
--- tempting keys
SELECT COALESCE(l.db, r.db) AS db, COALESCE(r.k, 10 * l.k) AS p
FROM l_changed AS l FULL JOIN r_changed AS r ON r.db = l.db AND r.j = l.j

=== NOT IN is routed by the condition that is not false
NOT IN, ANY, IN as a value: rows matched by (condition) IS NOT FALSE (routing by =: 255 of 4,000)
--- query
SELECT l.db, l.k AS p, l.v
FROM l_new AS l
WHERE l.v NOT IN (SELECT r.v FROM r_new AS r WHERE r.db = l.db)
--- keys
SELECT db, k AS p FROM l_changed
UNION ALL
SELECT l.db, l.k FROM l_new AS l JOIN r_changed AS r ON r.db = l.db AND (l.v = r.v) IS NOT FALSE
--- tempting keys
SELECT db, k AS p FROM l_changed
UNION ALL
SELECT l.db, l.k FROM l_new AS l JOIN r_changed AS r ON r.db = l.db AND l.v = r.v

=== IN as a value is routed by the condition that is not false
NOT IN, ANY, IN as a value (SELECT x IN (…), CASE, IS NULL): rows matched by (condition) IS NOT FALSE
(routing by =: 255 of 4,000)
--- query
SELECT l.db, l.k AS p, l.v, l.v IN (SELECT r.v FROM r_new AS r WHERE r.db = l.db) AS found
FROM l_new AS l
--- keys
SELECT db, k AS p FROM l_changed
UNION ALL
SELECT l.db, l.k FROM l_new AS l JOIN r_changed AS r ON r.db = l.db AND (l.v = r.v) IS NOT FALSE
--- tempting keys
SELECT db, k AS p FROM l_changed
UNION ALL
SELECT l.db, l.k FROM l_new AS l JOIN r_changed AS r ON r.db = l.db AND l.v = r.v

=== ALL is routed by the condition that is not true
ALL: IS NOT TRUE (routing by =: 255 of 4,000)
--- query
SELECT l.db, l.k AS p, l.v, l.v >= ALL (SELECT r.v FROM r_new AS r WHERE r.db = l.db) AS greatest
FROM l_new AS l
--- keys
SELECT db, k AS p FROM l_changed
UNION ALL
SELECT l.db, l.k FROM l_new AS l JOIN r_changed AS r ON r.db = l.db AND (l.v >= r.v) IS NOT TRUE
--- tempting keys
SELECT db, k AS p FROM l_changed
UNION ALL
SELECT l.db, l.k FROM l_new AS l JOIN r_changed AS r ON r.db = l.db AND NOT (l.v >= r.v)

=== A null-safe join is routed by its own condition
the route repeats the join's own condition, null-safe where it is (234 of 4,000)
--- query
SELECT l.db, l.k AS p, l.v, r.g
FROM l_new AS l LEFT JOIN r_new AS r ON r.db = l.db AND r.j IS NOT DISTINCT FROM l.j
--- keys
SELECT db, k AS p FROM l_changed
UNION ALL
SELECT l.db, l.k FROM l_new AS l JOIN r_changed AS r ON r.db = l.db AND r.j IS NOT DISTINCT FROM l.j
--- tempting keys
SELECT db, k AS p FROM l_changed
UNION ALL
SELECT l.db, l.k FROM l_new AS l JOIN r_changed AS r ON r.db = l.db AND r.j = l.j

=== A block on the right touches its join keys, HAVING aside
right side is itself a block: its affected join keys (0 of 4,000, HAVING included)
--- query
SELECT l.db, l.k AS p, l.v, b.n, b.sum_v
FROM l_new AS l
LEFT JOIN (
  SELECT db, j, COUNT(*) AS n, SUM(v) AS sum_v FROM r_new AS r GROUP BY db, j HAVING COUNT(*) > 1
) AS b ON b.db = l.db AND b.j = l.j
--- keys
SELECT db, k AS p FROM l_changed
UNION ALL
SELECT l.db, l.k FROM l_new AS l JOIN r_changed AS r ON r.db = l.db AND r.j = l.j
--- tempting keys
SELECT db, k AS p FROM l_changed
UNION ALL
SELECT l.db, l.k FROM l_new AS l
JOIN (
  SELECT db, j FROM r_new AS r
  WHERE EXISTS (SELECT 1 FROM r_changed AS d WHERE d.db = r.db AND d.j = r.j)
  GROUP BY db, j HAVING COUNT(*) > 1
) AS b ON b.db = l.db AND b.j = l.j

=== A count over nothing is 0 where a scalar subquery becomes a join
correlated and scalar subqueries: first made joins (COUNT over nothing is 0: LEFT with COALESCE)
--- query
SELECT l.db, l.k, l.v, (SELECT COUNT(*) FROM r_new AS r WHERE r.db = l.db AND r.j = l.j) AS n
FROM l_new AS l
--- table
SELECT l.db, l.k, l.v, COALESCE(b.n, 0) AS n
FROM l_new AS l
LEFT JOIN (SELECT db, j, COUNT(*) AS n FROM r_new AS r GROUP BY db, j) AS b ON b.db = l.db AND b.j = l.j
--- tempting table
SELECT l.db, l.k, l.v, b.n
FROM l_new AS l
LEFT JOIN (SELECT db, j, COUNT(*) AS n FROM r_new AS r GROUP BY db, j) AS b ON b.db = l.db AND b.j = l.j

=== Set operations take their keys column by column from each branch
DISTINCT, UNION, INTERSECT, EXCEPT [ALL]: column by column, each branch
--- query
SELECT db, k AS p, v FROM l_new
EXCEPT ALL
SELECT db, j AS p, v FROM r_new
--- keys
SELECT db, k AS p FROM l_changed
UNION ALL
SELECT db, j FROM r_changed
--- tempting keys
SELECT db, k AS p FROM l_changed
UNION ALL
SELECT db, k FROM r_changed
