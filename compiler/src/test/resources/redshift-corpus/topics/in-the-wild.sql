--- words behind AS that begin statements
SELECT t.owner AS SCHEMA, TRIM(t.label) AS TABLE, SUM(t.size) AS ROWS, MAX(t.at) AS query, t.n AS "#n" FROM t WHERE SCHEMA IS NOT NULL GROUP BY 1, 2, 5, 6
--- a clause broken over lines
SELECT k, LISTAGG(part) WITHIN
 GROUP (
        ORDER BY n) AS whole FROM t GROUP BY k
--- a cast with blanks around it
SELECT 'cpu'   ::VARCHAR(30) metric, MEDIAN(v   ) p50, (a)::timestamp AS t, NULL::varchar AS n FROM t
--- a cast of a CASE and of a call with an index
SELECT CASE d WHEN 0 THEN 'Sun' END::VARCHAR(9) AS "day", names[i] AS one, names[i - 1] other FROM t
--- a cast of a sum with a constant in front
SELECT ('2050-01-01' - n)::date AS day FROM (SELECT ROW_NUMBER() OVER () AS n FROM t LIMIT 10) g
--- derived tables without a name, in each other and beside a comma
SELECT * FROM (SELECT a FROM (SELECT a FROM t) UNION SELECT b FROM u ORDER BY 1), (SELECT * FROM v) AS w WHERE (a = true or b = false)
--- columns named behind a derived table, in quotes
SELECT p.one FROM (SELECT 1, NULL, 'x' UNION ALL SELECT a, b, c FROM t) p("one", "two", "three")
--- ORDER BY inside a branch
SELECT a FROM t UNION (SELECT b AS a FROM u WHERE b > 0 ORDER BY a) UNION SELECT 1 FROM v
--- EXISTS of a SELECT without FROM, and of a UNION
SELECT a FROM t WHERE EXISTS (SELECT 1 WHERE f(t.a, g(0, 1, false)) UNION ALL SELECT 1 WHERE f(t.b, 2))
--- commas at the beginnings of lines, comments between
WITH a AS (SELECT 1 AS x)
-- the second
, b AS ( SELECT x
    --,y
    ,      x + 1 AS y -- kept
    FROM a )
SELECT DISTINCT * FROM b ORDER BY x DESC
,      y desc nulls last
;
--- plus signs that join texts
SELECT '--' + QUOTE_IDENT(a) + '.' + b + ' IS ''' + c + ''';' AS ddl, '\t' + d AS e FROM t
--- functions of a schema
SELECT pg_catalog.format_type(a, NULL), p.a FROM s.t AS p
--- a join bound by a constant
SELECT a.x FROM t AS a JOIN (SELECT SUM(c) AS total FROM u) AS p ON 1 = 1 INNER JOIN v b ON (b.x = a.x) WHERE p.total <> 0
--- two marks of an outer join
SELECT c.name, e.id FROM c, e WHERE c.id = e.c(+) AND e.id (+) = 796 AND e.n(+) * 10 > 2
