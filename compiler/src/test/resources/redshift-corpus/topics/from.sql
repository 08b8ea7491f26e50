--- schema
SELECT a FROM public.sales
--- database
SELECT a FROM dev.public.sales
--- external_database_quoted
SELECT a FROM "my-db"."public"."Sales"
--- temporary_name
SELECT a FROM #recent
--- alias
SELECT s.a FROM sales AS s
--- alias_without_as
SELECT s.a FROM sales s
--- column_aliases
SELECT s.x, s.y FROM sales AS s (x, y)
--- column_aliases_without_as
SELECT x FROM (SELECT a, b FROM sales) s (x, y)
--- subquery
SELECT n FROM (SELECT COUNT(*) AS n FROM sales) AS counts
--- subquery_no_as
SELECT n FROM (SELECT COUNT(*) AS n FROM sales) counts
--- subquery_with_order
SELECT a FROM (SELECT a FROM sales ORDER BY a LIMIT 5) x
--- subquery_of_union
SELECT a FROM (SELECT a FROM s UNION ALL SELECT a FROM t) u
--- subquery_with_cte
SELECT a FROM (WITH c AS (SELECT a FROM s) SELECT a FROM c) x
--- comma
SELECT a, b FROM s, t WHERE s.id = t.id
--- three_commas
SELECT 1 FROM a, b, c
--- comma_and_join
SELECT 1 FROM a, b JOIN c ON b.id = c.id
--- inner
SELECT 1 FROM a INNER JOIN b ON a.id = b.id
--- join
SELECT 1 FROM a JOIN b ON a.id = b.id AND a.day = b.day
--- left
SELECT 1 FROM a LEFT JOIN b ON a.id = b.id
--- left_outer
SELECT 1 FROM a LEFT OUTER JOIN b ON a.id = b.id
--- right
SELECT 1 FROM a RIGHT JOIN b ON a.id = b.id
--- right_outer
SELECT 1 FROM a RIGHT OUTER JOIN b ON a.id = b.id
--- full
SELECT 1 FROM a FULL JOIN b ON a.id = b.id
--- full_outer
SELECT 1 FROM a FULL OUTER JOIN b ON a.id = b.id
--- cross
SELECT 1 FROM a CROSS JOIN b
--- natural
SELECT 1 FROM a NATURAL JOIN b
--- natural_left
SELECT 1 FROM a NATURAL LEFT JOIN b
--- using
SELECT id FROM a JOIN b USING (id)
--- using_two
SELECT id FROM a LEFT JOIN b USING (id, day)
--- nested_joins
SELECT 1 FROM a LEFT JOIN (b JOIN c ON b.id = c.id) ON a.id = b.id
--- nested_without_parentheses
SELECT 1 FROM a LEFT JOIN b JOIN c ON b.id = c.id ON a.id = b.id
--- join_on_true
SELECT 1 FROM a JOIN b ON TRUE
--- join_subquery
SELECT 1 FROM a JOIN (SELECT id, MAX(day) AS day FROM b GROUP BY id) b ON a.id = b.id
--- join_between
SELECT 1 FROM a JOIN b ON a.at BETWEEN b.start_at AND b.end_at
--- oracle_outer_right
SELECT 1 FROM a, b WHERE a.id = b.id (+)
--- oracle_outer_left
SELECT 1 FROM a, b WHERE a.id(+) = b.id
--- oracle_outer_constant
SELECT 1 FROM a, b WHERE a.id = b.id(+) AND b.kind(+) = 'x'
--- table_function
SELECT i FROM generate_series(1, 10) AS i
--- table_function_alias_column
SELECT g.n FROM generate_series(0, 23) AS g(n)
--- information_schema
SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'
--- system_table
SELECT query, starttime FROM stl_query WHERE userid > 1
--- table_named_date
SELECT caldate FROM date
--- table_named_date_alias
SELECT d.caldate FROM date d JOIN sales s ON s.dateid = d.dateid
--- table_named_event
SELECT eventname FROM event, venue WHERE event.venueid = venue.venueid
--- table_named_time
SELECT hour FROM time
--- table_named_users
SELECT u.name FROM users u
--- table_named_listing_listtime
SELECT listtime FROM listing
--- self_join
SELECT e.name, m.name AS boss FROM employee e LEFT JOIN employee m ON e.manager_id = m.id
--- temporary_name_join
SELECT r.a FROM #recent r JOIN #older AS o ON o.id = r.id, #third
--- temporary_name_star
SELECT #recent.* FROM #recent
--- nested_without_parentheses_deep
SELECT 1 FROM a JOIN b LEFT JOIN c JOIN d ON c.id = d.id ON b.id = c.id ON a.id = b.id
--- nested_without_parentheses_using
SELECT 1 FROM a LEFT JOIN b CROSS JOIN c USING (id) WHERE a.x > 1
--- oracle_outer_three_tables
SELECT 1 FROM a, b, c WHERE a.id = b.id(+) AND a.other = c.id(+) AND a.x > 0
--- oracle_outer_expression
SELECT 1 FROM a, b WHERE UPPER(a.name) = UPPER(b.name(+)) AND b.n(+) BETWEEN 1 AND 10
--- oracle_outer_two_keys
SELECT a.id, COUNT(b.id) FROM a, b WHERE a.id = b.id(+) AND a.day = b.day(+) GROUP BY a.id
--- values_as_table
SELECT * FROM (SELECT 1 AS a UNION ALL SELECT 2) v (n) WHERE v.n > 1
