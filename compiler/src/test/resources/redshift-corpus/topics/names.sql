--- as_timestamp
SELECT at AS timestamp FROM t
--- as_date
SELECT at::date AS date FROM t
--- as_time
SELECT at AS time FROM t
--- as_user
SELECT user_id AS user FROM t
--- as_value
SELECT amount AS value FROM t
--- as_type
SELECT kind AS type FROM t
--- as_rows
SELECT n AS rows FROM t
--- as_row
SELECT n AS row FROM t
--- as_next
SELECT n AS next FROM t
--- as_table
SELECT name AS table FROM t
--- as_order
SELECT n AS order FROM t
--- as_schema
SELECT name AS schema FROM t
--- as_group
SELECT name AS group FROM t
--- as_select
SELECT name AS select FROM t
--- as_from
SELECT name AS from FROM t
--- as_where
SELECT name AS where FROM t
--- as_column
SELECT name AS column FROM t
--- as_end
SELECT stop AS end FROM t
--- as_default
SELECT d AS default FROM t
--- as_tag
SELECT d AS tag, e AS offset, f AS limit FROM t
--- as_words_of_time
SELECT y AS year, m AS month, d AS day, h AS hour, n AS minute, s AS second, w AS week, q AS quarter FROM t
--- as_functions
SELECT a AS count, b AS sum, c AS min, d AS max, e AS avg, f AS rank, g AS left, h AS right FROM t
--- as_interval
SELECT i AS interval FROM t
--- as_case
SELECT i AS case, j AS when, k AS then, l AS else FROM t
--- as_boolean_words
SELECT a AS true, b AS false, c AS null, d AS and, e AS or, f AS not FROM t
--- as_join_words
SELECT a AS join, b AS inner, c AS outer, d AS cross, e AS natural, f AS full, g AS on, h AS using FROM t
--- as_set_words
SELECT a AS union, b AS intersect, c AS except, d AS minus, e AS all, f AS any, g AS some FROM t
--- as_statement_words
SELECT a AS create, b AS drop, c AS delete, d AS update, e AS insert, f AS merge, g AS grant, h AS set, i AS into FROM t
--- as_window_words
SELECT a AS over, b AS partition, c AS window, d AS range, e AS current, f AS rows FROM t
--- as_distinct
SELECT a AS distinct, b AS having, c AS by, d AS with, e AS as, f AS in, g AS is, h AS like FROM t
--- as_current_words
SELECT a AS current_date, b AS current_user, c AS current_timestamp FROM t
--- as_redshift_words
SELECT a AS sysdate, b AS top, c AS open, d AS system, e AS encode, f AS offline, g AS raw, h AS tag FROM t
--- word_of_alias_is_read_later
SELECT x.timestamp, x.date, x.user FROM (SELECT a AS timestamp, b AS date, c AS user FROM t) AS x
--- column_timestamp
SELECT timestamp FROM t
--- column_date
SELECT date, COUNT(*) FROM t GROUP BY date
--- column_time
SELECT time FROM t WHERE time > '12:00'
--- column_value
SELECT value, type, name, key FROM t
--- column_type_condition
SELECT id FROM t WHERE type = 'x' AND value > 1
--- column_rows
SELECT rows FROM stl_scan
--- column_next
SELECT next, previous FROM t
--- column_row
SELECT row FROM t
--- column_schema
SELECT schema, database FROM svv_tables
--- column_year
SELECT year, month, day, week, qtr, holiday FROM date WHERE year = 2008 AND month = 'JAN'
--- column_hour
SELECT hour, minute, second FROM t ORDER BY hour
--- column_first_last
SELECT first, last FROM t
--- column_position_length
SELECT position, length, size, level, path FROM t
--- column_result_status
SELECT result, status, state, source, target, version FROM t
--- column_language
SELECT language, session, domain, data, method, action FROM t
--- column_count
SELECT count, sum, rank FROM t
--- column_start
SELECT start, period, role, text FROM t
--- column_url
SELECT url, host, port, protocol, query, fragment FROM t
--- qualified_reserved
SELECT t.date, t.timestamp, t.user, t.order, t.group, t.table FROM t
--- qualified_more
SELECT t.value, t.end, t.start, t.type, t.select, t.from FROM t
--- column_date_compare
SELECT a FROM t WHERE date >= '2024-01-01' AND date < '2024-02-01'
--- column_date_cast
SELECT date::date, timestamp::timestamp FROM t
--- column_date_function
SELECT DATE_TRUNC('month', date), DATEDIFF(day, date, timestamp) FROM t
--- column_date_operators
SELECT date - 1, date + 7, timestamp - INTERVAL '1 day' FROM t
--- column_date_in
SELECT a FROM t WHERE date IN ('2024-01-01', '2024-01-02') OR date IS NULL
--- column_date_between
SELECT a FROM t WHERE date BETWEEN '2024-01-01' AND CURRENT_DATE
--- column_date_join
SELECT 1 FROM a JOIN b ON a.date = b.date AND a.type = b.type
--- column_date_using
SELECT date FROM a JOIN b USING (date, type)
--- column_timestamp_order
SELECT ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY timestamp DESC) FROM t
--- column_timestamp_max
SELECT MAX(timestamp), MIN(date), COUNT(DISTINCT date) FROM t
--- column_date_last_in_list
SELECT a, date FROM t
--- table_alias_words
SELECT source.a FROM t AS source JOIN u AS target ON source.id = target.id
--- table_alias_reserved
SELECT "user".a FROM t AS "user"
--- quoted_reserved
SELECT "order", "group", "select" FROM "table"
--- quoted_with_dots
SELECT "a.b", "c d", "é" FROM "x y"
--- quoted_quotes
SELECT "say ""hi""" FROM t
--- quoted_case
SELECT "MixedCase" FROM "MyTable"
--- dollar_name
SELECT a$b, _c, d1 FROM t$1
--- dollar_in_a_qualified_name
SELECT t.a$b, t$1.c FROM s.t$1 JOIN s.t ON t.a$b = t$1.c
--- unicode_name
SELECT naïve, größe FROM été
--- cte_column_words
WITH c (date, value, type) AS (SELECT a, b, d FROM t) SELECT date, value, type FROM c
--- derived_column_words
SELECT x.date FROM (SELECT a, b FROM t) AS x (date, value)
--- bare_alias_words
SELECT a name, b value, c type, d status, e source, f data FROM t
--- bare_alias_time_words
SELECT a day, b month, c year, d hour FROM t
--- star_word_table
SELECT date.* FROM date
--- alias_word_in_order
SELECT a AS date, b AS value FROM t ORDER BY date, value DESC
--- alias_word_in_group
SELECT at::date AS date, kind AS type, COUNT(*) AS count FROM t GROUP BY date, type
--- alias_as_as
SELECT a AS "as" FROM t
