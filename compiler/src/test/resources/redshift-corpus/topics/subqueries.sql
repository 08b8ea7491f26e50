--- scalar_select_list
SELECT a, (SELECT MAX(b) FROM u) AS most FROM t
--- scalar_correlated
SELECT a, (SELECT MAX(b) FROM u WHERE u.id = t.id) FROM t
--- scalar_in_expression
SELECT a / (SELECT SUM(a) FROM t) FROM t
--- in_correlated
SELECT a FROM t WHERE a IN (SELECT b FROM u WHERE u.id = t.id)
--- exists_nested
SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.id = t.id AND EXISTS (SELECT 1 FROM v WHERE v.id = u.id))
--- derived_of_derived
SELECT a FROM (SELECT a FROM (SELECT a FROM t) x) y
--- in_case
SELECT CASE WHEN a IN (SELECT b FROM u) THEN 1 END FROM t
--- in_having
SELECT a FROM t GROUP BY a HAVING COUNT(*) = (SELECT MAX(n) FROM u)
--- in_join
SELECT 1 FROM t JOIN u ON t.id = u.id AND u.day = (SELECT MAX(day) FROM u)
--- in_order
SELECT a FROM t ORDER BY (SELECT MAX(b) FROM u)
--- double_parentheses
SELECT a FROM t WHERE a IN ((SELECT b FROM u))
--- scalar_with_limit
SELECT a FROM t WHERE a = (SELECT b FROM u ORDER BY b DESC LIMIT 1)
--- union_inside
SELECT a FROM t WHERE a IN (SELECT b FROM u UNION SELECT c FROM v)
--- with_distinct
SELECT a FROM t WHERE a NOT IN (SELECT DISTINCT b FROM u)
--- two_columns
SELECT a FROM t WHERE (a, b) NOT IN (SELECT c, d FROM u)
--- all_comparison
SELECT a FROM t WHERE a > ALL (SELECT b FROM u WHERE u.kind = t.kind)
--- from_with_join_subqueries
SELECT x.a, y.b FROM (SELECT a, id FROM t) x LEFT JOIN (SELECT b, id FROM u) y ON x.id = y.id WHERE y.id IS NULL
--- coalesce_scalar
SELECT COALESCE((SELECT MAX(b) FROM u), 0) FROM t
--- scalar_cast
SELECT (SELECT COUNT(*) FROM u)::int + 1 FROM t
--- not_scalar
SELECT a FROM t WHERE NOT (SELECT active FROM u)
--- exists_correlated_two_levels
SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.a = t.a AND u.b IN (SELECT b FROM v WHERE v.c = u.c))
--- scalar_correlated_aggregate
SELECT a, (SELECT MAX(b) FROM u WHERE u.a = t.a AND u.d < t.d) AS latest FROM t
--- not_in_correlated
SELECT a FROM t WHERE a NOT IN (SELECT a FROM u WHERE u.b = t.b)
--- comparison_correlated
SELECT a FROM t WHERE b > (SELECT AVG(b) FROM t AS other WHERE other.a = t.a)
