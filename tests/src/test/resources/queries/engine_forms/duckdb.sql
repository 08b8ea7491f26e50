--- distinct_on
SELECT DISTINCT ON (a) a, b, y FROM ${ref('s.t')} ORDER BY a, b, y

--- groups_frame
SELECT a, SUM(b) OVER (ORDER BY y GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s FROM ${ref('s.t')}

--- exclude_frame
SELECT a, SUM(b) OVER (PARTITION BY a ORDER BY y ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW) AS s FROM ${ref('s.t')}

--- string_agg
SELECT a, STRING_AGG(x, ',' ORDER BY y) AS s FROM ${ref('s.t')} GROUP BY a

--- listagg_in_call
SELECT a, LISTAGG(x, ',' ORDER BY x) AS s FROM ${ref('s.t')} GROUP BY a

--- array_agg
SELECT a, ARRAY_AGG(x ORDER BY y) AS s FROM ${ref('s.t')} GROUP BY a

--- semi_join
SELECT t.a, t.b FROM ${ref('s.t')} AS t SEMI JOIN ${ref('s.t')} AS u ON t.a = u.b

--- anti_join
SELECT t.a, t.b FROM ${ref('s.t')} AS t ANTI JOIN ${ref('s.t')} AS u ON t.a = u.b

--- asof_join
SELECT t.a, u.b FROM ${ref('s.t')} AS t ASOF JOIN ${ref('s.t')} AS u ON t.a = u.a AND t.ts >= u.ts

--- union_by_name
SELECT a, b FROM ${ref('s.t')} UNION ALL BY NAME SELECT b, a FROM ${ref('s.t')}

--- query_in_partition
SELECT a, ROW_NUMBER() OVER (PARTITION BY (SELECT MAX(b) FROM ${ref('s.t')}) ORDER BY y) AS s FROM ${ref('s.t')}

--- qualify
SELECT a, COUNT(*) AS n FROM ${ref('s.t')} GROUP BY a HAVING COUNT(*) > 1 QUALIFY ROW_NUMBER() OVER (ORDER BY COUNT(*) DESC) < 3

--- from_first
FROM ${ref('s.t')} SELECT a, b

--- from_alone
FROM ${ref('s.t')}

--- star_replace
SELECT * REPLACE (a + 1 AS a) FROM ${ref('s.t')}

--- star_rename
SELECT * RENAME (a AS a1) FROM ${ref('s.t')}

--- star_exclude
SELECT * EXCLUDE (js) FROM ${ref('s.t')}

--- columns_call
SELECT MAX(COLUMNS(* EXCLUDE (js))) FROM ${ref('s.t')}

--- list_literal
SELECT a, [b, y] AS l FROM ${ref('s.t')}

--- struct_literal
SELECT a, {'k': b} AS st FROM ${ref('s.t')}

--- lambda_in_list
SELECT a, list_transform([b, y], lambda v: v + 1) AS l FROM ${ref('s.t')}

--- slice
SELECT a, x[1:2] AS l FROM ${ref('s.t')}

--- filter_clause
SELECT a, COUNT(*) FILTER (WHERE b > 1) AS n FROM ${ref('s.t')} GROUP BY a

--- pivot_statement
PIVOT (SELECT a, x, b FROM ${ref('s.t')}) ON x IN ('p', 'q') USING SUM(b) GROUP BY a

--- pivot_in_from
SELECT * FROM (SELECT a, x, b FROM ${ref('s.t')}) PIVOT (SUM(b) FOR x IN ('p', 'q') GROUP BY a)

--- try_cast
SELECT TRY_CAST(x AS INTEGER) AS n FROM ${ref('s.t')}

--- own_types
SELECT a::HUGEINT AS h, b::UINTEGER AS u, [a]::INTEGER[] AS l, {'k': b}::STRUCT(k INTEGER) AS st FROM ${ref('s.t')}

--- bare_interval
SELECT ts + INTERVAL 1 DAY AS t2 FROM ${ref('s.t')}

--- escape_text
SELECT e'a\nb' AS q, a FROM ${ref('s.t')}

--- group_by_all
SELECT a, COUNT(*) AS n FROM ${ref('s.t')} GROUP BY ALL

--- order_by_all
SELECT a, b FROM ${ref('s.t')} ORDER BY ALL

--- natural_join
SELECT a, b2 FROM (SELECT a, y FROM ${ref('s.t')}) AS t NATURAL JOIN (SELECT a, b AS b2 FROM ${ref('s.t')}) AS u

--- json_arrow
SELECT js->>'$.k' AS k, js->'$.k' AS k2 FROM ${ref('s.t')}

--- whole_division
SELECT a, b // 2 AS h, b % 2 AS m, b ** 2 AS sq FROM ${ref('s.t')}

--- unnest_select
SELECT unnest([a, b]) AS u FROM ${ref('s.t')}

--- unnest_from
SELECT a, u FROM ${ref('s.t')}, unnest([a, b]) AS q(u)

--- first_ordered
SELECT a, max_by(x, y) AS m, arg_min(x, y) AS n, first(x ORDER BY y) AS f FROM ${ref('s.t')} GROUP BY a

--- list_ordered
SELECT a, list(x ORDER BY y) AS m FROM ${ref('s.t')} GROUP BY a

--- method_call
SELECT a, x.upper() AS m FROM ${ref('s.t')}

--- prefix_alias
SELECT total: a + b, x FROM ${ref('s.t')}

--- unpivot_statement
UNPIVOT (SELECT a, b, y FROM ${ref('s.t')}) ON b, y INTO NAME k VALUE v

--- glob
SELECT a, CASE WHEN x GLOB 'a*' THEN 1 END AS g, x ~~~ 'a*' AS h FROM ${ref('s.t')}

--- comprehension
SELECT a, [v + 1 for v in [b, y] if v > 1] AS g FROM ${ref('s.t')}

--- in_list
SELECT a, x FROM ${ref('s.t')} WHERE b IN [1, 2]

--- map_literal
SELECT a, MAP {'k': b} AS g FROM ${ref('s.t')}

--- underscore_number
SELECT a, 1_000 AS g FROM ${ref('s.t')}

--- lateral
SELECT t.a, l.m FROM ${ref('s.t')} AS t, LATERAL (SELECT MAX(b) AS m FROM ${ref('s.t')} AS u WHERE u.a = t.a) AS l

--- materialized
WITH c AS MATERIALIZED (SELECT a FROM ${ref('s.t')}) SELECT a FROM c

--- column_number
SELECT a, #2 AS z FROM ${ref('s.t')}

--- grouping_sets
SELECT a, SUM(b) AS s FROM ${ref('s.t')} GROUP BY GROUPING SETS ((a), ())

--- column_names
SELECT a, b FROM ${ref('s.t')} AS t(a, b)

--- quoted_alias
SELECT a, x AS 'name' FROM ${ref('s.t')}

--- comma_in_from
SELECT a, x FROM ${ref('s.t')},

--- comma_in_select
SELECT a, x, FROM ${ref('s.t')}

--- semi_without_alias
SELECT b FROM ${ref('s.t')} SEMI JOIN ${ref('s.u')} USING (a)

--- anti_without_alias
SELECT b FROM ${ref('s.t')} ANTI JOIN ${ref('s.u')} USING (a)

--- semi_of_ctes
WITH t AS (SELECT a FROM ${ref('s.t')}), u AS (SELECT k FROM ${ref('s.u')})
SELECT a FROM t SEMI JOIN u ON a = k

--- over_groups
SELECT b, COUNT(*) AS n FROM ${ref('groups_frame')} AS g JOIN ${ref('s.t')} AS t ON t.a = g.a GROUP BY b

--- reader
SELECT a, COUNT(*) AS n FROM ${ref('star_rename')} AS r JOIN (SELECT DISTINCT a FROM ${ref('s.u')}) AS u ON u.a = r.a1 GROUP BY a

--- reader_of_all
SELECT * FROM ${ref('star_rename')}

--- reader_of_count
SELECT COUNT(*) AS n FROM ${ref('star_rename')}

--- reader_of_reader
SELECT a, n + 1 AS m FROM ${ref('reader')}

--- own_view
SELECT DISTINCT ON (a) a, b, y FROM ${ref('s.t')} ORDER BY a, b, y

--- reader_of_view
SELECT v.a, COUNT(*) AS n FROM ${ref('own_view')} AS v JOIN ${ref('s.u')} AS u ON u.a = v.a GROUP BY v.a

--- reader_of_view_without_alias
SELECT a, b FROM ${ref('own_view')} WHERE b > 1

--- lists_of_view
SELECT [a, b] AS l FROM ${ref('own_view')} WHERE b > 0;

--- natural_where
SELECT a, COUNT(*) AS n FROM (SELECT a, b FROM ${ref('s.t')}) t NATURAL JOIN (SELECT a, k FROM ${ref('s.u')}) u WHERE a > 0 GROUP BY a
--- first_of_one
SELECT a, b, FIRST(y) AS f, LAST(x) AS l FROM ${ref('s.t')} GROUP BY a, b, y, x
--- two_signs
SELECT a, COUNT(*) AS n FROM ${ref('s.t')} WHERE a == 1 GROUP BY a

--- count_of_rows
SELECT a, COUNT(t) AS n, COUNT(DISTINCT t) AS d FROM ${ref('s.t')} AS t GROUP BY a

--- row_as_json
WITH k AS (SELECT a, x FROM ${ref('s.t')}) SELECT k.a, CAST(to_json(k) AS varchar) AS j FROM k JOIN ${ref('s.u')} u ON u.a = k.a

--- factorials
SELECT a, 5! AS f, y! AS g FROM ${ref('s.t')} WHERE y != 4

--- whole_row
SELECT t FROM ${ref('s.t')} t

--- named_windows_with_frames
SELECT a, SUM(b) OVER w AS s, COUNT(*) OVER v AS n FROM ${ref('s.t')}
WINDOW w AS (PARTITION BY a ORDER BY y ROWS BETWEEN 1 PRECEDING AND CURRENT ROW), v AS (ORDER BY y RANGE UNBOUNDED PRECEDING)
