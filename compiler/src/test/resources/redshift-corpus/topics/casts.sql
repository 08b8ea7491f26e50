--- cast
SELECT CAST(a AS INTEGER) FROM t
--- colons
SELECT a::integer FROM t
--- colons_chain
SELECT a::varchar::int FROM t
--- colons_binds_tightly
SELECT a - b::int, -a::int, a * b::float FROM t
--- colons_parentheses
SELECT (a + b)::int FROM t
--- colons_function
SELECT LOWER(a)::varchar(10) FROM t
--- colons_literal
SELECT '2024-01-01'::date, '1'::int, 1::float, 1.5::int FROM t
--- colons_null
SELECT NULL::varchar(10), NULL::int AS n, TRUE::int FROM t
--- colons_case
SELECT CASE WHEN a THEN 1 END::int FROM t
--- colons_blank
SELECT a :: int, b ::date, c:: varchar FROM t
--- colons_window
SELECT SUM(a) OVER ()::bigint FROM t
--- colons_between
SELECT a FROM t WHERE a BETWEEN b::int AND c::int
--- colons_in_arguments
SELECT COALESCE(a::int, 0), NVL(b::date, CURRENT_DATE) FROM t
--- colons_concatenation
SELECT a::varchar || '-' || b::varchar FROM t
--- colons_comparison
SELECT a::int > b::int AND c::boolean FROM t
--- colons_subquery
SELECT (SELECT MAX(a) FROM t)::int FROM u
--- colons_not
SELECT a FROM t WHERE NOT a::boolean
--- colons_is_null
SELECT a::int IS NULL, b::date IS NOT NULL FROM t
--- colons_like
SELECT a FROM t WHERE a::text LIKE '1%'
--- colons_interval
SELECT '1 day'::interval, a + '1 hour'::interval FROM t
--- colons_super
SELECT a.b::int, a[0]::varchar, a.b[1].c::date FROM t
--- colons_at_time_zone
SELECT a::timestamp AT TIME ZONE 'UTC' FROM t
--- convert
SELECT CONVERT(INTEGER, a) FROM t
--- convert_varchar
SELECT CONVERT(VARCHAR(10), a), CONVERT(decimal(10, 2), b) FROM t
--- try_cast
SELECT TRY_CAST(a AS INT) FROM t
--- types_of_numbers
SELECT a::smallint, a::int2, a::integer, a::int, a::int4, a::bigint, a::int8, a::real, a::float4, a::float8, a::float, a::double precision FROM t
--- types_of_decimals
SELECT a::decimal, a::decimal(10), a::decimal(10, 2), a::numeric(38, 37), a::numeric FROM t
--- types_of_floats
SELECT a::float(24), a::float(53) FROM t
--- types_of_text
SELECT a::char, a::char(3), a::character(3), a::nchar(3), a::bpchar, a::bpchar(3), a::varchar, a::varchar(10), a::nvarchar(10), a::text FROM t
--- types_varying
SELECT a::character varying, a::character varying(20), CAST(a AS CHARACTER VARYING(20)) FROM t
--- types_max
SELECT a::varchar(max), CAST(a AS VARCHAR(MAX)), a::nvarchar(max) FROM t
--- types_of_time
SELECT a::date, a::time, a::timetz, a::timestamp, a::timestamptz, a::datetime FROM t
--- types_time_zones
SELECT a::time with time zone, a::time without time zone, a::timestamp with time zone, a::timestamp without time zone FROM t
--- types_cast_time_zones
SELECT CAST(a AS TIMESTAMP WITH TIME ZONE), CAST(a AS TIMESTAMP WITHOUT TIME ZONE) FROM t
--- types_boolean
SELECT a::boolean, a::bool FROM t
--- types_super
SELECT a::super, CAST(a AS SUPER) FROM t
--- types_varbyte
SELECT a::varbyte, a::varbyte(16), CAST(a AS VARBINARY(16)), a::binary varying FROM t
--- types_geometry
SELECT a::geometry, a::geography FROM t
--- types_hllsketch
SELECT a::hllsketch FROM t
--- types_interval
SELECT a::interval year to month, a::interval day to second, CAST(a AS INTERVAL DAY TO SECOND(3)) FROM t
--- types_interval_cast
SELECT CAST('36 months' AS INTERVAL YEAR TO MONTH) FROM t
--- types_precision_time
SELECT CAST(a AS timestamp(6)) FROM t
--- type_quoted
SELECT a::"char" FROM t
--- function_cast
SELECT DATE(a), TIMESTAMP(a), TEXT(a), INT4(a), FLOAT8(a) FROM t
--- function_casts_more
SELECT DATE('2024-01-01'), CHAR(a), VARCHAR(a) FROM t
--- cast_of_cast
SELECT CAST(CAST(a AS VARCHAR) AS DATE) FROM t
--- cast_default
SELECT CAST(a AS DECIMAL(12, 2)) / 100 FROM t
--- convert_nested
SELECT CONVERT(DATE, CONVERT(VARCHAR(10), a)), CONVERT(DOUBLE PRECISION, b) / 2 FROM t
--- convert_time
SELECT CONVERT(TIMESTAMP, a), CONVERT(TIMESTAMPTZ, b) FROM t WHERE CONVERT(BIGINT, c) > 5
--- types_max_in_cast
SELECT CAST(a AS nvarchar(max)), a::varbyte(10), CONVERT(VARCHAR(MAX), b) FROM t
--- column_named_max
SELECT max, f(max), MAX(max) FROM t
--- types_national
SELECT CAST(a AS NATIONAL CHARACTER(3)), a::national char varying(3), CAST(a AS NATIONAL CHARACTER VARYING) FROM t
--- national_is_a_name
SELECT national, t.national AS x, national + 1 FROM t
--- convert_by_synonyms
SELECT CONVERT(int2, a), CONVERT(int4, a), CONVERT(int8, a), CONVERT(float4, a), CONVERT(float8, a), CONVERT(bool, c), CONVERT(text, b), CONVERT(bpchar(3), b), CONVERT(nvarchar(5), b) FROM t
--- convert_to_times
SELECT CONVERT(timestamp with time zone, b), CONVERT(timestamp without time zone, b), CONVERT(datetime, b), CONVERT(time, b) FROM t
--- convert_to_semistructured
SELECT CONVERT(super, b) AS s, CONVERT(varbyte, b) AS v FROM t
