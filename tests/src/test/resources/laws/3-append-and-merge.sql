=== What grows on a preserved side is appended
Filters, projections, UNION ALL, and joins where the growing input occurs once and on a preserved side (either side
of inner; the left of left, semi, anti), all other inputs unchanged. RIGHT and FULL joins (5,038 of 6,000) are not.
--- grows: l
--- stays: r s
--- query
SELECT l.db, 'inner' AS kind, l.k, l.v, r.g FROM l_new AS l JOIN r_new AS r ON r.db = l.db AND r.j = l.j
UNION ALL
SELECT l.db, 'inner, on the right', l.k, l.v, r.g FROM r_new AS r JOIN l_new AS l ON r.db = l.db AND r.j = l.j
UNION ALL
SELECT l.db, 'left', l.k, l.v, r.g FROM l_new AS l LEFT JOIN r_new AS r ON r.db = l.db AND r.j = l.j
UNION ALL
SELECT l.db, 'semi', l.k, l.v, NULL FROM l_new AS l
WHERE EXISTS (SELECT 1 FROM r_new AS r WHERE r.db = l.db AND r.j = l.j)
UNION ALL
SELECT l.db, 'anti', l.k, l.v, NULL FROM l_new AS l
WHERE l.v NOT IN (SELECT r.v FROM r_new AS r WHERE r.db = l.db)
--- table
FROM stored
UNION ALL
SELECT l.db, 'inner' AS kind, l.k, l.v, r.g FROM l_inserted AS l JOIN r_new AS r ON r.db = l.db AND r.j = l.j
UNION ALL
SELECT l.db, 'inner, on the right', l.k, l.v, r.g FROM r_new AS r JOIN l_inserted AS l ON r.db = l.db AND r.j = l.j
UNION ALL
SELECT l.db, 'left', l.k, l.v, r.g FROM l_inserted AS l LEFT JOIN r_new AS r ON r.db = l.db AND r.j = l.j
UNION ALL
SELECT l.db, 'semi', l.k, l.v, NULL FROM l_inserted AS l
WHERE EXISTS (SELECT 1 FROM r_new AS r WHERE r.db = l.db AND r.j = l.j)
UNION ALL
SELECT l.db, 'anti', l.k, l.v, NULL FROM l_inserted AS l
WHERE l.v NOT IN (SELECT r.v FROM r_new AS r WHERE r.db = l.db)
--- tempting query
SELECT r.db, 'right' AS kind, l.k, l.v, r.g FROM l_new AS l RIGHT JOIN r_new AS r ON r.db = l.db AND r.j = l.j
UNION ALL
SELECT COALESCE(l.db, r.db), 'full', l.k, l.v, r.g
FROM l_new AS l FULL JOIN r_new AS r ON r.db = l.db AND r.j = l.j
--- tempting table
FROM stored
UNION ALL
SELECT l.db, 'right' AS kind, l.k, l.v, r.g FROM l_inserted AS l JOIN r_new AS r ON r.db = l.db AND r.j = l.j
UNION ALL
SELECT l.db, 'full', l.k, l.v, r.g FROM l_inserted AS l LEFT JOIN r_new AS r ON r.db = l.db AND r.j = l.j

=== What is joined with itself is not appended
joins where the growing input occurs once; self joins (1,941 of 6,000) are not append
--- grows: l
--- stays: r s
--- query
SELECT l.db, l.k, l.v, r.g FROM l_new AS l JOIN r_new AS r ON r.db = l.db AND r.j = l.j
--- table
FROM stored
UNION ALL
SELECT l.db, l.k, l.v, r.g FROM l_inserted AS l JOIN r_new AS r ON r.db = l.db AND r.j = l.j
--- tempting query
SELECT a.db, a.k, a.v, b.g FROM l_new AS a JOIN l_new AS b ON b.db = a.db AND b.j = a.j
--- tempting table
FROM stored
UNION ALL
SELECT a.db, a.k, a.v, b.g FROM l_inserted AS a JOIN l_new AS b ON b.db = a.db AND b.j = a.j

