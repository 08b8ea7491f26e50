--- trailing_comma
SELECT a, ¦FROM t
--- trailing_comma_second_line
SELECT a,
  b,
¦FROM t
--- double_comma
SELECT a,¦, b FROM t
--- leading_comma
SELECT ¦, a FROM t
--- misspelt_select
¦SELCT a FROM t
--- misspelt_from
SELECT a FRM ¦t WHERE b = 1
--- misspelt_where
SELECT a FROM t WERE ¦a = 1
--- misspelt_group
SELECT a FROM t GROPU ¦BY a
--- misspelt_order
SELECT a FROM t ODER ¦BY a
--- misspelt_by
SELECT a FROM t GROUP ¦BZ a
--- misspelt_order_by
SELECT a FROM t ORDER ¦a
--- missing_group_expression
SELECT a FROM t GROUP BY¦
--- missing_order_expression
SELECT a FROM t ORDER BY¦
--- missing_where_condition
SELECT a FROM t WHERE¦
--- missing_having_condition
SELECT a FROM t GROUP BY a HAVING¦
--- missing_table
SELECT a FROM¦
--- missing_table_before_where
SELECT a FROM ¦WHERE b = 1
--- missing_list
SELECT DISTINCT ¦FROM t
--- missing_alias
SELECT a AS ¦, b FROM t
--- missing_alias_at_end
SELECT a AS¦
--- two_wheres
SELECT a FROM t WHERE b = 1 ¦WHERE c = 2
--- where_after_group
SELECT a FROM t GROUP BY a ¦WHERE a = 1
--- group_after_order
SELECT a FROM t ORDER BY a ¦GROUP BY a
--- having_before_group
SELECT a FROM t HAVING a > 1 ¦GROUP BY a
--- from_twice
SELECT a FROM t ¦FROM u
--- order_before_where
SELECT a FROM t ORDER BY a ¦WHERE a = 1
--- limit_word
SELECT a FROM t LIMIT ¦ten
--- limit_missing
SELECT a FROM t LIMIT¦
--- join_without_condition_word
SELECT a FROM t JOIN u ON¦
--- join_missing_table
SELECT a FROM t JOIN ¦ON t.id = u.id
--- left_without_join
SELECT a FROM t LEFT ¦u ON t.id = u.id
--- using_without_parentheses
SELECT a FROM t JOIN u USING ¦id
--- using_empty
SELECT a FROM t JOIN u USING (¦)
--- open_parenthesis
SELECT (a + b ¦FROM t
--- open_parenthesis_call
SELECT COALESCE(a, 0 ¦FROM t
--- open_parenthesis_in
SELECT a FROM t WHERE b IN (1, 2¦
--- open_parenthesis_subquery
SELECT a FROM (SELECT b FROM t¦
--- closing_parenthesis
SELECT a¦) FROM t
--- closing_parenthesis_call
SELECT COALESCE(a, 0)¦) FROM t
--- closing_parenthesis_at_end
SELECT a FROM t WHERE b IN (1, 2)¦)
--- empty_in
SELECT a FROM t WHERE b IN (¦)
--- in_without_parentheses
SELECT a FROM t WHERE b IN ¦1, 2
--- in_trailing_comma
SELECT a FROM t WHERE b IN (1, 2, ¦)
--- call_trailing_comma
SELECT COALESCE(a, ¦) FROM t
--- call_leading_comma
SELECT COALESCE(¦, a) FROM t
--- between_without_and
SELECT a FROM t WHERE b BETWEEN 1 ¦, 2
--- between_missing_upper
SELECT a FROM t WHERE b BETWEEN 1 AND¦
--- like_missing
SELECT a FROM t WHERE b LIKE¦
--- comparison_missing_right
SELECT a FROM t WHERE b =¦
--- comparison_missing_left
SELECT a FROM t WHERE ¦= 1
--- double_comparison
SELECT a FROM t WHERE b = ¦= 1
--- and_missing_right
SELECT a FROM t WHERE b = 1 AND¦
--- and_before_group
SELECT a FROM t WHERE b = 1 AND
¦GROUP BY a
--- or_or
SELECT a FROM t WHERE b OR ¦OR c
--- not_missing
SELECT a FROM t WHERE NOT¦
--- operator_at_end
SELECT a +¦
--- operator_before_from
SELECT a + ¦FROM t
--- operator_twice
SELECT a * ¦* b FROM t
--- two_expressions
SELECT a b ¦c FROM t
--- number_then_name
SELECT a FROM t WHERE b = 1 ¦c
--- string_then_string_same_line
SELECT a FROM t WHERE b = 'x' ¦'y'
--- case_without_end
SELECT CASE WHEN a THEN 1 ¦FROM t
--- case_without_then
SELECT CASE WHEN a ¦1 END FROM t
--- case_without_when
SELECT CASE ¦END FROM t
--- case_else_missing
SELECT CASE WHEN a THEN 1 ELSE ¦END FROM t
--- case_then_missing
SELECT CASE WHEN a THEN ¦ELSE 2 END FROM t
--- cast_without_as
SELECT CAST(a ¦INT) FROM t
--- cast_without_type
SELECT CAST(a AS ¦) FROM t
--- cast_open
SELECT CAST(a AS INT ¦FROM t
--- colons_without_type
SELECT a:: ¦FROM t
--- colons_number
SELECT a::¦1 FROM t
--- colons_without_operand
SELECT ¦::int FROM t
--- over_without_parentheses
SELECT ROW_NUMBER() OVER ¦PARTITION BY a FROM t
--- over_open
SELECT SUM(a) OVER (PARTITION BY b ¦FROM t
--- partition_without_by
SELECT SUM(a) OVER (PARTITION ¦b) FROM t
--- frame_without_bound
SELECT SUM(a) OVER (ORDER BY b ROWS ¦) FROM t
--- frame_half
SELECT SUM(a) OVER (ORDER BY b ROWS BETWEEN UNBOUNDED PRECEDING ¦) FROM t
--- union_missing_right
SELECT a FROM t UNION ALL¦
--- union_union
SELECT a FROM t UNION ¦UNION SELECT b FROM u
--- union_all_twice
SELECT a FROM t UNION ALL ¦ALL SELECT b FROM u
--- union_table
SELECT a FROM t UNION ¦u
--- with_without_as
WITH c (¦SELECT a FROM t) SELECT a FROM c
--- with_without_parentheses
WITH c AS ¦SELECT a FROM t SELECT a FROM c
--- with_trailing_comma
WITH c AS (SELECT a FROM t), ¦SELECT a FROM c
--- with_without_comma
WITH c AS (SELECT a FROM t) ¦d AS (SELECT b FROM u) SELECT a FROM c
--- with_without_select
WITH c AS (SELECT a FROM t)¦
--- with_open
WITH c AS (SELECT a FROM t ¦SELECT a FROM c
--- extract_without_from
SELECT EXTRACT(year ¦, a) FROM t
--- dot_number
SELECT t.a FROM s¦.1
--- two_dots
SELECT t.¦.a FROM t
--- qualify_missing
SELECT a FROM t QUALIFY¦
--- top_missing_number
SELECT TOP¦
--- within_without_group
SELECT LISTAGG(a) WITHIN ¦(ORDER BY a) FROM t
--- exists_without_query
SELECT a FROM t WHERE EXISTS ¦a
--- is_what
SELECT a FROM t WHERE b IS ¦1
--- reserved_column
SELECT a, ¦from FROM t
--- reserved_table
SELECT a FROM ¦select
--- second_line
SELECT a
FROM t
WHERE b = ¦= 2
--- third_line_tabs
SELECT a
	, b
	c ¦d
FROM t
--- semicolon_inside
SELECT a¦; b FROM t
--- backtick
SELECT ¦`a` FROM t
--- percent_alone
SELECT a FROM t WHERE ¦% 2 = 0
--- bracket_open
SELECT a[1 ¦FROM t
--- bracket_empty
SELECT a[¦] FROM t
--- open_quote
SELECT a FROM t WHERE b = ¦'x
--- open_double_quote
SELECT ¦"a FROM t
--- open_comment
SELECT a ¦/* the rest FROM t
--- as_number
SELECT a AS ¦1 FROM t
--- as_string_table
SELECT a FROM t AS ¦'x'
--- in_of_parentheses_only
SELECT a FROM t WHERE (b, c) IN (¦)
--- derived_alias_list_open
SELECT a FROM (SELECT b FROM t) AS x (a¦
--- join_lacks_second_on
SELECT 1 FROM a JOIN b JOIN c ON b.id = c.id¦
--- is_no_type
SELECT a FROM t WHERE a IS ¦nothing
--- object_transform_without_value
SELECT OBJECT_TRANSFORM(a SET '"x"'¦) FROM t
--- between_twice
SELECT a FROM t WHERE b BETWEEN 1 AND 2 AND c BETWEEN 3 ¦OR d
