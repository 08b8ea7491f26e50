=== The least time of a key over all rows ever seen bounds the scan
A side table keeps, per key and input, the least t ever seen over all rows of that input with that key, before any
filter, join, window or HAVING; it only falls, so it needs no deletes (0 of 4,200 steps). The tempting rule bounds
the scan by what came in the batch.
--- query
SELECT db, k AS p, COUNT(*) AS n, SUM(g) AS sum_g
FROM l_new AS l
WHERE g <> 2
GROUP BY db, k
HAVING COUNT(*) > 1
--- side at start
SELECT db, k, MIN(v) AS bound FROM l_new GROUP BY db, k
--- side
SELECT db, k, MIN(bound) AS bound
FROM (FROM side UNION ALL SELECT db, k, v FROM l_inserted)
GROUP BY db, k
--- keys
SELECT db, k AS p FROM l_changed
--- scan l
SELECT * FROM l_new AS x
WHERE v IS NULL OR v >= (
  SELECT MIN(b.bound) FROM side AS b JOIN touched AS t ON t.db = b.db AND t.p IS NOT DISTINCT FROM b.k
  WHERE b.db = x.db)
--- tempting scan l
SELECT * FROM l_new AS x
WHERE v IS NULL OR v >= (SELECT MIN(d.v) FROM l_changed AS d WHERE d.db = x.db)

=== Rows without a time are never older than a bound
scan from the least of the touched keys' bounds, t >= bound OR t IS NULL
--- query
SELECT db, k AS p, COUNT(*) AS n, SUM(g) AS sum_g FROM l_new AS l GROUP BY db, k
--- side at start
SELECT db, k, MIN(v) AS bound FROM l_new GROUP BY db, k
--- side
SELECT db, k, MIN(bound) AS bound
FROM (FROM side UNION ALL SELECT db, k, v FROM l_inserted)
GROUP BY db, k
--- keys
SELECT db, k AS p FROM l_changed
--- scan l
SELECT * FROM l_new AS x
WHERE v IS NULL OR v >= (
  SELECT MIN(b.bound) FROM side AS b JOIN touched AS t ON t.db = b.db AND t.p IS NOT DISTINCT FROM b.k
  WHERE b.db = x.db)
--- tempting scan l
SELECT * FROM l_new AS x
WHERE v >= (
  SELECT MIN(b.bound) FROM side AS b JOIN touched AS t ON t.db = b.db AND t.p IS NOT DISTINCT FROM b.k
  WHERE b.db = x.db)

=== A bound's key is one of the input's own columns
The bound's key is made of the input's own columns (its route key), never of one that a join brings: touched
visitors are first mapped to their cookies, and bounds kept per cookie (0; per visitor, who comes through the map:
1,352 of 6,000). Here j is the cookie, and r maps cookies to visitors.
--- query
SELECT l.db, COALESCE(10 + m.visitor, l.j) AS p, COUNT(*) AS n, SUM(l.v) AS sum_v
FROM l_new AS l
LEFT JOIN (SELECT db, j, MAX(k) AS visitor FROM r_new GROUP BY db, j) AS m ON m.db = l.db AND m.j = l.j
GROUP BY ALL
--- keys
WITH maps AS (
  SELECT db, j, MAX(k) AS visitor FROM r_old GROUP BY db, j
  UNION ALL SELECT db, j, MAX(k) FROM r_new GROUP BY db, j
)
SELECT l.db, COALESCE(10 + m.visitor, l.j) AS p
FROM l_changed AS l LEFT JOIN maps AS m ON m.db = l.db AND m.j = l.j
UNION ALL
SELECT db, j FROM l_changed
UNION ALL
SELECT d.db, COALESCE(10 + m.visitor, d.j) FROM r_changed AS d JOIN maps AS m ON m.db = d.db AND m.j = d.j
UNION ALL
SELECT db, j FROM r_changed
--- side at start
SELECT db, j, MIN(v) AS bound FROM l_new GROUP BY db, j
--- side
SELECT db, j, MIN(bound) AS bound
FROM (FROM side UNION ALL SELECT db, j, v FROM l_inserted)
GROUP BY db, j
--- scan l
WITH cookies AS (
  SELECT db, j, COALESCE(10 + MAX(k), j) AS p FROM r_new GROUP BY db, j
  UNION ALL
  SELECT s.db, s.j, s.j FROM side AS s
  WHERE NOT EXISTS (SELECT 1 FROM r_new AS r WHERE r.db = s.db AND r.j = s.j)
)
SELECT * FROM l_new AS x
WHERE v IS NULL OR v >= (
  SELECT MIN(b.bound)
  FROM side AS b
  JOIN cookies AS c ON c.db = b.db AND c.j IS NOT DISTINCT FROM b.j
  JOIN touched AS t ON t.db = c.db AND t.p IS NOT DISTINCT FROM c.p
  WHERE b.db = x.db)
--- tempting side at start
SELECT l.db, COALESCE(10 + m.visitor, l.j) AS p, MIN(l.v) AS bound
FROM l_new AS l
LEFT JOIN (SELECT db, j, MAX(k) AS visitor FROM r_new GROUP BY db, j) AS m ON m.db = l.db AND m.j = l.j
GROUP BY ALL
--- tempting side
SELECT db, p, MIN(bound) AS bound
FROM (
  FROM side
  UNION ALL
  SELECT l.db, COALESCE(10 + m.visitor, l.j), l.v
  FROM l_inserted AS l
  LEFT JOIN (SELECT db, j, MAX(k) AS visitor FROM r_new GROUP BY db, j) AS m ON m.db = l.db AND m.j = l.j
)
GROUP BY db, p
--- tempting scan l
SELECT * FROM l_new AS x
WHERE v IS NULL OR v >= (
  SELECT MIN(b.bound) FROM side AS b JOIN touched AS t ON t.db = b.db AND t.p IS NOT DISTINCT FROM b.p
  WHERE b.db = x.db)

