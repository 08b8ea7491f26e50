--- distinct_on
SELECT DISTINCT ON (a) a, b, y FROM ${ref('s.t')} ORDER BY a, b, y

--- filter_clause
SELECT a, COUNT(*) FILTER (WHERE b > 1) AS n FROM ${ref('s.t')} GROUP BY a

--- lateral
SELECT t.a, l.m FROM ${ref('s.t')} AS t CROSS JOIN LATERAL (SELECT MAX(b) AS m FROM ${ref('s.t')} AS u WHERE u.a = t.a) AS l

--- array_literal
SELECT a, ARRAY[b, y] AS l FROM ${ref('s.t')}

--- json_arrows
SELECT js->>'k' AS k, js->'q' AS q, js#>>'{a,b}' AS z FROM ${ref('s.t')}

--- json_contains
SELECT a FROM ${ref('s.t')} WHERE js @> '{"a":1}'

--- series
SELECT a, g FROM ${ref('s.t')} CROSS JOIN generate_series(1, 3) AS g

--- within_group
SELECT a, PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY b) AS p, mode() WITHIN GROUP (ORDER BY b) AS m FROM ${ref('s.t')} GROUP BY a

--- regclass
SELECT a, 'pg_class'::regclass AS p FROM ${ref('s.t')}

--- grouping_sets
SELECT a, SUM(b) AS s FROM ${ref('s.t')} GROUP BY GROUPING SETS ((a), ())

--- with_ties
SELECT a FROM ${ref('s.t')} ORDER BY a FETCH FIRST 5 ROWS WITH TIES

--- distinct_from
SELECT a, b IS DISTINCT FROM y AS d FROM ${ref('s.t')}

--- overlaps_times
SELECT a, (ts, etl) OVERLAPS (ts, etl) AS d FROM ${ref('s.t')}

--- ordinality
SELECT t.a, u.v, u.n FROM ${ref('s.t')} AS t, unnest(t.arr) WITH ORDINALITY AS u(v, n)

--- string_agg
SELECT a, string_agg(x, ',' ORDER BY y) AS s FROM ${ref('s.t')} GROUP BY a

--- array_agg_ordered
SELECT a, array_agg(x ORDER BY y) AS s, jsonb_agg(x ORDER BY y) AS j FROM ${ref('s.t')} GROUP BY a

--- named_window
SELECT a, SUM(b) OVER w AS s FROM ${ref('s.t')} WINDOW w AS (PARTITION BY a ORDER BY y)

--- using_alias
SELECT j.a FROM ${ref('s.t')} AS t JOIN ${ref('s.u')} AS u USING (a) AS j

--- escape_text
SELECT a, E'x\n' AS s FROM ${ref('s.t')}

--- collated
SELECT a, x COLLATE "C" AS s FROM ${ref('s.t')} ORDER BY x COLLATE "C"

--- slice
SELECT a, arr[1] AS s, arr[1:2] AS z FROM ${ref('s.t')}

--- any_of_array
SELECT a FROM ${ref('s.t')} WHERE b = ANY(arr)

--- any_of_literal
SELECT a FROM ${ref('s.t')} WHERE b = ANY(ARRAY[1, 2])

--- named_argument
SELECT a, make_interval(days => b) AS i FROM ${ref('s.t')}

--- bits
SELECT a, B'101' AS s FROM ${ref('s.t')}

--- materialized
WITH c AS MATERIALIZED (SELECT a FROM ${ref('s.t')}) SELECT a FROM c

