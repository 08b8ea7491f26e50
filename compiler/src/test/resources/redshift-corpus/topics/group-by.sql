--- column
SELECT city, COUNT(*) FROM t GROUP BY city
--- ordinal
SELECT city, COUNT(*) FROM t GROUP BY 1
--- ordinals
SELECT city, state, COUNT(*) FROM t GROUP BY 1, 2
--- alias
SELECT DATE_TRUNC('day', at) AS day, COUNT(*) FROM t GROUP BY day
--- expression
SELECT LEFT(city, 1), COUNT(*) FROM t GROUP BY LEFT(city, 1)
--- all
SELECT city, state, SUM(amount) FROM t GROUP BY ALL
--- rollup
SELECT city, state, SUM(amount) FROM t GROUP BY ROLLUP(city, state)
--- cube
SELECT city, state, SUM(amount) FROM t GROUP BY CUBE (city, state)
--- grouping_sets
SELECT city, state, SUM(amount) FROM t GROUP BY GROUPING SETS ((city, state), (city), ())
--- grouping_sets_bare
SELECT city, state, SUM(amount) FROM t GROUP BY GROUPING SETS (city, state)
--- rollup_and_column
SELECT a, b, c, SUM(x) FROM t GROUP BY a, ROLLUP (b, c)
--- nested_grouping_sets
SELECT a, b, SUM(x) FROM t GROUP BY GROUPING SETS (a, ROLLUP (b))
--- grouping_function
SELECT city, GROUPING(city), SUM(amount) FROM t GROUP BY ROLLUP(city)
--- grouping_id
SELECT city, state, GROUPING_ID(city, state), SUM(amount) FROM t GROUP BY CUBE(city, state)
--- having
SELECT city FROM t GROUP BY city HAVING COUNT(*) > 1
--- having_alias
SELECT city, COUNT(*) AS n FROM t GROUP BY city HAVING n > 1
--- having_without_group
SELECT COUNT(*) FROM t HAVING COUNT(*) > 1
--- having_subquery
SELECT city, SUM(x) FROM t GROUP BY city HAVING SUM(x) > (SELECT AVG(x) FROM t)
--- count_distinct
SELECT COUNT(DISTINCT user_id) FROM t
--- sum_distinct
SELECT SUM(DISTINCT amount), AVG(DISTINCT amount) FROM t
--- count_all
SELECT COUNT(ALL user_id), SUM(ALL amount) FROM t
--- approximate_count
SELECT APPROXIMATE COUNT(DISTINCT user_id) FROM t
--- approximate_count_lower
SELECT day, approximate count(distinct user_id) AS users FROM t GROUP BY day
--- approximate_percentile
SELECT APPROXIMATE PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY amount) FROM t
--- percentile_cont
SELECT PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY amount DESC) AS p90 FROM t
--- percentile_disc
SELECT city, PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY amount) FROM t GROUP BY city
--- median
SELECT MEDIAN(amount) FROM t
--- median_expression
SELECT city, MEDIAN(amount * 2) AS m FROM t GROUP BY city
--- listagg
SELECT LISTAGG(name, ', ') WITHIN GROUP (ORDER BY name) FROM t
--- listagg_without_delimiter
SELECT LISTAGG(name) WITHIN GROUP (ORDER BY name) FROM t
--- listagg_distinct
SELECT LISTAGG(DISTINCT name, ',') WITHIN GROUP (ORDER BY name DESC) FROM t GROUP BY city
--- listagg_unordered
SELECT LISTAGG(name, ',') FROM t
--- listagg_distinct_unordered
SELECT LISTAGG(DISTINCT name) FROM t
--- any_value
SELECT city, ANY_VALUE(name) FROM t GROUP BY city
--- any_value_distinct
SELECT ANY_VALUE(DISTINCT name) FROM t
--- bool_and_or
SELECT BOOL_AND(active), BOOL_OR(active) FROM t
--- bit_and_or
SELECT BIT_AND(flags), BIT_OR(flags) FROM t
--- statistics
SELECT STDDEV(x), STDDEV_SAMP(x), STDDEV_POP(x), VARIANCE(x), VAR_SAMP(x), VAR_POP(x) FROM t
--- min_max
SELECT MIN(at), MAX(at), MAX(at) - MIN(at) FROM t
--- sum_of_case
SELECT SUM(CASE WHEN kind = 'a' THEN 1 ELSE 0 END) AS a FROM t
--- sum_of_cast
SELECT SUM(active::int) FROM t
--- count_star_arithmetic
SELECT COUNT(*)::float / COUNT(DISTINCT city) FROM t
--- hll
SELECT HLL(user_id) FROM t
--- hll_sketch
SELECT HLL_CARDINALITY(HLL_CREATE_SKETCH(user_id)) FROM t
--- corr
SELECT CORR(x, y) FROM t
--- group_by_boolean
SELECT a > 1, COUNT(*) FROM t GROUP BY a > 1
--- group_by_cast
SELECT at::date, COUNT(*) FROM t GROUP BY at::date
--- group_by_empty
SELECT COUNT(*) FROM t GROUP BY ()
--- group_by_case
SELECT CASE WHEN a > 1 THEN 'x' ELSE 'y' END AS k, COUNT(*) FROM t GROUP BY CASE WHEN a > 1 THEN 'x' ELSE 'y' END
