--- integers
SELECT 0, 1, 2147483648, 9223372036854775807
--- decimals
SELECT 1.5, .5, 5., 0.0001
--- exponents
SELECT 1e10, 1.5E-3, .5e+2
--- negative
SELECT -1, +1, - 1, -(1)
--- strings
SELECT 'a', '', 'it''s', '"quoted"', '100%'
--- string_with_line_end
SELECT 'first
second'
--- string_with_backslash
SELECT 'a\\b', '\\d+', 'C:\\temp'
--- string_with_single_backslash
SELECT 'a\n', '\d+', '\s*'
--- string_with_escaped_quote
SELECT 'it\'s' AS text
--- escape_string
SELECT E'a\tb', E'it\'s', e'\\'
--- string_unicode
SELECT 'größe', '日本', '🙂'
--- string_with_dollar
SELECT '$1', 'a$b', '^x$'
--- string_with_question
SELECT 'what?', 'a{b}c', '{"a": 1}'
--- string_with_comment_marks
SELECT '-- no comment', '/* nor this */', 'http://x'
--- dollar_string
SELECT $$it's$$
--- dollar_string_tagged
SELECT $tag$it's $$ here$tag$
--- adjacent_strings
SELECT 'a'
'b'
--- null
SELECT NULL
--- booleans
SELECT TRUE, FALSE, true, false
--- date
SELECT DATE '2024-01-01'
--- timestamp
SELECT TIMESTAMP '2024-01-01 12:00:00'
--- timestamp_fraction
SELECT TIMESTAMP '2024-01-01 12:00:00.123456'
--- timestamptz
SELECT TIMESTAMPTZ '2024-01-01 12:00:00+00', TIMESTAMP WITH TIME ZONE '2024-01-01 12:00:00+00'
--- time
SELECT TIME '12:00:00', TIMETZ '12:00:00+01'
--- odd_dates
SELECT DATE 'January 8, 1999', DATE '1999-01-08', DATE '20240101'
--- typed_strings
SELECT INTEGER '5', BOOL 't', VARCHAR 'x', NUMERIC '1.5'
--- interval_day
SELECT INTERVAL '1 day'
--- interval_days
SELECT CURRENT_DATE - INTERVAL '7 days'
--- interval_abbreviated
SELECT a + INTERVAL '1w, 1h, 1m, 1s' FROM t
--- interval_parts
SELECT a + INTERVAL '7 days, 3 hours, 59 minutes' FROM t
--- interval_fraction
SELECT a + INTERVAL '0.5 days' FROM t
--- interval_number
SELECT a + INTERVAL '30' FROM t
--- interval_qualifier
SELECT INTERVAL '1' DAY, INTERVAL '2' MONTH, INTERVAL '3' HOUR FROM t
--- interval_year_to_month
SELECT INTERVAL '1-2' YEAR TO MONTH, INTERVAL '1 year 2 months' YEAR TO MONTH
--- interval_day_to_second
SELECT INTERVAL '1 2:03:04' DAY TO SECOND, INTERVAL '1 day 2 hours' DAY TO SECOND (3)
--- interval_negative
SELECT INTERVAL '-1 day', - INTERVAL '1 day' FROM t
--- interval_times
SELECT n * INTERVAL '1 minute', INTERVAL '1 hour' * n FROM t
--- interval_compare
SELECT a FROM t WHERE b - a > INTERVAL '30 minutes'
--- interval_qualifier_mismatch
SELECT INTERVAL '13 day 1 hour' SECOND FROM t
--- hexadecimal
SELECT '\\x6162'::varbyte, FROM_HEX('6162')
--- current
SELECT CURRENT_DATE, CURRENT_TIMESTAMP, CURRENT_USER, SYSDATE
--- current_calls
SELECT GETDATE(), NOW(), TIMEOFDAY(), CURRENT_SCHEMA(), CURRENT_DATABASE(), SESSION_USER
--- current_time
SELECT CURRENT_TIME, LOCALTIME, LOCALTIMESTAMP
--- array
SELECT ARRAY(1, 2, 3), ARRAY(), ARRAY(1, 'a', NULL)
--- json_parse
SELECT JSON_PARSE('[1, {"a": "b"}]')
--- strings_with_escaped_quotes
SELECT 'it\'s', 'a\'b\'c' || '\'', 'x\\', '\\\'' FROM t WHERE a = '\'' AND b <> 'it''s'
--- dollar_string_in_call
SELECT REPLACE(a, $$'$$, $q$"$q$) AS b FROM t
--- dollar_string_over_lines
SELECT $$one
-- two
/* three $$ AS text FROM t
--- string_continued
SELECT 'one '
  'two' AS text FROM t
