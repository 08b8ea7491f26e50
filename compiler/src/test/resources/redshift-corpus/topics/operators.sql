--- arithmetic
SELECT a + b - c * d / e % f FROM t
--- power
SELECT a ^ 2, 2 ^ b FROM t
--- square_root
SELECT |/ 25, |/ a FROM t
--- cube_root
SELECT ||/ 27, ||/ a FROM t
--- absolute
SELECT @ -5, @ a, @(a - b) FROM t
--- bit_and
SELECT a & b, a & 7 FROM t
--- bit_or
SELECT a | b FROM t
--- bit_xor
SELECT a # b, 5 # 3 FROM t
--- bit_not
SELECT ~ a, ~1 FROM t
--- shifts
SELECT a << 2, a >> 1 FROM t
--- concatenation
SELECT a || b || 'x' FROM t
--- concatenation_number
SELECT a || 1 || NULL FROM t
--- unary_minus
SELECT -a, - -a, -(-a) FROM t
--- comparison_value
SELECT a = b, a <> b, a < b AS less FROM t
--- boolean_value
SELECT a AND b, a OR b, NOT a FROM t
--- is_value
SELECT a IS NULL AS missing, b IS NOT NULL FROM t
--- in_value
SELECT a IN (1, 2) AS found, b NOT IN ('x') FROM t
--- like_value
SELECT a LIKE 'x%' AS starts, a ILIKE '%y', a SIMILAR TO 'z' FROM t
--- between_value
SELECT a BETWEEN 1 AND 2 AS inside FROM t
--- posix_value
SELECT a ~ 'x' AS found, a !~* 'y' FROM t
--- posix_and
SELECT a FROM t WHERE a ~ 'x' AND b ~* 'y' OR NOT c !~ 'z'
--- posix_parentheses
SELECT a FROM t WHERE (a ~ '^x') = TRUE
--- exists_value
SELECT EXISTS (SELECT 1 FROM u) FROM t
--- at_time_zone
SELECT at AT TIME ZONE 'UTC' FROM t
--- at_time_zone_chain
SELECT at AT TIME ZONE 'UTC' AT TIME ZONE 'America/New_York' FROM t
--- at_time_zone_cast
SELECT (at AT TIME ZONE 'UTC')::date FROM t
--- at_time_zone_column
SELECT at AT TIME ZONE zone FROM t
--- date_arithmetic
SELECT day + 1, day - 7, day - other_day FROM t
--- case_searched
SELECT CASE WHEN a > 1 THEN 'x' WHEN a > 0 THEN 'y' ELSE 'z' END FROM t
--- case_simple
SELECT CASE a WHEN 1 THEN 'x' WHEN 2 THEN 'y' END AS letter FROM t
--- case_nested
SELECT CASE WHEN a THEN CASE b WHEN 1 THEN 2 ELSE 3 END ELSE 4 END FROM t
--- case_null
SELECT CASE WHEN a IS NULL THEN NULL ELSE a END FROM t
--- case_in_expression
SELECT 1 + CASE WHEN a THEN 1 ELSE 0 END * 2 FROM t
--- decode
SELECT DECODE(a, 1, 'x', 2, 'y', 'z') FROM t
--- nvl
SELECT NVL(a, b), NVL(a, b, c), NVL2(a, b, c) FROM t
--- coalesce_nullif
SELECT COALESCE(a, b, c), NULLIF(a, 0), NULLIF(TRIM(a), '') FROM t
--- greatest_least
SELECT GREATEST(a, b, c), LEAST(a, b) FROM t
--- row_comparison
SELECT (a, b) = (c, d), (a, b) < (c, d) FROM t
--- precedence_of_not
SELECT NOT a = b, NOT a IS NULL FROM t
--- deep_parentheses
SELECT ((((a)))) + (((1))) FROM t
--- percent_without_blanks
SELECT a%2, a/2, a*2, a-1, a+1 FROM t
--- minus_comment
SELECT a - -1 FROM t
--- is_json
SELECT IS_VALID_JSON(a), CAN_JSON_PARSE(a) FROM t
--- collate
SELECT COLLATE(a, 'case_insensitive') FROM t