--- groups_frame
SELECT a, SUM(b) OVER (ORDER BY y GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s FROM ${ref('s.t')}

--- exclude_frame
SELECT a, SUM(b) OVER (PARTITION BY a ORDER BY y ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW) AS s FROM ${ref('s.t')}

--- range_frame
SELECT a, SUM(b) OVER (PARTITION BY a ORDER BY ts RANGE BETWEEN interval '7 days' PRECEDING AND CURRENT ROW) AS s FROM ${ref('s.t')}

--- row_value
SELECT a, ROW(a, b) = ROW(1, 1) AS s FROM ${ref('s.t')}

--- json_built
SELECT a, jsonb_build_object('a', a) ->> 'a' AS s FROM ${ref('s.t')}

--- json_each
SELECT t.a, e.key, e.value FROM ${ref('s.t')} AS t, jsonb_each_text(t.js) AS e

--- json_elements
SELECT t.a, e FROM ${ref('s.t')} AS t, jsonb_path_query(t.js, '$.*') AS e

--- lateral_values
SELECT t.a, v.k, v.n FROM ${ref('s.t')} AS t CROSS JOIN LATERAL (VALUES ('b', t.b), ('y', t.y)) AS v(k, n)

--- has_key
SELECT a, js ? 'k' AS q FROM ${ref('s.t')}

--- text_search
SELECT a, to_tsvector('english', x) @@ to_tsquery('a') AS q FROM ${ref('s.t')}

--- group_by_distinct
SELECT a, count(*) AS q FROM ${ref('s.t')} GROUP BY DISTINCT ROLLUP (a, b)

--- natural_join
SELECT t.a, u.k FROM ${ref('s.t')} AS t NATURAL JOIN (SELECT a, k FROM ${ref('s.u')}) AS u

--- natural_left_join
SELECT a, k FROM (SELECT a, b FROM ${ref('s.t')}) AS t NATURAL LEFT JOIN (SELECT a, k FROM ${ref('s.u')}) AS u

--- ilike_any
SELECT a, CASE x WHEN 'a' THEN 1 ELSE 2 END AS q, x LIKE 'a\_%' ESCAPE '\' AS r, x ILIKE ANY (ARRAY['a']) AS s FROM ${ref('s.t')}

--- array_type
SELECT a, '{1,2}'::int[] AS r FROM ${ref('s.t')}

--- select_nothing
SELECT t.* FROM ${ref('s.t')} AS t WHERE NOT EXISTS (SELECT FROM ${ref('s.u')} AS u WHERE u.a = t.a)

--- column_names
SELECT a, b FROM ${ref('s.t')} AS t(a, b)

--- field_of_row
SELECT a, (t).b AS q FROM ${ref('s.t')} AS t

--- normalized
SELECT a, x IS NORMALIZED AS q, b::numeric(10,2) AS n, b::text AS tx, b::float8 AS f FROM ${ref('s.t')}

--- xml_element
SELECT a, CAST(xmlelement(name foo, x) AS text) AS q FROM ${ref('s.t')}

--- for_update
SELECT a, b FROM ${ref('s.t')} FOR UPDATE

--- union_of_limits
(SELECT a FROM ${ref('s.t')} ORDER BY a LIMIT 1) UNION ALL (SELECT k FROM ${ref('s.u')})

--- except_all
SELECT a FROM ${ref('s.t')} EXCEPT ALL SELECT k FROM ${ref('s.u')}

--- filter_over
SELECT sum(b) FILTER (WHERE x = 'a') OVER (PARTITION BY a) AS s, a FROM ${ref('s.t')}

--- natural_where
SELECT a, COUNT(*) AS n FROM (SELECT a, b FROM ${ref('s.t')}) t NATURAL JOIN (SELECT a, k FROM ${ref('s.u')}) u WHERE a > 0 GROUP BY a

--- count_of_rows
SELECT a, COUNT(t) AS n, COUNT(DISTINCT t) AS d FROM ${ref('s.t')} AS t GROUP BY a

--- row_as_json
WITH k AS (SELECT a, x FROM ${ref('s.t')}) SELECT k.a, CAST(to_json(k) AS varchar) AS j FROM k JOIN ${ref('s.u')} u ON u.a = k.a

--- own_aggregate
SELECT a, s.sum(y) AS q FROM ${ref('s.t')} GROUP BY a

--- named_windows_with_frames
SELECT a, SUM(b) OVER w AS s, COUNT(*) OVER v AS n FROM ${ref('s.t')}
WINDOW w AS (PARTITION BY a ORDER BY y ROWS BETWEEN 1 PRECEDING AND CURRENT ROW), v AS (ORDER BY y RANGE UNBOUNDED PRECEDING)
