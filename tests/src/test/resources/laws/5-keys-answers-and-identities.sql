=== NULL keys are keys
NULL keys are keys. = only where the column cannot be NULL, proved or checked
--- query
SELECT db, k, COUNT(*) AS n FROM l_new GROUP BY db, k
--- table
WITH touched AS (SELECT DISTINCT db, k FROM l_changed)
SELECT * FROM stored AS s
WHERE NOT EXISTS (SELECT 1 FROM touched AS t WHERE t.db = s.db AND t.k IS NOT DISTINCT FROM s.k)
UNION ALL
SELECT db, k, COUNT(*) FROM l_new AS l
WHERE EXISTS (SELECT 1 FROM touched AS t WHERE t.db = l.db AND t.k IS NOT DISTINCT FROM l.k)
GROUP BY db, k
--- tempting table
WITH touched AS (SELECT DISTINCT db, k FROM l_changed)
SELECT * FROM stored AS s
WHERE NOT EXISTS (SELECT 1 FROM touched AS t WHERE t.db = s.db AND t.k = s.k)
UNION ALL
SELECT db, k, COUNT(*) FROM l_new AS l
WHERE EXISTS (SELECT 1 FROM touched AS t WHERE t.db = l.db AND t.k = l.k)
GROUP BY db, k

=== A tie may decide an inner filter within its partition, not through a hop
A tie that decides an inner filter (ROW_NUMBER() … = 1) is refused only where P is not a function of that window's
PARTITION BY (within it 0 of 6,000, through a hop 466). Each evaluation breaks ties in its own way here; the table
must be one of the answers: for the sound rule one of the first rows of each j, for the tempting one as many rows
in all groups together as there are j.
--- query
SELECT db, j AS p, k, v
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY db, j ORDER BY v, md5(concat_ws('/', k, g, {luck}))) AS rn FROM l_new AS l
)
WHERE rn = 1
--- keys
SELECT db, j AS p FROM l_changed
--- wrong
(SELECT db FROM (SELECT db, p FROM stored EXCEPT ALL SELECT DISTINCT db, j FROM l_new))
UNION
(SELECT db FROM (SELECT DISTINCT db, j FROM l_new EXCEPT ALL SELECT db, p FROM stored))
UNION
(SELECT db FROM (
  SELECT db, p, k, v FROM stored
  EXCEPT
  SELECT db, j, k, v FROM l_new AS l
  WHERE v IS NOT DISTINCT FROM (
    SELECT MIN(m.v) FROM l_new AS m WHERE m.db = l.db AND m.j IS NOT DISTINCT FROM l.j)))
--- tempting query
SELECT db, k AS p, COUNT(*) AS n
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY db, j ORDER BY v, md5(concat_ws('/', k, g, {luck}))) AS rn FROM l_new AS l
)
WHERE rn = 1
GROUP BY db, k
--- tempting keys
SELECT s.db, s.k AS p FROM l_all AS s
WHERE EXISTS (SELECT 1 FROM l_changed AS d WHERE d.db = s.db AND d.j IS NOT DISTINCT FROM s.j)
--- tempting scan l
SELECT * FROM l_new AS x
WHERE EXISTS (
  SELECT 1 FROM l_new AS y JOIN touched AS t ON t.db = y.db AND t.p IS NOT DISTINCT FROM y.k
  WHERE y.db = x.db AND y.j IS NOT DISTINCT FROM x.j)
--- tempting wrong
SELECT COALESCE(s.db, l.db) AS db
FROM (SELECT db, SUM(n) AS n FROM stored GROUP BY db) AS s
FULL JOIN (
  SELECT db, COUNT(*) AS n FROM (SELECT DISTINCT db, j FROM l_new) GROUP BY db
) AS l ON l.db = s.db
WHERE s.n IS DISTINCT FROM l.n

=== Components are relabelled whole where an edge came or went
N = nodes of the stored components that hold an endpoint of D, plus D's endpoints; relabel inside N (0 of 40,000).
The tempting rule relabels the components of the edges that came, as if none ever went.
--- query
WITH RECURSIVE edges AS (
  SELECT db, 3 * k + j AS a, 3 * g + v AS b FROM l_new AS l
  WHERE k IS NOT NULL AND j IS NOT NULL AND g IS NOT NULL AND v IS NOT NULL
), ways AS (
  SELECT db, a, b FROM edges UNION SELECT db, b, a FROM edges
), reached AS (
  SELECT db, a AS node, a AS other FROM ways
  UNION
  SELECT r.db, r.node, w.b FROM reached AS r JOIN ways AS w ON w.db = r.db AND w.a = r.other
)
SELECT db, node AS p, MIN(other) AS component FROM reached GROUP BY db, node
--- keys
WITH ends AS (
  SELECT db, 3 * k + j AS node FROM l_changed WHERE g + v IS NOT NULL
  UNION
  SELECT db, 3 * g + v FROM l_changed WHERE k + j IS NOT NULL
)
SELECT db, node AS p FROM ends WHERE node IS NOT NULL
UNION
SELECT s.db, s.p FROM stored AS s
WHERE (s.db, s.component) IN (SELECT c.db, c.component FROM stored AS c JOIN ends AS e ON e.db = c.db AND e.node = c.p)
--- scan l
SELECT * FROM l_new AS x
WHERE EXISTS (SELECT 1 FROM touched AS t WHERE t.db = x.db AND t.p = 3 * x.k + x.j)
--- tempting keys
WITH ends AS (
  SELECT db, 3 * k + j AS node FROM l_inserted WHERE g + v IS NOT NULL
  UNION
  SELECT db, 3 * g + v FROM l_inserted WHERE k + j IS NOT NULL
)
SELECT db, node AS p FROM ends WHERE node IS NOT NULL
UNION
SELECT s.db, s.p FROM stored AS s
WHERE (s.db, s.component) IN (SELECT c.db, c.component FROM stored AS c JOIN ends AS e ON e.db = c.db AND e.node = c.p)
