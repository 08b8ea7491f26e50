--- from_missing_name_before_join
SELECT a FROM ¦JOIN u ON t.x = u.x
--- join_without_table
SELECT a FROM t LEFT JOIN ¦ON t.x = 1
--- left_without_join
SELECT a FROM t LEFT ¦OUTR JOIN u ON t.x = u.x
--- on_without_expression
SELECT a FROM t JOIN u ON ¦WHERE a = 1
--- using_without_parenthesis
SELECT a FROM t JOIN u USING ¦x
--- using_empty
SELECT a FROM t JOIN u USING (¦)
--- trailing_comma_in_from
SELECT a FROM t, ¦WHERE a = 1
--- trailing_comma_in_group
SELECT a, COUNT(*) FROM t GROUP BY a, ¦ORDER BY a
--- trailing_comma_in_order
SELECT a FROM t ORDER BY a, ¦LIMIT 3
--- trailing_comma_in_arguments
SELECT COALESCE(a, b, ¦) FROM t
--- leading_comma_in_arguments
SELECT COALESCE(¦, a) FROM t
--- missing_comma_in_arguments
SELECT COALESCE(a ¦b) FROM t
--- missing_closing_function
SELECT COALESCE(a, b ¦FROM t
--- missing_opening_function
SELECT COALESCE a, b¦) FROM t
--- extra_closing
SELECT (a + b)¦) FROM t
--- extra_closing_at_end
SELECT a FROM t WHERE (a = 1)¦)
--- in_without_list
SELECT a FROM t WHERE a IN ¦1, 2
--- in_trailing_comma
SELECT a FROM t WHERE a IN (1, 2, ¦)
--- between_without_and
SELECT a FROM t WHERE a BETWEEN 1¦, 2
--- between_end
SELECT a FROM t WHERE a BETWEEN 1 AND¦
--- like_without_pattern
SELECT a FROM t WHERE a LIKE ¦AND b
--- escape_without_text
SELECT a FROM t WHERE a LIKE 'x' ESCAPE¦
--- not_alone
SELECT a FROM t WHERE NOT¦
--- and_first
SELECT a FROM t WHERE ¦AND a = 1
--- and_and
SELECT a FROM t WHERE a = 1 AND ¦AND b = 2
--- or_at_end_of_parentheses
SELECT a FROM t WHERE (a = 1 OR ¦) AND b
--- double_equal
SELECT a FROM t WHERE a = ¦= 1
--- operator_at_end
SELECT a + ¦FROM t
--- arrow
SELECT a ¦-> 'b' FROM t
--- is_without_null
SELECT a FROM t WHERE a IS ¦AND b
--- is_not_end
SELECT a FROM t WHERE a IS NOT¦
--- case_when_no_then
SELECT CASE WHEN a = 1 ¦ELSE 2 END FROM t
--- case_two_elses
SELECT CASE WHEN a THEN 1 ELSE 2 ¦ELSE 3 END FROM t
--- case_comma
SELECT CASE WHEN a THEN 1¦, WHEN b THEN 2 END FROM t
--- end_without_case
SELECT a ¦END FROM t
--- cast_comma
SELECT CAST(a¦, int) FROM t
--- cast_missing_value
SELECT CAST(¦AS int) FROM t
--- extract_missing_part
SELECT EXTRACT(¦FROM a) FROM t
--- over_order_without_by
SELECT SUM(a) OVER (ORDER ¦b) FROM t
--- frame_without_and
SELECT SUM(a) OVER (ORDER BY b ROWS BETWEEN 1 PRECEDING ¦1 FOLLOWING) FROM t
--- frame_word
SELECT SUM(a) OVER (ORDER BY b ROWS UNBOUNDED ¦) FROM t
--- within_group_without_order
SELECT LISTAGG(a, ',') WITHIN GROUP (¦a) FROM t
--- union_before_order
SELECT a FROM t ORDER BY a ¦UNION SELECT b FROM u
--- limit_before_where
SELECT a FROM t LIMIT 5 ¦WHERE a = 1
--- limit_twice
SELECT a FROM t LIMIT 5 ¦LIMIT 6
--- having_empty_then_order
SELECT a FROM t GROUP BY a HAVING ¦ORDER BY a
--- qualify_before_where
SELECT a FROM t QUALIFY ROW_NUMBER() OVER (ORDER BY a) = 1 ¦WHERE a > 1
--- cte_missing_body_parenthesis
WITH a AS (SELECT 1¦
--- cte_comma_missing_name
WITH a AS (SELECT 1), ¦AS (SELECT 2) SELECT 1
--- with_only_select_in_middle
SELECT a FROM t ¦WITH x AS (SELECT 1)
--- pivot_without_for
SELECT * FROM t PIVOT (SUM(a) b ¦IN (1, 2))
--- unpivot_without_in
SELECT * FROM t UNPIVOT (a FOR b ¦(c, d))
--- subquery_empty
SELECT a FROM (¦) x
--- exists_empty
SELECT a FROM t WHERE EXISTS (¦)
--- star_alias
SELECT * ¦AS x FROM t
--- name_with_dash
SELECT a FROM my¦-table
--- number_with_letters_in_where
SELECT a FROM t
WHERE a = 1
  AND b = 2 ¦b
ORDER BY a
--- group_by_parenthesis_open
SELECT a FROM t GROUP BY ROLLUP (a, b¦
--- update_word_inside
SELECT a FROM t SET ¦a = 1
