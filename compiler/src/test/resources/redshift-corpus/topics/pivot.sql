--- pivot
SELECT * FROM (SELECT part, price FROM parts) PIVOT (AVG(price) FOR part IN ('prop', 'rudder', 'wing'))
--- pivot_alias
SELECT * FROM (SELECT quality, maker FROM parts) PIVOT (COUNT(*) FOR maker IN ('local co', 'big co')) AS p
--- pivot_value_aliases
SELECT * FROM (SELECT quality, maker FROM parts) PIVOT (COUNT(*) AS n FOR quality IN (1 AS high, 2 AS low, NULL AS none))
--- pivot_columns
SELECT maker, prop FROM (SELECT maker, part, price FROM parts) PIVOT (SUM(price) FOR part IN ('prop' AS prop, 'wing' AS wing))
--- pivot_table
SELECT * FROM parts PIVOT (MAX(price) FOR part IN ('prop', 'wing')) p WHERE p.prop > 1
--- unpivot
SELECT * FROM (SELECT red, green, blue FROM counts) UNPIVOT (cnt FOR color IN (red, green, blue))
--- unpivot_include_nulls
SELECT * FROM (SELECT red, green, blue FROM counts) UNPIVOT INCLUDE NULLS (cnt FOR color IN (red, green, blue))
--- unpivot_exclude_nulls
SELECT * FROM counts UNPIVOT EXCLUDE NULLS (cnt FOR color IN (red, green, blue)) AS u
--- unpivot_aliases
SELECT * FROM counts UNPIVOT (cnt FOR color IN (red AS r, green AS g, blue))
--- unpivot_literal_aliases
SELECT * FROM counts UNPIVOT (cnt FOR color IN (red AS 'R', green AS 'G'))
--- pivot_in_cte
WITH p AS (SELECT * FROM (SELECT part, price FROM parts) PIVOT (SUM(price) FOR part IN ('a', 'b'))) SELECT * FROM p
--- pivot_order
SELECT * FROM (SELECT part, price FROM parts) PIVOT (MIN(price) FOR part IN ('a', 'b')) ORDER BY 1
