--- rounding
SELECT ROUND(a), ROUND(a, 2), CEIL(a), CEILING(a), FLOOR(a), TRUNC(a, 1) FROM t
--- powers
SELECT POWER(a, 2), POW(a, 2), SQRT(a), CBRT(a), EXP(a), LN(a), LOG(a), DLOG1(a), DLOG10(a) FROM t
--- signs
SELECT ABS(a), SIGN(a), MOD(a, 2) FROM t
--- trigonometry
SELECT SIN(a), COS(a), TAN(a), COT(a), ASIN(a), ACOS(a), ATAN(a), ATAN2(a, b), DEGREES(a), RADIANS(a), PI() FROM t
--- random
SELECT RANDOM() * 100, CAST(RANDOM() * 10 AS INT) FROM t
--- to_number
SELECT TO_NUMBER(a, '99D9'), TO_HEX(b) FROM t
--- division_guard
SELECT a / NULLIF(b, 0), 1.0 * a / b, a::float / b FROM t
--- width_bucket
SELECT ROUND(100.0 * a / SUM(a) OVER (), 2) FROM t
--- conversion_functions
SELECT TEXT_TO_INT_ALT(a), TEXT_TO_NUMERIC_ALT(a) FROM t
--- bitwise_functions
SELECT BIT_AND(a) & 1, BOOL_OR(b) FROM t
--- h3_and_spatial
SELECT ST_Distance(a, b), ST_Point(x, y), ST_AsText(g), H3_FromLongLat(x, y, 8) FROM t
--- spatial_condition
SELECT a FROM t WHERE ST_Contains(g, ST_SetSRID(ST_MakePoint(x, y), 4326))
