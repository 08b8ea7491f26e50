--- order
SELECT a FROM t ORDER BY a
--- order_desc
SELECT a, b FROM t ORDER BY a DESC, b ASC
--- order_ordinal
SELECT a, b FROM t ORDER BY 2, 1
--- nulls_first
SELECT a FROM t ORDER BY a NULLS FIRST
--- nulls_last
SELECT a FROM t ORDER BY a DESC NULLS LAST
--- order_expression
SELECT a FROM t ORDER BY a * -1, UPPER(b)
--- order_hidden_column
SELECT a FROM t ORDER BY b
--- limit
SELECT a FROM t LIMIT 10
--- limit_all
SELECT a FROM t LIMIT ALL
--- limit_offset
SELECT a FROM t ORDER BY a LIMIT 10 OFFSET 5
--- offset_limit
SELECT a FROM t ORDER BY a OFFSET 5 LIMIT 10
--- offset_alone
SELECT a FROM t ORDER BY a OFFSET 5
--- limit_zero
SELECT a FROM t LIMIT 0
--- order_by_case
SELECT a FROM t ORDER BY CASE WHEN a = 1 THEN 0 ELSE 1 END, a
--- order_by_cast
SELECT a FROM t ORDER BY a::int DESC
--- order_by_aggregate
SELECT city FROM t GROUP BY city ORDER BY COUNT(*) DESC LIMIT 3
--- limit_in_subquery
SELECT a FROM t WHERE a IN (SELECT b FROM u ORDER BY b LIMIT 5)
--- offset_in_subquery
SELECT a FROM (SELECT a FROM t ORDER BY a LIMIT 10 OFFSET 20) AS u
--- limit_offset_of_union
SELECT a FROM t UNION ALL SELECT a FROM u ORDER BY 1 LIMIT 5 OFFSET 5
--- top_with_order
SELECT TOP 10 a, b FROM t ORDER BY b DESC, a
--- top_distinct
SELECT TOP 5 DISTINCT a FROM t
