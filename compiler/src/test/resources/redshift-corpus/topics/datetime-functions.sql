--- dateadd
SELECT DATEADD(day, 1, a), DATEADD(month, -1, a), DATEADD(hour, n, a) FROM t
--- dateadd_string
SELECT DATEADD('day', 1, a) FROM t
--- dateadd_abbreviated
SELECT DATEADD(d, 1, a), DATEADD(mon, 1, a), DATEADD(yr, 1, a), DATEADD(hr, 1, a), DATEADD(min, 1, a), DATEADD(s, 1, a), DATEADD(ms, 1, a) FROM t
--- dateadd_plural
SELECT DATEADD(days, 1, a), DATEADD(weeks, 1, a), DATEADD(years, 1, a), DATEADD(minutes, 5, a) FROM t
--- date_add
SELECT DATE_ADD('day', 1, a) FROM t
--- datediff
SELECT DATEDIFF(day, a, b), DATEDIFF(week, a, b), DATEDIFF(second, a, b) FROM t
--- datediff_string
SELECT DATEDIFF('day', a, b), DATEDIFF('milliseconds', a, b) FROM t
--- datediff_abbreviated
SELECT DATEDIFF(qtr, a, b), DATEDIFF(w, a, b), DATEDIFF(m, a, b), DATEDIFF(mins, a, b), DATEDIFF(hrs, a, b) FROM t
--- datediff_more_units
SELECT DATEDIFF(century, a, b), DATEDIFF(decade, a, b), DATEDIFF(microsecond, a, b), DATEDIFF(epoch, a, b) FROM t
--- date_diff
SELECT DATE_DIFF('minute', a, b) FROM t
--- datediff_getdate
SELECT DATEDIFF(day, a, GETDATE()), DATEDIFF(year, CURRENT_DATE, SYSDATE) FROM t
--- date_part
SELECT DATE_PART(year, a), DATE_PART(dow, a), DATE_PART(epoch, a), DATE_PART(week, a) FROM t
--- date_part_string
SELECT DATE_PART('hour', a), DATE_PART('doy', a), DATE_PART('timezone', a) FROM t
--- date_part_quoted_abbreviated
SELECT DATE_PART(h, a), DATE_PART(yr, a), DATE_PART(ms, a), DATE_PART(weekday, a) FROM t
--- pgdate_part
SELECT PGDATE_PART('hour', a) FROM t
--- extract
SELECT EXTRACT(year FROM a), EXTRACT(dow FROM a), EXTRACT(epoch FROM a), EXTRACT(doy FROM a) FROM t
--- extract_string
SELECT EXTRACT('hour' FROM a) FROM t
--- extract_more
SELECT EXTRACT(week FROM a), EXTRACT(quarter FROM a), EXTRACT(millisecond FROM a), EXTRACT(microseconds FROM a) FROM t
--- extract_abbreviated
SELECT EXTRACT(yr FROM a), EXTRACT(mon FROM a), EXTRACT(hr FROM a), EXTRACT(weekday FROM a) FROM t
--- extract_from_literal
SELECT EXTRACT(hour FROM TIMESTAMP '2024-01-01 10:00:00'), EXTRACT(day FROM INTERVAL '3 days') FROM t
--- extract_from_cast
SELECT EXTRACT(month FROM a::date), EXTRACT(epoch FROM b - a) FROM t
--- date_trunc
SELECT DATE_TRUNC('day', a), DATE_TRUNC('week', a), DATE_TRUNC('month', a::date)::date FROM t
--- trunc
SELECT TRUNC(a), TRUNC(b, 2) FROM t
--- last_day
SELECT LAST_DAY(a), NEXT_DAY(a, 'Tue'), ADD_MONTHS(a, 1), MONTHS_BETWEEN(a, b) FROM t
--- convert_timezone
SELECT CONVERT_TIMEZONE('UTC', 'America/New_York', a), CONVERT_TIMEZONE('EST', a) FROM t
--- timezone
SELECT TIMEZONE('UTC', a) FROM t
--- to_char
SELECT TO_CHAR(a, 'YYYY-MM-DD HH24:MI:SS'), TO_CHAR(b, '999D99') FROM t
--- to_date
SELECT TO_DATE(a, 'YYYYMMDD'), TO_DATE(a, 'DD Mon YYYY', FALSE), TO_TIMESTAMP(a, 'YYYY-MM-DD') FROM t
--- date_cmp
SELECT DATE_CMP(a, b), TIMESTAMP_CMP(a, b), INTERVAL_CMP(INTERVAL '1 day', INTERVAL '2 days') FROM t
--- date_part_year
SELECT DATE_PART_YEAR(a), DAYOFMONTH(a), AGE(a, b) FROM t
--- now_functions
SELECT GETDATE() AS now, SYSDATE - INTERVAL '1 hour', TRUNC(SYSDATE), CURRENT_DATE - 30 FROM t
--- date_function
SELECT DATE(a), DATE(GETDATE()), DATE(a) - 1 FROM t
--- timestamp_cast
SELECT a::timestamp - '1 day'::interval, DATE_TRUNC('hour', CONVERT_TIMEZONE('UTC', a))::timestamp FROM t
--- epoch_to_timestamp
SELECT TIMESTAMP 'epoch' + a * INTERVAL '1 second' FROM t
--- epoch_date
SELECT DATE '1970-01-01' + a * INTERVAL '1 day', 'epoch'::timestamp FROM t
--- date_part_nested
SELECT DATEADD(day, -DATE_PART(dow, a)::int, a) FROM t
--- datediff_nested
SELECT DATEDIFF(day, DATE_TRUNC('week', a), DATEADD(month, 1, b)) + 1 FROM t
--- dateadd_expression
SELECT DATEADD(second, a / 1000, '1970-01-01'::timestamp) FROM t
--- time_slice
SELECT TO_TIME(a, 'HH24:MI'), EXTRACT(hour FROM TIME '10:00:00') FROM t
--- sysdate_condition
SELECT a FROM t WHERE at >= DATEADD(day, -7, TRUNC(GETDATE()))