=== Through a hop a row lowers the bound of every key in its partition
Through a hop, a key's bound is the least t over the whole partitions that hold it, and a row that joins a partition
lowers the bound of every key in it (531 of 6,000 without). The tempting rule bounds a key by its own rows.
--- query
SELECT db, k AS p, COUNT(*) AS n, SUM(v) AS sum_v
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY db, j ORDER BY v, g, k) AS rn FROM l_new AS l
)
WHERE rn = 1
GROUP BY db, k
--- keys
SELECT s.db, s.k AS p FROM l_all AS s
WHERE EXISTS (SELECT 1 FROM l_changed AS d WHERE d.db = s.db AND d.j IS NOT DISTINCT FROM s.j)
--- side at start
SELECT x.db, x.k, MIN(y.v) AS bound
FROM l_new AS x JOIN l_new AS y ON y.db = x.db AND y.j IS NOT DISTINCT FROM x.j
GROUP BY x.db, x.k
--- side
SELECT db, k, MIN(bound) AS bound
FROM (
  FROM side
  UNION ALL
  SELECT x.db, x.k, y.v
  FROM l_all AS x JOIN l_all AS y ON y.db = x.db AND y.j IS NOT DISTINCT FROM x.j
  WHERE EXISTS (SELECT 1 FROM l_inserted AS d WHERE d.db = x.db AND d.j IS NOT DISTINCT FROM x.j)
)
GROUP BY db, k
--- scan l
SELECT * FROM l_new AS x
WHERE v IS NULL OR v >= (
  SELECT MIN(b.bound) FROM side AS b JOIN touched AS t ON t.db = b.db AND t.p IS NOT DISTINCT FROM b.k
  WHERE b.db = x.db)
--- tempting side
SELECT db, k, MIN(bound) AS bound
FROM (
  FROM side UNION ALL SELECT db, k, v FROM l_inserted
)
GROUP BY db, k

=== The stored minimum bounds one GROUP BY without HAVING
The user's own MIN(t) column serves instead only where the model is one GROUP BY over one input, or over left joins
with t from the left, without HAVING (186 of 6,000)
--- query
SELECT db, k AS p, MIN(v) AS started, COUNT(*) AS n, SUM(g) AS sum_g FROM l_new AS l GROUP BY db, k
--- keys
SELECT db, k AS p FROM l_changed
--- scan l
SELECT * FROM l_new AS x
WHERE v IS NULL OR v >= (
  SELECT MIN(bound)
  FROM (SELECT db, p, started AS bound FROM stored UNION ALL SELECT db, k, v FROM l_inserted) AS b
  WHERE b.db = x.db
    AND EXISTS (SELECT 1 FROM touched AS t WHERE t.db = b.db AND t.p IS NOT DISTINCT FROM b.p))
--- tempting query
SELECT db, k AS p, MIN(v) AS started, COUNT(*) AS n, SUM(g) AS sum_g FROM l_new AS l GROUP BY db, k HAVING COUNT(*) > 1

=== The stored minimum bounds no deduplicated rows
The user's own MIN(t) column serves instead only where the model is one GROUP BY over one input, without windows or
dedupe below (73 of 6,000)
--- query
SELECT db, k AS p, MIN(v) AS started, COUNT(*) AS n, SUM(g) AS sum_g FROM l_new AS l GROUP BY db, k
--- keys
SELECT db, k AS p FROM l_changed
--- scan l
SELECT * FROM l_new AS x
WHERE v IS NULL OR v >= (
  SELECT MIN(bound)
  FROM (SELECT db, p, started AS bound FROM stored UNION ALL SELECT db, k, v FROM l_inserted) AS b
  WHERE b.db = x.db
    AND EXISTS (SELECT 1 FROM touched AS t WHERE t.db = b.db AND t.p IS NOT DISTINCT FROM b.p))
--- tempting query
SELECT db, k AS p, MIN(v) AS started, COUNT(*) AS n, SUM(g) AS sum_g
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY db, k, j ORDER BY g DESC, v DESC) AS rn FROM l_new AS l
)
WHERE rn = 1
GROUP BY db, k

=== The stored minimum bounds no rows that a join or DISTINCT takes out
The user's own MIN(t) column serves instead only over one input, or over left joins with t from the left, without
DISTINCT, inner or semi joins (325 of 6,000)
--- query
SELECT l.db, l.k AS p, MIN(l.v) AS started, COUNT(*) AS n, SUM(r.g) AS sum_g
FROM l_new AS l LEFT JOIN r_new AS r ON r.db = l.db AND r.j = l.j
GROUP BY l.db, l.k
--- keys
SELECT db, k AS p FROM l_changed
UNION ALL
SELECT l.db, l.k FROM l_new AS l JOIN r_changed AS r ON r.db = l.db AND r.j = l.j
--- scan l
SELECT * FROM l_new AS x
WHERE v IS NULL OR v >= (
  SELECT MIN(bound)
  FROM (SELECT db, p, started AS bound FROM stored UNION ALL SELECT db, k, v FROM l_inserted) AS b
  WHERE b.db = x.db
    AND EXISTS (SELECT 1 FROM touched AS t WHERE t.db = b.db AND t.p IS NOT DISTINCT FROM b.p))
--- tempting query
SELECT l.db, l.k AS p, MIN(l.v) AS started, COUNT(*) AS n, SUM(r.g) AS sum_g
FROM l_new AS l JOIN r_new AS r ON r.db = l.db AND r.j = l.j
GROUP BY l.db, l.k
