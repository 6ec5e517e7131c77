-- [given]
SELECT t.a AS x, t.b AS "My Label", t.c AS "order" 
FROM t;

-- [counted]
SELECT count(*) AS count_1, count(*) AS count_2, t.b + 1 AS anon_1, t.b + 2 AS anon_2 
FROM t;

SELECT 1 AS anon_1, NULL AS anon_2, NULL AS anon__1, true AS anon_3, t.a = 1 AS anon_4 
FROM t;

SELECT t.a AS a_1, t.b + 1 AS anon_1 
FROM t;

-- [repeated]
SELECT t.a, t.a AS a__1, u.a AS a_1, u.a AS a__2, t.a AS a__3 
FROM t, u;

SELECT lower(t.c) AS lower_1, lower(t.c) AS lower__1, lower(t.a) AS lower_2 
FROM t;

SELECT a, a;

-- [of_casts]
SELECT CAST(t.a AS INTEGER) AS a, CAST(t.a AS VARCHAR) AS a__1, CAST(5 AS INTEGER) AS anon_1 
FROM t;

-- [of_prefixed_expressions]
SELECT -t.b, -(t.b + 1) AS anon_1, t.a IS NOT NULL AS anon_2, DISTINCT t.a 
FROM t;

-- [in_order_by]
SELECT t.b + 1 AS x 
FROM t 
WHERE t.b + 1 > 5 GROUP BY t.b + 1 ORDER BY x DESC NULLS FIRST;

SELECT t.a 
FROM t ORDER BY t.b + 1;

SELECT t.b + 1 AS x 
FROM t ORDER BY x;

SELECT t.b + 1 AS x 
FROM t ORDER BY x DESC;

SELECT t.a, count(*) AS n 
FROM t GROUP BY t.a ORDER BY n DESC;

-- [unknown_in_order_by] raises CompileError: Can't resolve label reference for ORDER BY / GROUP BY / DISTINCT etc. Textual SQL expression 'zzz' should be explicitly declared as text('zzz')
-- [of_tables_and_columns]
SELECT t.a AS t_a, t.b AS t_b, t.c AS t_c, u.a AS u_a, u.d AS u_d 
FROM t, u;

SELECT t.a AS t_a, t.a AS t_a__1, count(*) AS count_1, users_1.id AS users_1_id 
FROM t, users AS users_1;

-- [shortened]
SELECT t.a_very_long_column_name_that_goes_on_and_on_and_on_and_on_and_on_and_on 
FROM t;

SELECT anon_1.a_very_long_column_name_that_goes_on_and_on_and_on_and_on_1 
FROM (SELECT t.a_very_long_column_name_that_goes_on_and_on_and_on_and_on_and_on_and_on AS a_very_long_column_name_that_goes_on_and_on_and_on_and_on_1 
FROM t) AS anon_1;

SELECT a_table_with_a_rather_long_name_that_takes_much_space_and_1.a, a_table_with_a_rather_long_name_that_takes_much_space_and_2.a AS a_1 
FROM a_table_with_a_rather_long_name_that_takes_much_space_and_more AS a_table_with_a_rather_long_name_that_takes_much_space_and_1, a_table_with_a_rather_long_name_that_takes_much_space_and_more AS a_table_with_a_rather_long_name_that_takes_much_space_and_2;

-- [values_of_a_function_in_qualified_style]
SELECT g AS g, g + 1 AS anon_1, g AS z 
FROM f(1) AS g ORDER BY g;

SELECT anon_1 AS anon_1, anon_1 AS anon_1__1 
FROM f(2) AS anon_1;

SELECT k.g, k.g AS g_1 
FROM (SELECT g AS g, g AS g__1 
FROM f(1) AS g) AS k;

-- [ordered_by_a_label_of_a_coerced_column]
SELECT id AS anon_1 ORDER BY anon_1 DESC;

SELECT id AS y GROUP BY id 
HAVING id > 1 ORDER BY y DESC NULLS LAST, y DESC;

