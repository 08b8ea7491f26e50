--- top_with_expression_list
SELECT TOP 10 c.custid AS "Customer Id", 'x' "literal", c.total::DECIMAL(12,2)
FROM analytics.public.customers AS c
ORDER BY c.total DESC NULLS LAST, 1
--- all_and_distinct
SELECT ALL a, b FROM t UNION ALL (SELECT DISTINCT a, b FROM u)
--- star_of_schema_table
SELECT public.sales.*, 1 AS one FROM public.sales
--- three_part_column
SELECT tickit.sales.qtysold, tickit.sales."pricepaid" FROM tickit.sales WHERE tickit.sales.sellerid IN (1, 2, 3)
--- exclude_paren
SELECT * EXCLUDE (a, b) FROM t
--- exclude_behind_others
SELECT t.*, 1 AS x EXCLUDE col1, col2 FROM t
--- alias_without_as_words
SELECT a year, b month, c day, d hour, e value, f status, g name, h type FROM t
--- aliases_reserved_behind_as
SELECT a AS user, b AS default, c AS order, d AS group, e AS select, f AS from, g AS where, h AS table FROM t
--- columns_called_like_types
SELECT date, time, timestamp, text, json, super, number, int FROM log
--- columns_called_like_functions
SELECT count, sum, max, min, rank, left_side, position, trim_at, level FROM scores
--- columns_called_like_clauses
SELECT top_n, "pivot", "limit", qualify_by, rows, range, first, last, "partition", over FROM t
--- table_called_date
SELECT d.caldate FROM date d, event e WHERE d.dateid = e.dateid
--- table_called_users_listing
SELECT listid, l.sellerid, username FROM listing l, users u WHERE l.sellerid = u.userid ORDER BY 1 LIMIT 5
--- number_literals
SELECT 1, -1, +1, .5, 5., 1e3, 1.5E-3, -2.5e+10, 00012 FROM t
--- string_literals
SELECT '', '''', 'it''s', 'line
two', 'tab	', '\\', 'a\\b' FROM t
--- dollar_quotes
SELECT $$it's$$, $$a "b" 'c'$$ FROM t
--- date_literals
SELECT DATE '2024-02-29', TIMESTAMP '2024-02-29 23:59:59.999999', TIMESTAMPTZ '2024-02-29 23:59:59+02', TIME '12:00', TIMETZ '12:00+01' FROM t
--- timestamp_with_time_zone_literal
SELECT TIMESTAMP WITH TIME ZONE '2024-01-01 00:00:00 US/Pacific', TIMESTAMP WITHOUT TIME ZONE '2024-01-01', TIME WITH TIME ZONE '10:00+00' FROM t
--- interval_literals
SELECT INTERVAL '1' YEAR, INTERVAL '3-2' YEAR TO MONTH, INTERVAL '4 5:06:07.8' DAY TO SECOND, INTERVAL '10' HOUR, INTERVAL '5.5' SECOND(3) FROM t
--- interval_words
SELECT INTERVAL '1 year 2 months 3 days', INTERVAL '4 weeks', INTERVAL '1 d', INTERVAL '-1 day', - INTERVAL '1 day' FROM t
--- interval_in_where
SELECT saletime FROM sales WHERE saletime > GETDATE() - INTERVAL '1 month' AND saletime + INTERVAL '52 weeks' < '2025-01-01'
--- interval_cast_to_type
SELECT CAST('1-2' AS INTERVAL YEAR TO MONTH), '5 days'::INTERVAL DAY TO SECOND, (b - a)::INTERVAL DAY TO SECOND(3) FROM t
--- interval_multiplied
SELECT 3 * INTERVAL '1 day', n * INTERVAL '1' HOUR + at, (n || ' days')::interval FROM t
--- casts_of_all_types
SELECT a::int2, a::int4, a::int8, a::float4, a::float8, a::bool, a::numeric(38,10), a::dec(5,2), a::char(3), a::bpchar, a::text, a::nvarchar(20), a::varbyte(10), a::date, a::time, a::timetz, a::timestamptz FROM t
--- cast_chain
SELECT a::varchar(10)::int::decimal(10,2)::text || 'x' FROM t
--- cast_of_negative_and_parentheses
SELECT -1::int, (-1)::bigint, (a + b)::float8 / NULLIF(c, 0)::float8, CAST((a) AS double precision), a::double precision FROM t
--- cast_character_varying
SELECT CAST(a AS CHARACTER VARYING(20)), a::character varying FROM t
--- convert_function
SELECT CONVERT(INTEGER, a), CONVERT(DECIMAL(10, 2), b), CONVERT(TIMESTAMP, c) FROM t
--- try_cast
SELECT TRY_CAST(a AS INT), TRY_CAST(b AS DATE) FROM t
--- numeric_functions
SELECT ABS(-1), CEIL(a), CEILING(a), FLOOR(a), ROUND(a, -2), TRUNC(a, 1), SIGN(a), MOD(a, 3), POWER(a, 2), SQRT(a), CBRT(a), DEXP(a), DLOG1(a), DLOG10(a), LN(a), LOG(a), EXP(a), PI(), RADIANS(a), TO_HEX(255), RANDOM() FROM t
--- operators_unusual
SELECT |/ 25.0, ||/ 27.0, @ -5, 2 ^ 3, 7 % 4, 5 & 3, 5 | 3, 5 # 3, ~ 5, 1 << 4, 16 >> 2 FROM t
--- concat_chain
SELECT firstname || ' ' || lastname || COALESCE(' (' || city || ')', '') AS who FROM users
--- comparison_forms
SELECT a FROM t WHERE a <> b AND a != c AND NOT a = d AND a >= e OR a <= f AND a IS NOT NULL
--- between_symmetric_free
SELECT a FROM t WHERE a BETWEEN 1 AND 10 AND b NOT BETWEEN DATE '2024-01-01' AND CURRENT_DATE - 1 AND (c BETWEEN d AND e) = TRUE
--- row_in_rows
SELECT a FROM t WHERE (a, b) IN ((1, 2), (3, 4)) OR (c, d) IN (SELECT x, y FROM u)
--- row_comparison
SELECT a FROM t WHERE (a, b) = (1, 2)
--- boolean_tests
SELECT a FROM t WHERE is_a IS TRUE AND is_b IS NOT FALSE AND is_c IS UNKNOWN AND is_d AND NOT is_e
--- like_all_forms
SELECT a FROM t WHERE a LIKE '%\\_x' AND b NOT LIKE 'a|%' ESCAPE '|' AND c ILIKE '%É%' AND d NOT ILIKE 'x' ESCAPE '^' AND e ~~ 'a%' AND f !~~ 'b' AND g ~~* 'c' AND h !~~* 'd'
--- similar_forms
SELECT a FROM t WHERE a SIMILAR TO '%(x|y)%' AND b NOT SIMILAR TO '[0-9]{3}' AND c SIMILAR TO 'a#%' ESCAPE '#'
--- regex_operators
SELECT a FROM t WHERE a ~ '^[a-z]+\\d$' AND b !~ '.*' AND c ~* 'x' AND d !~* 'y'
--- exists_forms
SELECT c.id FROM c WHERE EXISTS (SELECT 1 FROM o WHERE o.cid = c.id) AND NOT EXISTS (SELECT NULL FROM r WHERE r.cid = c.id AND r.at > c.at)
--- any_some_all
SELECT a FROM t WHERE a = ANY (SELECT x FROM u) AND b > ALL (SELECT y FROM u) AND c <> SOME (SELECT z FROM u)
--- scalar_subqueries
SELECT (SELECT MAX(x) FROM u) - a AS gap, CASE WHEN a > (SELECT AVG(x) FROM u WHERE u.k = t.k) THEN 'over' ELSE 'under' END FROM t
--- subquery_in_from_without_alias_as
SELECT q.a FROM (SELECT a FROM t WHERE b IN (SELECT b FROM u)) q WHERE q.a NOT IN (SELECT a FROM v WHERE a IS NOT NULL)
--- correlated_in_select_and_where
SELECT o.id, (SELECT COUNT(*) FROM items i WHERE i.order_id = o.id) AS n FROM orders o WHERE o.total > (SELECT AVG(p.total) FROM orders p WHERE p.cust = o.cust)
--- joins_all_kinds
SELECT 1 FROM a INNER JOIN b ON a.x = b.x LEFT OUTER JOIN c USING (x, y) RIGHT JOIN d ON d.x = a.x FULL OUTER JOIN e ON e.x = a.x CROSS JOIN f NATURAL JOIN g
--- join_parentheses
SELECT 1 FROM (a JOIN b ON a.x = b.x) LEFT JOIN (c CROSS JOIN d) ON c.y = a.y
--- comma_and_join
SELECT * FROM a, b LEFT JOIN c ON b.x = c.x, (SELECT 1 AS n) d WHERE a.x = b.x
--- join_on_functions
SELECT a.id FROM a JOIN b ON LOWER(TRIM(a.mail)) = LOWER(b.mail) AND a.at BETWEEN b.valid_from AND NVL(b.valid_to, '9999-12-31'::date) AND (a.k = b.k OR a.k IS NULL AND b.k IS NULL)
--- outer_marks
SELECT e.ename, d.dname FROM emp e, dept d WHERE e.deptno = d.deptno (+) AND d.loc (+) = 'X'
--- group_by_positions_and_expressions
SELECT DATE_TRUNC('month', at) AS mon, channel, COUNT(*) n FROM t GROUP BY 1, channel HAVING COUNT(*) > 1 AND SUM(x) > 0 ORDER BY mon DESC, 2
--- group_by_all
SELECT a, b, SUM(c) FROM t GROUP BY ALL
--- grouping_sets_all
SELECT a, b, GROUPING(a), GROUPING_ID(a, b), SUM(c) FROM t GROUP BY GROUPING SETS ((a, b), (a), ())
--- rollup_cube_mixed
SELECT a, b, c, SUM(d) FROM t GROUP BY a, ROLLUP (b, c)
--- cube
SELECT a, b, SUM(d) FROM t GROUP BY CUBE (a, b) HAVING GROUPING(a) = 0
--- aggregates_odd
SELECT COUNT(*), COUNT(DISTINCT a), COUNT(ALL a), APPROXIMATE COUNT(DISTINCT b), SUM(DISTINCT c), AVG(ALL d), BIT_AND(e), BOOL_OR(f = 1), ANY_VALUE(g), STDDEV_POP(h), VARIANCE(DISTINCT h) FROM t
--- listagg_forms
SELECT LISTAGG(DISTINCT a, ', ') WITHIN GROUP (ORDER BY a), LISTAGG(b) WITHIN GROUP (ORDER BY c DESC NULLS LAST, d), LISTAGG(e, CHR(10)) FROM t
--- percentile_forms
SELECT PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY a), PERCENTILE_DISC(.5) WITHIN GROUP (ORDER BY b DESC), APPROXIMATE PERCENTILE_DISC(0.99) WITHIN GROUP (ORDER BY c), MEDIAN(d) FROM t
--- hll_functions
SELECT HLL(a), HLL_CARDINALITY(HLL_COMBINE(s)), HLL_CREATE_SKETCH(b) FROM t
--- window_frames_all
SELECT SUM(a) OVER (PARTITION BY b ORDER BY c ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING), AVG(a) OVER (ORDER BY c ROWS 3 PRECEDING), MAX(a) OVER (ORDER BY c ROWS CURRENT ROW), COUNT(*) OVER (ORDER BY c ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), MIN(a) OVER (ORDER BY c RANGE UNBOUNDED PRECEDING) FROM t
--- window_functions_nulls
SELECT LAG(a, 2) IGNORE NULLS OVER (PARTITION BY b ORDER BY c), LEAD(a) RESPECT NULLS OVER (ORDER BY c), FIRST_VALUE(a IGNORE NULLS) OVER (ORDER BY c ROWS UNBOUNDED PRECEDING), NTH_VALUE(a, 2) IGNORE NULLS OVER (ORDER BY c ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM t
--- window_over_aggregate_with_case
SELECT region, SUM(CASE WHEN ok THEN 1 ELSE 0 END) AS oks, RANK() OVER (ORDER BY SUM(CASE WHEN ok THEN 1 ELSE 0 END) DESC, region) r FROM t GROUP BY region
--- ratio_and_ntile
SELECT RATIO_TO_REPORT(SUM(a)) OVER (PARTITION BY b), NTILE(4) OVER (ORDER BY SUM(a)), CUME_DIST() OVER (ORDER BY b), PERCENT_RANK() OVER (ORDER BY b) FROM t GROUP BY b
--- qualify_forms
SELECT a, b FROM t WHERE c > 0 GROUP BY a, b HAVING COUNT(*) > 1 QUALIFY ROW_NUMBER() OVER (PARTITION BY a ORDER BY b DESC) = 1 ORDER BY a LIMIT 10
--- qualify_with_alias_and_or
SELECT *, RANK() OVER (PARTITION BY a ORDER BY b) AS rk FROM t AS x QUALIFY rk <= 3 OR COUNT(*) OVER (PARTITION BY a) = 1
--- set_operators_nested
(SELECT a FROM t UNION SELECT a FROM u) INTERSECT (SELECT a FROM v EXCEPT SELECT a FROM w) ORDER BY 1 DESC LIMIT 3 OFFSET 1
--- minus
SELECT a FROM t MINUS SELECT a FROM u MINUS SELECT a FROM v
--- union_with_clauses
SELECT 'a' AS src, COUNT(*) FROM t GROUP BY 1 UNION ALL SELECT 'b', COUNT(*) FROM u WHERE x GROUP BY 1 ORDER BY src
--- with_several
WITH a AS (SELECT 1 AS x), b (y, z) AS (SELECT x, x + 1 FROM a), c AS (WITH d AS (SELECT y FROM b) SELECT * FROM d) SELECT * FROM c CROSS JOIN b
--- with_recursive
WITH RECURSIVE org (id, name, lvl) AS (
  SELECT id, name, 0 FROM employee WHERE manager_id IS NULL
  UNION ALL
  SELECT e.id, e.name, o.lvl + 1 FROM employee e, org o WHERE e.manager_id = o.id AND o.lvl < 4
) SELECT * FROM org ORDER BY lvl, id
--- recursive_calendar
WITH RECURSIVE cal (d) AS (SELECT '2024-01-01'::date UNION ALL SELECT (d + 1)::date FROM cal WHERE d < '2024-12-31') SELECT d, TO_CHAR(d, 'Day') FROM cal
--- with_in_subquery
SELECT * FROM (WITH x AS (SELECT a FROM t) SELECT a FROM x WHERE a > 1) y
--- connect_by_full
SELECT id, name, manager_id, LEVEL FROM employee START WITH name = 'John' CONNECT BY PRIOR id = manager_id AND LEVEL < 5 ORDER BY LEVEL, id
--- pivot_with_alias
SELECT * FROM (SELECT quality, manufacturer, price FROM part) PIVOT (AVG(price) AS p FOR manufacturer IN ('prop' AS prop, 'rudder' AS rudder)) ORDER BY quality
--- pivot_of_cte
WITH q AS (SELECT a, b, c FROM t) SELECT * FROM q PIVOT (COUNT(c) FOR b IN (1, 2, 3)) AS p WHERE p.a > 0
--- unpivot_forms
SELECT * FROM (SELECT red::int AS red, green, blue FROM cnt) UNPIVOT INCLUDE NULLS (n FOR color IN (red AS r, green, blue AS b)) AS u ORDER BY n
--- super_paths
SELECT c.c_orders[0].o_items[1]."Price"::decimal(10,2), c.c_name.first || '', c."meta data".x FROM customers_orders_lineitem c WHERE c.c_orders[0].o_orderstatus = 'F'
--- super_unnest_left
SELECT c.id, o.o_orderkey, l.n FROM customers c LEFT JOIN c.c_orders o ON true LEFT JOIN o.lines AS l ON TRUE
--- super_unnest_at
SELECT element, idx FROM t AS b, b.values AS element AT idx WHERE idx % 2 = 0
--- super_unpivot_join
SELECT attr AS a, val AS v, JSON_TYPEOF(val) FROM customers AS c, c.c_orders AS o, UNPIVOT o AS val AT attr WHERE attr LIKE '%key'
--- super_functions_more
SELECT JSON_PARSE(a), JSON_SERIALIZE(b), ARRAY_FLATTEN(ARRAY(ARRAY(1), ARRAY(2, 3))), ARRAY_CONCAT(x, ARRAY('a')), SPLIT_TO_ARRAY('a|b', '|'), GET_ARRAY_LENGTH(c), OBJECT('k', 1), IS_ARRAY(d), SUBARRAY(e, 0, 2) FROM t
--- json_text_functions
SELECT JSON_EXTRACT_PATH_TEXT(j, 'a', 'b', true), JSON_EXTRACT_ARRAY_ELEMENT_TEXT(j, 0, TRUE), JSON_ARRAY_LENGTH(j, true), IS_VALID_JSON(j), IS_VALID_JSON_ARRAY(j) FROM t
--- string_functions_all
SELECT ASCII(a), BTRIM(a, 'x'), CHARINDEX('a', b), CHR(65), CONCAT(a, b), CRC32(a), DIFFERENCE(a, b), INITCAP(a), LEFT(a, 3), LEN(a), LOWER(a), LPAD(a, 5, '*'), LTRIM(a, 'xy'), OCTETINDEX('a', b), OCTET_LENGTH(a), QUOTE_IDENT(a), QUOTE_LITERAL(a), REPEAT(a, 2), REPLACE(a, 'x', ''), REPLICATE(a, 2), REVERSE(a), RIGHT(a, 2), RPAD(a, 5), RTRIM(a), SOUNDEX(a), SPLIT_PART(a, '-', 1), STRPOS(a, 'x'), STRTOL(a, 16), SUBSTRING(a, 2), TEXTLEN(a), TRANSLATE(a, 'ab', 'cd'), UPPER(a) FROM t
--- string_functions_odd_syntax
SELECT TRIM(BOTH ' ' FROM a), TRIM(LEADING 'x' FROM b), TRIM(TRAILING FROM c), TRIM('"' FROM d), POSITION('x' IN e), SUBSTRING(f FROM 2 FOR 3), SUBSTRING(g FROM 4) FROM t
--- regexp_functions_all
SELECT REGEXP_COUNT(a, 'x', 1, 'i'), REGEXP_INSTR(a, '[a-z]', 1, 2, 1, 'e'), REGEXP_REPLACE(a, '(\\w)', '$1$1', 1, 'p'), REGEXP_SUBSTR(a, '@[^.]*', 1, 1, 'e') FROM t
--- date_functions_all
SELECT ADD_MONTHS(a, 1), CONVERT_TIMEZONE('UTC', 'US/Pacific', a), CURRENT_DATE, DATE_CMP(a, b), DATE_CMP_TIMESTAMPTZ(a, b), DATE_PART(dow, a), DATE_PART_YEAR(a), DATE_TRUNC('week', a), DATEADD(quarter, 1, a), DATEDIFF(hrs, a, b), EXTRACT(week FROM a), GETDATE(), INTERVAL_CMP('1 day', '24 hours'), LAST_DAY(a), MONTHS_BETWEEN(a, b), NEXT_DAY(a, 'Fri'), SYSDATE, TIMEOFDAY(), TIMESTAMP_CMP(a, b), TIMEZONE('Africa/Kampala', a), TO_TIMESTAMP(c, 'YYYY-MM-DD HH24:MI:SS'), TRUNC(a) FROM t
--- date_parts_all
SELECT EXTRACT(millennium FROM a), EXTRACT(century FROM a), EXTRACT(decade FROM a), EXTRACT(epoch FROM a), EXTRACT(timezone_hour FROM b), DATE_PART('mons', a), DATE_PART(qtr, a), DATE_PART(microseconds, a), DATEDIFF(msec, a, b), DATEADD(yr, -1, a) FROM t
--- at_time_zone
SELECT a AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Tokyo', (b AT TIME ZONE 'PST')::date, CONVERT_TIMEZONE('Asia/Tokyo', c AT TIME ZONE 'UTC') FROM t
--- conditional_all
SELECT CASE a WHEN 1 THEN 'x' WHEN 2 THEN 'y' END, CASE WHEN a IS NULL THEN NULL ELSE (CASE WHEN b THEN 1 END) END, DECODE(a, 1, 'x', NULL, 'n', 'z'), GREATEST(a, b, c), LEAST(a, 0), NVL(a, b, 0), NVL2(a, b, c), NULLIF(a, ''), COALESCE(a, b) FROM t
--- hash_and_bytes
SELECT MD5(a), SHA(a), SHA1(a), FUNC_SHA1(a), SHA2(a, 512), FNV_HASH(a), FARMFINGERPRINT64(a), CHECKSUM(a), STRTOL(LEFT(MD5(a), 15), 16), FROM_HEX('6162'), TO_VARBYTE(a, 'hex'), GETBIT(b, 1) FROM t
--- type_formatting
SELECT TO_CHAR(a, 'FM9,999,990.00'), TO_CHAR(b, 'YYYY-MM-DD"T"HH24:MI:SS.MS'), TO_DATE('20240101', 'YYYYMMDD'), TO_NUMBER('1,234.5-', '9G999D9S'), TEXT_TO_INT_ALT(c) FROM t
--- spatial
SELECT ST_AsText(ST_Point(lon, lat)), ST_Distance(a, ST_GeomFromText('POINT(1 2)', 4326)), ST_DWithin(a, b, 10) FROM places WHERE ST_Contains(shape, ST_MakePoint(1, 2))
--- system_functions
SELECT CURRENT_USER, CURRENT_SCHEMA(), CURRENT_DATABASE(), VERSION(), PG_BACKEND_PID(), CURRENT_SETTING('search_path'), SESSION_USER, USER FROM t
--- comments_everywhere
SELECT /* first */ a, -- second ' " ;
  b /* nested /* inner */ outer */ , c -- third
FROM t /* table */ WHERE /**/ a = 1 --last
--- hints_like_comment
SELECT /*+ no hint here */ a FROM t -- + 1
--- quoted_names_odd
SELECT "a b", "c""d", "E".f, "select"."from", "1st", "ü" FROM "My Table" "E", "s-1"."t.2" AS "select"
--- unquoted_names_odd
SELECT _a, a$b, a1, ünïcode, _1 FROM t$1 AS _t
--- temp_table_name
SELECT a FROM #temp t JOIN #other ON #other.id = t.id
--- semicolon_and_comment_at_end
SELECT a FROM t; -- done
--- long_commas_first
SELECT
    a
  , b AS bee
  , CASE
      WHEN c IN ('x', 'y')        THEN 'xy'
      WHEN c LIKE 'z%'
       AND d IS NOT NULL          THEN 'z'
      ELSE 'other'
    END                           AS kind
  , SUM(e)
      OVER (PARTITION BY a
            ORDER BY f DESC
            ROWS BETWEEN UNBOUNDED PRECEDING
                     AND CURRENT ROW) AS running
FROM
    t
WHERE
    1 = 1
    AND a IS NOT NULL
    -- AND b = 2
    AND ( c = 'x'
       OR c = 'y' )
--- lower_case_and_tabs
select	a,b,count(*)cnt	from t	where(a>1)and(b<2)group by a,b order by cnt desc limit 5
--- lateral_alias
SELECT clicks / impressions AS probability, ROUND(100 * probability, 1) AS percentage, percentage || '%' AS shown FROM raw_data
--- select_without_from
SELECT 1 + 1 AS two, GETDATE(), 'x'::char(1), NULL::int
--- values_like_union
SELECT * FROM (SELECT 1 AS id, 'a' AS k UNION ALL SELECT 2, 'b' UNION ALL SELECT 3, NULL) AS v WHERE k IS NOT NULL
--- limit_forms
SELECT a FROM t ORDER BY a LIMIT ALL OFFSET 10
--- offset_before_limit
SELECT a FROM t ORDER BY a OFFSET 10 LIMIT 5
--- order_by_forms
SELECT a, b AS x FROM t ORDER BY x NULLS FIRST, a + 1 DESC NULLS LAST, CASE WHEN a = 1 THEN 0 ELSE 1 END, LOWER(x) ASC
--- collate
SELECT COLLATE(a, 'case_insensitive') FROM t WHERE COLLATE(b, 'CS') = 'x'
--- is_null_keywords
SELECT a ISNULL, b NOTNULL FROM t WHERE c ISNULL OR d NOTNULL
--- comparison_chained_with_and
SELECT a FROM t WHERE a > ANY (SELECT 1) AND NOT (b OR c) AND (d) IS DISTINCT FROM (e) AND f IS NOT DISTINCT FROM NULL
--- generate_series_and_row_numbers
SELECT n FROM generate_series(1, 10) AS g(n)
--- from_function_of_values
SELECT x.n::int, DATEADD(day, -x.n::int, CURRENT_DATE) FROM (SELECT ROW_NUMBER() OVER (ORDER BY 1) - 1 AS n FROM stl_scan LIMIT 30) x
--- external_and_crossdb
SELECT s.a FROM dev.spectrum_schema.sales s JOIN "awsdatacatalog"."db"."t" g ON g.k = s.k WHERE s."$path" LIKE '%2024%'
--- funnel
WITH events AS (
    SELECT user_id, event_name, event_ts, LAG(event_ts) OVER (PARTITION BY user_id ORDER BY event_ts) AS prev_ts FROM raw.events WHERE event_ts >= DATEADD(day, -30, GETDATE())
), sessions AS (
    SELECT *, SUM(CASE WHEN prev_ts IS NULL OR DATEDIFF(minute, prev_ts, event_ts) > 30 THEN 1 ELSE 0 END) OVER (PARTITION BY user_id ORDER BY event_ts ROWS UNBOUNDED PRECEDING) AS session_no FROM events
)
SELECT user_id, session_no, MIN(event_ts) AS started, MAX(event_ts) AS ended, COUNT(DISTINCT CASE WHEN event_name = 'purchase' THEN event_ts END) AS purchases
FROM sessions GROUP BY 1, 2 HAVING COUNT(*) > 1
--- retention
SELECT DATE_TRUNC('week', c.first_seen)::date AS cohort, DATEDIFF(week, c.first_seen, e.at) AS wk, COUNT(DISTINCT e.user_id)::float / NULLIF(MAX(c.size), 0) AS kept
FROM (SELECT user_id, MIN(at) AS first_seen, COUNT(*) OVER (PARTITION BY DATE_TRUNC('week', MIN(at))) AS size FROM events GROUP BY user_id) c
JOIN events e USING (user_id)
GROUP BY 1, 2
ORDER BY 1, 2
--- scd
SELECT id, attr, valid_from, COALESCE(LEAD(valid_from) OVER (PARTITION BY id ORDER BY valid_from) - INTERVAL '1 second', '9999-12-31 23:59:59'::timestamp) AS valid_to, valid_to = '9999-12-31 23:59:59' AS is_current FROM history
--- url_parsing
SELECT SPLIT_PART(SPLIT_PART(url, '?', 1), '/', 3) AS host, NULLIF(REGEXP_SUBSTR(url, 'utm_source=([^&]*)', 1, 1, 'e'), '') AS utm_source, LEFT(REGEXP_REPLACE(url, '[?#].*$'), 255)::varchar(255) AS path FROM page_views
--- dedupe_subquery
SELECT * FROM (SELECT e.*, ROW_NUMBER() OVER (PARTITION BY e.event_id ORDER BY e.collector_tstamp, e.dvce_created_tstamp) AS event_id_dedupe_index FROM atomic.events e) WHERE event_id_dedupe_index = 1
--- division_guards
SELECT a / NULLIF(b, 0)::decimal(10, 4), ROUND(100.0 * a / CASE WHEN b = 0 THEN NULL ELSE b END, 2) || '%' FROM t
--- nested_cases_and_ins
SELECT CASE WHEN a IN (SELECT x FROM u) AND b NOT IN (1, -2, +3) THEN CASE c WHEN 'p' THEN 1 WHEN 'q' THEN 2 ELSE -1 END * d ELSE 0 END AS v FROM t WHERE CASE WHEN e THEN f ELSE g END > 0
--- array_in_where
SELECT id FROM t WHERE tags[0] = 'a' AND NOT tags[1] IS NULL AND t.doc."key" = 1
--- cast_in_group_and_order
SELECT at::date AS day, COUNT(*) FROM t GROUP BY at::date ORDER BY at::date
--- filtering_dates
SELECT * FROM t WHERE at::date = CURRENT_DATE - 1 AND at < TRUNC(SYSDATE) AND EXTRACT(hour FROM at) BETWEEN 8 AND 18 AND TO_CHAR(at, 'DY') NOT IN ('SAT', 'SUN')
--- distinct_on_expressions
SELECT DISTINCT LOWER(a) AS la, NVL(b, 'none') FROM t WHERE a <> ''
--- count_distinct_concat
SELECT COUNT(DISTINCT a || '-' || b::varchar), COUNT(DISTINCT CASE WHEN c THEN d END) FROM t
--- sum_of_booleans
SELECT SUM((a = 'x')::int), SUM(CASE WHEN a = 'x' THEN 1 END)::float / COUNT(*) FROM t
--- having_without_group
SELECT COUNT(*) FROM t HAVING COUNT(*) > 0
--- where_not_parenthesised
SELECT a FROM t WHERE NOT(a = 1 OR b = 2) AND NOT a LIKE 'x%' AND NOT EXISTS(SELECT 1 FROM u)
--- unions_in_with_and_parentheses
WITH a AS ((SELECT 1 AS n) UNION ALL (SELECT 2)) (SELECT n FROM a) UNION (SELECT 3)
--- order_in_subquery_with_limit
SELECT * FROM (SELECT a FROM t ORDER BY b LIMIT 10) x JOIN (SELECT TOP 3 a FROM u ORDER BY c) y ON x.a = y.a
--- backslash_strings
SELECT REPLACE(a, '\n', ' '), SPLIT_PART(b, '\t', 1), 'C:\\dir' FROM t
--- keywords_as_names_in_clauses
SELECT t.date, t.time::varchar, t.value AS value, t.type, t.key FROM facts AS t WHERE t.date > '2024-01-01' AND t.type = 'a' GROUP BY t.date, t.time, t.value, t.type, t.key
--- words_as_ctes
WITH final AS (SELECT 1 AS id), source AS (SELECT * FROM final), base AS (SELECT id FROM source), renamed AS (SELECT id AS key FROM base) SELECT * FROM renamed
--- words_as_table_aliases
SELECT source.a, target.a, data.b, prev.c FROM t source JOIN u target ON source.k = target.k JOIN v data ON data.k = target.k LEFT JOIN w prev ON prev.k = data.k
--- words_as_columns
SELECT action, class, comment, content, current, cycle, method, model, path, plan, position, role, row, schema, session, source, state, statement, style, system, target, translation, version, view, work, zone FROM t
--- words_as_columns_of_time
SELECT year, month, week, day, hour, minute, second, quarter, epoch, dow FROM calendar WHERE year = 2024 AND month IN (1, 2) ORDER BY year, month
--- function_named_like_column
SELECT t.replace, t.left AS l, t.right AS r, "left", REPLACE(t.replace, 'a', 'b') FROM t
--- user_functions
SELECT f_add(1, a), public.f_url_host(url), my_schema."F"(a, b) FROM t
--- function_without_arguments
SELECT PI(), GETDATE(), RANDOM() < 0.5, ROW_NUMBER() OVER () FROM t
--- time_arithmetic
SELECT a - b, a::date - b::date, DATE_PART(epoch, a - b) / 3600, a + '1 day'::interval, TIME '10:00' + INTERVAL '1 hour' FROM t
--- in_list_long_mixed
SELECT a FROM t WHERE UPPER(a) IN (UPPER('x'), 'Y' || 'Z', (SELECT MAX(b) FROM u)) AND c::date IN ('2024-01-01', DATE '2024-01-02')
--- deep_parentheses
SELECT ((((a)))) FROM (((SELECT a FROM t))) AS x WHERE (((a = 1) OR ((b) = (2))))
--- select_distinct_count_star_alias
SELECT DISTINCT COUNT(*) AS count, MAX(at) AS max, MIN(at) min FROM t GROUP BY k
--- over_with_expressions
SELECT SUM(a * b) OVER (PARTITION BY c || d, at::date ORDER BY e + f DESC, g) * 100.0 / SUM(SUM(a)) OVER () FROM t GROUP BY a, b, c, d, at, e, f, g
--- object_transform_full
SELECT OBJECT_TRANSFORM(OBJECT('a', 1, 'b', OBJECT('c', 2)) KEEP '"a"', '"b"."c"' SET '"d"', 5, '"b"."e"', ARRAY(1, 2)) FROM t
--- explode_super_text
SELECT t.id, e::varchar, e.name::varchar(100) AS name FROM (SELECT id, JSON_PARSE(doc) AS doc FROM raw) t, t.doc.items e WHERE e.active IS NOT NULL AND e.name IS VARCHAR
--- nulls_in_case_and_union
SELECT NULL AS a, CAST(NULL AS VARCHAR(1)) AS b UNION ALL SELECT 1, 'x'
--- plus_and_minus_signs
SELECT - a, + a, - - a, a - -1, a+-1, a*-b FROM t
--- comparison_without_blanks
SELECT a FROM t WHERE a>=1AND b<>2 OR a<-1
--- uescape_free_unicode
SELECT 'ärger', '日本語', "näme" FROM "täble"
--- pivot_of_a_table_with_a_name
SELECT * FROM parts AS p PIVOT (SUM(price) FOR part IN ('prop', 'wing')) AS q WHERE q.prop > 1
--- unpivot_of_a_subquery_with_a_name
SELECT * FROM (SELECT red, green FROM counts) c UNPIVOT (cnt FOR color IN (red, green)) ORDER BY 1
--- join_before_a_pivot_with_names
SELECT k.id, q.* FROM keys k JOIN parts p PIVOT (SUM(price) FOR part IN ('prop')) q ON k.id = q.id
--- position_of_an_expression
SELECT POSITION('a' || b IN c), POSITION((a) IN (b || c)), POSITION(a::varchar IN b) FROM t
