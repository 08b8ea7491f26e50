=== Sessions to days takes the block over its old and its new input
evaluate the block for its own touched keys over the old and the new inputs, and take P over both results
(sessions to days in one model: 0 of 8,000; with the new state alone 2,945)
--- query
SELECT db, day AS p, COUNT(*) AS sessions, SUM(n) AS events
FROM (SELECT db, k, MIN(v) AS day, COUNT(*) AS n FROM l_new AS l GROUP BY db, k)
GROUP BY db, day
--- keys
WITH changed AS (SELECT DISTINCT db, k FROM l_changed)
SELECT l.db, MIN(l.v) AS p
FROM l_old AS l JOIN changed AS c ON c.db = l.db AND c.k IS NOT DISTINCT FROM l.k
GROUP BY l.db, l.k
UNION ALL
SELECT l.db, MIN(l.v)
FROM l_new AS l JOIN changed AS c ON c.db = l.db AND c.k IS NOT DISTINCT FROM l.k
GROUP BY l.db, l.k
--- tempting keys
WITH changed AS (SELECT DISTINCT db, k FROM l_changed)
SELECT l.db, MIN(l.v) AS p
FROM l_new AS l JOIN changed AS c ON c.db = l.db AND c.k IS NOT DISTINCT FROM l.k
GROUP BY l.db, l.k

=== The old input may be made of the new one and the changes
the old input is the batches up to the model's position, or new − Δ + ∇ (sessions to days in one model: 0 of
8,000; with the new state alone 2,945)
--- query
SELECT db, day AS p, COUNT(*) AS sessions, SUM(n) AS events
FROM (SELECT db, k, MIN(v) AS day, COUNT(*) AS n FROM l_new AS l GROUP BY db, k)
GROUP BY db, day
--- keys
WITH changed AS (SELECT DISTINCT db, k FROM l_changed),
before AS ((FROM l_new UNION ALL FROM l_removed) EXCEPT ALL FROM l_inserted)
SELECT l.db, MIN(l.v) AS p
FROM before AS l JOIN changed AS c ON c.db = l.db AND c.k IS NOT DISTINCT FROM l.k
GROUP BY l.db, l.k
UNION ALL
SELECT l.db, MIN(l.v)
FROM l_new AS l JOIN changed AS c ON c.db = l.db AND c.k IS NOT DISTINCT FROM l.k
GROUP BY l.db, l.k
--- tempting keys
WITH changed AS (SELECT DISTINCT db, k FROM l_changed),
before AS (FROM l_new UNION ALL FROM l_removed)
SELECT l.db, MIN(l.v) AS p
FROM before AS l JOIN changed AS c ON c.db = l.db AND c.k IS NOT DISTINCT FROM l.k
GROUP BY l.db, l.k
UNION ALL
SELECT l.db, MIN(l.v)
FROM l_new AS l JOIN changed AS c ON c.db = l.db AND c.k IS NOT DISTINCT FROM l.k
GROUP BY l.db, l.k

=== Removed rows travel to the readers
When a session moves from Monday to Tuesday both days change: that works only because removed rows travel.
--- query
SELECT db, v AS p, COUNT(*) AS n FROM l_new GROUP BY db, v
--- keys
SELECT db, v AS p FROM l_changed
--- tempting keys
SELECT db, v AS p FROM l_inserted

=== A reader takes in every change that it has not seen
Readers take in every change they have not seen, and read each input in exactly the state up to which they took
its changes (0 of 20,000 with random partial runs). Here a reader runs in every other state, and in the last one;
`side` holds the changes that it has not seen.
--- compared: 3
--- side at start
SELECT db, 'l' AS relation, k, j FROM l_new WHERE FALSE
--- side
SELECT * FROM side WHERE (db + {state}) % 2 = 0
UNION ALL SELECT db, 'l', k, j FROM l_changed
UNION ALL SELECT db, 'r', k, j FROM r_changed
--- query
SELECT l.db, l.k AS p, l.v, COUNT(r.j) AS n
FROM l_new AS l LEFT JOIN r_new AS r ON r.db = l.db AND r.j = l.j
GROUP BY l.db, l.k, l.v
--- keys
SELECT db, k AS p FROM side WHERE relation = 'l' AND ((db + {state}) % 2 = 0 OR {state} = 3)
UNION ALL
SELECT l.db, l.k FROM l_new AS l JOIN side AS r ON r.relation = 'r' AND r.db = l.db AND r.j = l.j
WHERE (l.db + {state}) % 2 = 0 OR {state} = 3
--- tempting side
SELECT db, 'l' AS relation, k, j FROM l_changed
UNION ALL SELECT db, 'r', k, j FROM r_changed

=== A reader reads an input in exactly the state up to which it took the changes
read each input in exactly the state up to which they took its changes (0 of 20,000 with random partial runs).
Here runs are in the states 1 and 3; `side` is the state that the changes are counted from. The tempting rule
reads the table as it stands by then: what came after one freeze and went before the next is never taken out.
--- stays: l
--- compared: 3
--- side at start
FROM r_new
--- side
SELECT * FROM r_old WHERE {state} = 1 UNION ALL SELECT * FROM side WHERE {state} = 2 UNION ALL SELECT * FROM r_former WHERE {state} = 3
--- query
SELECT l.db, l.k AS p, l.v, COUNT(r.j) AS n
FROM l_new AS l LEFT JOIN r_new AS r ON r.db = l.db AND r.j = l.j
GROUP BY l.db, l.k, l.v
--- keys
WITH changed AS (
  SELECT * FROM (FROM r_new EXCEPT ALL FROM side) UNION ALL SELECT * FROM (FROM side EXCEPT ALL FROM r_new)
)
SELECT l.db, l.k AS p FROM l_new AS l JOIN changed AS r ON r.db = l.db AND r.j = l.j
WHERE {state} <> 2
--- tempting scan r
FROM r_later
