--- dot
SELECT c.name.first FROM customers c
--- bracket
SELECT c_orders[0] FROM customers
--- bracket_and_dot
SELECT c_orders[0].o_orderkey FROM customers
--- alias_prefix
SELECT c.c_orders[0].o_items[1].price FROM customers c
--- bracket_expression
SELECT a[n - 1], a[b[0]] FROM t
--- quoted_attribute
SELECT c.data."Name"."first name" FROM customers c
--- string_subscript
SELECT c.data['name'] FROM customers c
--- unnest
SELECT o FROM customers c, c.c_orders o
--- unnest_as
SELECT o.o_orderkey FROM customers AS c, c.c_orders AS o
--- unnest_twice
SELECT o.o_orderkey, l.l_price FROM customers c, c.c_orders o, o.o_lineitems l
--- unnest_nested_path
SELECT x FROM customers c, c.data.orders[0].items AS x
--- unnest_at
SELECT o, i FROM customers c, c.c_orders AS o AT i
--- unnest_at_without_as
SELECT o, i FROM customers c, c.c_orders o AT i
--- unpivot_object
SELECT attr, val FROM customers c, UNPIVOT c.data AS val AT attr
--- unpivot_element
SELECT attr, val FROM customers c, UNPIVOT c.c_orders[0] AS val AT attr
--- left_join_unnest
SELECT c.id, o.o_orderkey FROM customers c LEFT JOIN c.c_orders o ON TRUE
--- array_function_from
SELECT x FROM (SELECT SPLIT_TO_ARRAY(a, ',') AS parts FROM t) s, s.parts AS x
--- where_navigation
SELECT c.id FROM customers c WHERE c.data.name.last = 'Smith' AND c.c_orders[0].o_total > 10
--- group_by_navigation
SELECT c.data.kind::varchar, COUNT(*) FROM customers c GROUP BY c.data.kind
--- order_by_navigation
SELECT c.id FROM customers c ORDER BY c.data.rank, c.c_orders[0].o_total
--- cast_navigation
SELECT c.data.amount::decimal(10, 2) * 2, CAST(c.data.at AS DATE) FROM customers c
--- super_functions
SELECT IS_ARRAY(a), IS_OBJECT(a.b), GET_ARRAY_LENGTH(a), JSON_TYPEOF(a[0]), ARRAY_CONCAT(a, b), SUBARRAY(a, 1, 2) FROM t
--- object_functions
SELECT OBJECT('a', 1, 'b', x), ARRAY(1, x), ARRAY_FLATTEN(a), OBJECT_TRANSFORM(o KEEP '"a"' SET '"b"', 1) FROM t
--- is_null_navigation
SELECT c.data.x IS NULL, c.c_orders[1] IS NOT NULL FROM customers c
--- is_type
SELECT c.data.x IS INTEGER, c.data.y IS VARCHAR(10), c.data.z IS NOT BOOLEAN FROM customers c
--- aggregate_navigation
SELECT SUM(c.data.amount), MAX(o.total) FROM customers c, c.c_orders o
--- subquery_over_array
SELECT c.id, (SELECT COUNT(*) FROM c.c_orders o) FROM customers c
--- exists_over_array
SELECT c.id FROM customers c WHERE EXISTS (SELECT 1 FROM c.c_orders o WHERE o.total > 10)
--- unnest_at_chain
SELECT o, i, x, j FROM customers AS c, c.c_orders AS o AT i, o.items AS x AT j WHERE i < 3
--- unnest_alias_of_array
SELECT x FROM customers AS c, c.data.tags AS x
--- unnest_with_filter_and_group
SELECT c.id, COUNT(*) FROM customers c, c.c_orders o WHERE o.o_totalprice > 10 GROUP BY c.id
--- unpivot_object_alone
SELECT attr, val FROM customers AS c, UNPIVOT c.data val AT attr WHERE attr = 'a'
--- unpivot_object_path
SELECT k FROM customers AS c, c.c_orders AS o, UNPIVOT o.address AS v AT k
--- is_type_condition
SELECT id FROM customers c WHERE c.data.x IS VARCHAR AND c.data.y IS NOT INTEGER AND c.data.z IS SUPER
--- is_type_case
SELECT CASE WHEN data.x IS DECIMAL(10, 2) THEN 'number' WHEN data.x IS BOOLEAN THEN 'flag' ELSE 'other' END FROM customers
--- object_transform_keep
SELECT OBJECT_TRANSFORM(data KEEP '"a"', '"b"."c"') FROM t
--- object_transform_set
SELECT OBJECT_TRANSFORM(data SET '"a"."b"', 1 + x, '"c"', NULL) FROM t
--- columns_named_keep_and_object
SELECT keep, object, t.keep AS set FROM t
--- array_of_array
SELECT ARRAY(1, 'a', ARRAY(x, y)), ARRAY() FROM t
--- unnest_function
SELECT o.order_id, unnested_products.product FROM orders o, UNNEST(o.products) AS unnested_products(product)
--- unnest_function_with_offset
SELECT o.order_id, u.product, u.product_offset FROM orders o, UNNEST(o.products) WITH OFFSET AS u(product, product_offset)
--- unnest_function_with_offset_without_as
SELECT o.order_id, u.product, u.n FROM orders o, UNNEST(o.products) WITH OFFSET u(product, n) WHERE u.n = 0
--- array_in_parentheses
SELECT o, i FROM customers c, (c.c_orders) AS o AT i
--- array_of_an_element_in_parentheses
SELECT o FROM customers AS c, (c.regions[0].orders) AS o WHERE o.price > 1
