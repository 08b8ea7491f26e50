--- equal
SELECT a FROM t WHERE a = 1
--- not_equal_both
SELECT a FROM t WHERE a <> 1 AND b != 2
--- comparisons
SELECT a FROM t WHERE a < 1 OR a > 2 OR a <= 3 OR a >= 4
--- not
SELECT a FROM t WHERE NOT a = 1
--- not_parentheses
SELECT a FROM t WHERE NOT (a = 1 OR b = 2)
--- between
SELECT a FROM t WHERE a BETWEEN 1 AND 2
--- not_between
SELECT a FROM t WHERE a NOT BETWEEN 1 AND 2
--- between_dates
SELECT a FROM t WHERE day BETWEEN '2024-01-01' AND '2024-01-31'
--- between_casts
SELECT a FROM t WHERE day BETWEEN '2024-01-01'::date AND '2024-01-31'::date + 1
--- in_list
SELECT a FROM t WHERE a IN (1, 2, 3)
--- not_in
SELECT a FROM t WHERE a NOT IN ('x', 'y')
--- in_one
SELECT a FROM t WHERE a IN (1)
--- in_subquery
SELECT a FROM t WHERE a IN (SELECT b FROM u)
--- not_in_subquery
SELECT a FROM t WHERE a NOT IN (SELECT b FROM u WHERE b IS NOT NULL)
--- in_pairs
SELECT a FROM t WHERE (a, b) IN ((1, 2), (3, 4))
--- in_pairs_subquery
SELECT a FROM t WHERE (a, b) IN (SELECT x, y FROM u)
--- pair_equal
SELECT a FROM t WHERE (a, b) = (1, 2)
--- exists
SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.id = t.id)
--- not_exists
SELECT a FROM t WHERE NOT EXISTS (SELECT * FROM u WHERE u.id = t.id)
--- any
SELECT a FROM t WHERE a = ANY (SELECT b FROM u)
--- some
SELECT a FROM t WHERE a > SOME (SELECT b FROM u)
--- all
SELECT a FROM t WHERE a >= ALL (SELECT b FROM u)
--- scalar
SELECT a FROM t WHERE a > (SELECT AVG(b) FROM u)
--- is_null
SELECT a FROM t WHERE a IS NULL
--- is_not_null
SELECT a FROM t WHERE a IS NOT NULL
--- is_true
SELECT a FROM t WHERE active IS TRUE
--- is_not_false
SELECT a FROM t WHERE active IS NOT FALSE
--- is_unknown
SELECT a FROM t WHERE (a = b) IS UNKNOWN
--- is_not_unknown
SELECT a FROM t WHERE (a = b) IS NOT UNKNOWN
--- isnull_postfix
SELECT a FROM t WHERE a ISNULL
--- notnull_postfix
SELECT a FROM t WHERE a NOTNULL
--- bare_boolean
SELECT a FROM t WHERE active AND NOT deleted
--- like
SELECT a FROM t WHERE name LIKE 'A%'
--- not_like
SELECT a FROM t WHERE name NOT LIKE '%x_y%'
--- like_escape
SELECT a FROM t WHERE name LIKE '%start^_%' ESCAPE '^'
--- like_backslashes
SELECT a FROM t WHERE name LIKE '%start\\_%'
--- ilike
SELECT a FROM t WHERE name ILIKE 'ab%'
--- not_ilike
SELECT a FROM t WHERE name NOT ILIKE '%AB'
--- like_any_concatenation
SELECT a FROM t WHERE name LIKE '%' || part || '%'
--- similar_to
SELECT a FROM t WHERE name SIMILAR TO '%(e|h)%'
--- not_similar_to
SELECT a FROM t WHERE name NOT SIMILAR TO 'x[0-9]+'
--- similar_to_escape
SELECT a FROM t WHERE name SIMILAR TO '%#_%' ESCAPE '#'
--- posix
SELECT a FROM t WHERE name ~ '^[a-z]+$'
--- posix_negated
SELECT a FROM t WHERE name !~ '^[0-9]'
--- posix_case_insensitive
SELECT a FROM t WHERE name ~* 'abc'
--- posix_negated_case_insensitive
SELECT a FROM t WHERE name !~* 'abc'
--- posix_concatenation
SELECT a FROM t WHERE name ~ ('^' || prefix)
--- like_operators
SELECT a FROM t WHERE name ~~ 'a%' AND name !~~ 'b%'
--- ilike_operators
SELECT a FROM t WHERE name ~~* 'a%' AND name !~~* 'b%'
--- and_or_precedence
SELECT a FROM t WHERE a = 1 OR b = 2 AND c = 3
--- arithmetic_comparison
SELECT a FROM t WHERE a + b * 2 > c - 1
--- cast_comparison
SELECT a FROM t WHERE a::int = b::int
--- cast_in
SELECT a FROM t WHERE a::varchar IN ('1', '2')
--- function_comparison
SELECT a FROM t WHERE UPPER(name) = 'X' AND LEN(name) > 3
--- case_in_where
SELECT a FROM t WHERE CASE WHEN a > 1 THEN b ELSE c END = 3
--- alias_in_where
SELECT a + 1 AS next_a FROM t WHERE next_a > 3
--- constant_condition
SELECT a FROM t WHERE 1 = 0
--- true_condition
SELECT a FROM t WHERE TRUE
--- is_distinct_from
SELECT a FROM t WHERE a IS DISTINCT FROM b
--- is_not_distinct_from
SELECT a FROM t WHERE a IS NOT DISTINCT FROM b
--- overlaps
SELECT a FROM t WHERE (start_at, end_at) OVERLAPS (DATE '2024-01-01', DATE '2024-02-01')
--- modulo
SELECT a FROM t WHERE a % 2 = 0
--- string_number
SELECT a FROM t WHERE a = '1'
