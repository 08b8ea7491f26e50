--- star
SELECT * FROM events
--- table_star
SELECT e.* FROM events e
--- star_and_more
SELECT e.*, e.amount * 2 AS twice FROM events AS e
--- several_stars
SELECT a.*, b.* FROM orders a, customers b
--- all
SELECT ALL city FROM customers
--- all_star
SELECT ALL * FROM customers
--- distinct
SELECT DISTINCT city, state FROM customers
--- distinct_star
SELECT DISTINCT * FROM customers
--- distinct_on_parentheses
SELECT DISTINCT (city) FROM customers
--- top
SELECT TOP 10 seller_id, quantity FROM sales ORDER BY quantity DESC, seller_id
--- top_star
SELECT TOP 10 * FROM sales
--- top_distinct
SELECT DISTINCT TOP 5 city FROM customers ORDER BY city
--- top_in_subquery
SELECT city FROM (SELECT TOP 3 city FROM customers ORDER BY city) AS first_three
--- top_as_column
SELECT x.top FROM limits AS x
--- exclude_parentheses
SELECT * EXCLUDE (created_at, updated_at) FROM orders
--- exclude_bare
SELECT * EXCLUDE created_at FROM orders
--- exclude_bare_list
SELECT * EXCLUDE created_at, updated_at FROM orders
--- exclude_table_star
SELECT o.* EXCLUDE (note) FROM orders o
--- exclude_at_the_end
SELECT o.*, c.city EXCLUDE (note) FROM orders o JOIN customers c ON o.customer_id = c.id
--- exclude_as_alias
SELECT price exclude FROM orders
--- no_from
SELECT 1
--- no_from_several
SELECT 1 AS one, 'a' AS letter, NULL AS nothing, TRUE AS yes
--- where_without_from
SELECT 1 AS one WHERE 1 = 1
--- alias_without_as
SELECT price * quantity total FROM sales
--- alias_quoted
SELECT price AS "Total Price" FROM sales
--- alias_quoted_without_as
SELECT price "Total Price" FROM sales
--- alias_mixed_case
SELECT price AS TotalPrice FROM sales
--- lateral_alias
SELECT clicks / impressions AS rate, ROUND(100 * rate, 1) AS percentage FROM raw_data
--- expressions
SELECT -price, +price, price + 1, price - 1, price * 2, price / 3, quantity % 2 FROM sales
--- trailing_semicolon
SELECT a FROM t;
--- parenthesized_query
(SELECT a FROM t)
--- parenthesized_twice
((SELECT a FROM t))
--- system_columns
SELECT sales.quantity, public.sales.price, dev.public.sales.seller_id FROM dev.public.sales
--- row_of_one
SELECT (price) FROM sales
--- case_insensitive_words
select Price from Sales Where QUANTITY > 1 order By 1