=== Changes pass an inner join as signed rows, less what both sides' changes make
Changes pass filters, projections and inner joins as signed rows: D_L⋈R + L⋈D_R − D_L⋈D_R (leaving the last term
out: 657 of 6,000)
--- query
SELECT l.db, l.k AS p, COUNT(*) AS n, COUNT(l.v + r.v) AS values, COALESCE(SUM(l.v + r.v), 0) AS sum_v
FROM l_new AS l JOIN r_new AS r ON r.db = l.db AND r.j = l.j
GROUP BY l.db, l.k
--- table
WITH dl AS (SELECT *, 1 AS n FROM l_inserted UNION ALL SELECT *, -1 FROM l_removed),
dr AS (SELECT *, 1 AS n FROM r_inserted UNION ALL SELECT *, -1 FROM r_removed),
joined AS (
  SELECT l.db, l.k, l.v + r.v AS v, l.n FROM dl AS l JOIN r_new AS r ON r.db = l.db AND r.j = l.j
  UNION ALL
  SELECT l.db, l.k, l.v + r.v, r.n FROM l_new AS l JOIN dr AS r ON r.db = l.db AND r.j = l.j
  UNION ALL
  SELECT l.db, l.k, l.v + r.v, -l.n * r.n FROM dl AS l JOIN dr AS r ON r.db = l.db AND r.j = l.j
), parts AS (
  FROM stored
  UNION ALL
  SELECT db, k, SUM(n), COALESCE(SUM(CASE WHEN v IS NOT NULL THEN n END), 0), COALESCE(SUM(n * v), 0)
  FROM joined GROUP BY db, k
)
SELECT db, p, CAST(SUM(n) AS BIGINT) AS n, CAST(SUM(values) AS BIGINT) AS values, CAST(SUM(sum_v) AS HUGEINT) AS sum_v
FROM parts GROUP BY db, p HAVING SUM(n) <> 0
--- tempting table
WITH dl AS (SELECT *, 1 AS n FROM l_inserted UNION ALL SELECT *, -1 FROM l_removed),
dr AS (SELECT *, 1 AS n FROM r_inserted UNION ALL SELECT *, -1 FROM r_removed),
joined AS (
  SELECT l.db, l.k, l.v + r.v AS v, l.n FROM dl AS l JOIN r_new AS r ON r.db = l.db AND r.j = l.j
  UNION ALL
  SELECT l.db, l.k, l.v + r.v, r.n FROM l_new AS l JOIN dr AS r ON r.db = l.db AND r.j = l.j
), parts AS (
  FROM stored
  UNION ALL
  SELECT db, k, SUM(n), COALESCE(SUM(CASE WHEN v IS NOT NULL THEN n END), 0), COALESCE(SUM(n * v), 0)
  FROM joined GROUP BY db, k
)
SELECT db, p, CAST(SUM(n) AS BIGINT) AS n, CAST(SUM(values) AS BIGINT) AS values, CAST(SUM(sum_v) AS HUGEINT) AS sum_v
FROM parts GROUP BY db, p HAVING SUM(n) <> 0

=== Extremes take insertions, and are recomputed for keys that removals touch
MIN, MAX, BOOL, first and last over a total order take insertions, and recompute the keys that removals touch
--- query
SELECT db, k AS p, MAX(v) AS greatest, MIN(v) AS least FROM l_new GROUP BY db, k
--- table
WITH removed AS (SELECT DISTINCT db, k AS p FROM l_removed),
merged AS (
  FROM stored UNION ALL SELECT db, k, MAX(v), MIN(v) FROM l_inserted GROUP BY db, k
)
SELECT db, p, MAX(greatest) AS greatest, MIN(least) AS least
FROM merged AS m
WHERE NOT EXISTS (SELECT 1 FROM removed AS t WHERE t.db = m.db AND t.p IS NOT DISTINCT FROM m.p)
GROUP BY db, p
UNION ALL
SELECT db, k, MAX(v), MIN(v) FROM l_new AS l
WHERE EXISTS (SELECT 1 FROM removed AS t WHERE t.db = l.db AND t.p IS NOT DISTINCT FROM l.k)
GROUP BY db, k
--- tempting table
WITH merged AS (
  FROM stored UNION ALL SELECT db, k, MAX(v), MIN(v) FROM l_inserted GROUP BY db, k
)
SELECT db, p, MAX(greatest) AS greatest, MIN(least) AS least
FROM merged
WHERE EXISTS (SELECT 1 FROM l_new AS l WHERE l.db = merged.db AND l.k IS NOT DISTINCT FROM merged.p)
GROUP BY db, p

=== Side tables hold the groups that HAVING hides
Side tables hold every group, also those that HAVING hides. Rows only come here; the tempting rule merges with
what the user's table shows.
--- grows: l
--- query
SELECT db, k AS p, COUNT(*) AS n FROM l_new GROUP BY db, k HAVING COUNT(*) > 1
--- side at start
SELECT db, k AS p, COUNT(*) AS n FROM l_new GROUP BY db, k
--- side
SELECT db, p, CAST(SUM(n) AS BIGINT) AS n
FROM (FROM side UNION ALL SELECT db, k, COUNT(*) FROM l_inserted GROUP BY db, k)
GROUP BY db, p
--- table
SELECT * FROM side WHERE n > 1
--- tempting table
SELECT db, p, CAST(SUM(n) AS BIGINT) AS n
FROM (FROM stored UNION ALL SELECT db, k, COUNT(*) FROM l_inserted GROUP BY db, k)
GROUP BY db, p
HAVING SUM(n) > 1
