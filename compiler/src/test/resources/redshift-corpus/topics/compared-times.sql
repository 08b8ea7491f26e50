--- date_cmp_timestamp
SELECT DATE_CMP_TIMESTAMP(d, a), DATE_CMP_TIMESTAMP('2008-06-18', a) FROM t
--- date_cmp_timestamptz
SELECT DATE_CMP_TIMESTAMPTZ(d, z) FROM t
--- timestamp_cmp_date
SELECT TIMESTAMP_CMP_DATE(a, d), TIMESTAMP_CMP_TIMESTAMPTZ(a, z) FROM t
--- timestamptz_cmp
SELECT TIMESTAMPTZ_CMP(z, z), TIMESTAMPTZ_CMP_DATE(z, d), TIMESTAMPTZ_CMP_TIMESTAMP(z, a) FROM t
--- date_and_time
SELECT DATE '2000-01-02' + TIME '20:00:00', d + c, c + d FROM t
--- date_and_timetz
SELECT DATE '2000-01-02' + TIMETZ '20:00:00 PST', d + y FROM t
--- dateadd_of_time
SELECT DATEADD(minute, 5, c), DATEADD(hour, 2, y), DATEADD(hour, 2, z), DATEADD(day, 30, d) FROM t
--- datediff_of_time
SELECT DATEDIFF(hour, c, TIME '15:24:45'), DATEDIFF(hours, y, TIMETZ '20:00:00 PST'), DATEDIFF(day, d, z) FROM t
--- extract_of_zones
SELECT EXTRACT(year FROM z), EXTRACT(hour FROM c), EXTRACT(minute FROM y), EXTRACT(hour FROM a) FROM t
--- date_trunc_of_date
SELECT DATE_TRUNC('month', d), DATE_TRUNC('month', d::timestamp) FROM t
--- timezone_both_ways
SELECT TIMEZONE('Africa/Kampala', a), TIMEZONE('Singapore', z), z AT TIME ZONE 'MST', CONVERT_TIMEZONE('US/Pacific', z::timestamp) FROM t
--- teradata_formats
SELECT TEXT_TO_INT_ALT('123{', '999S'), TEXT_TO_NUMERIC_ALT('123.52501', 10, 2), TO_NUMBER('12,454.8-', '99G999D9S') FROM t
--- median_of_times
SELECT MEDIAN(d), MEDIAN(a), PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY z) FROM t
--- interval_arithmetic
SELECT d + INTERVAL '1' DAY, a - INTERVAL '2' MONTH, z + INTERVAL '3 hours', a - a, INTERVAL '1' DAY * 2, INTERVAL '1' DAY + INTERVAL '2' HOUR FROM t
