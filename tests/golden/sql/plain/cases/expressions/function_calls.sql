-- [frames]
SELECT sum(a) OVER (ORDER BY b ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS anon_1;

SELECT sum(a) OVER (ORDER BY b ROWS BETWEEN 5 PRECEDING AND 5 FOLLOWING) AS anon_1;

SELECT sum(a) OVER (ORDER BY b ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS anon_1;

SELECT sum(a) OVER (ORDER BY b RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS anon_1;

SELECT sum(a) OVER (ORDER BY b RANGE BETWEEN CURRENT ROW AND 3 FOLLOWING) AS anon_1;

SELECT sum(a) OVER (ORDER BY b GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS anon_1;

-- [windows_1]
SELECT count(a) FILTER (WHERE z) OVER () AS anon_1;

SELECT count(a) FILTER (WHERE z) OVER (PARTITION BY b) AS anon_1;

SELECT mode() WITHIN GROUP (ORDER BY a) OVER (PARTITION BY b) AS anon_1;

SELECT row_number() OVER () AS anon_1;

SELECT row_number() OVER (ORDER BY a) AS anon_1;

SELECT row_number() OVER (ORDER BY a, b DESC) AS anon_1;

SELECT row_number() OVER (PARTITION BY a ORDER BY b) AS anon_1;

SELECT row_number() OVER (PARTITION BY a, b ORDER BY a, b) AS anon_1;

-- [windows_2]
SELECT row_number() OVER (ORDER BY a DESC NULLS LAST) AS anon_1;

SELECT row_number() OVER (ORDER BY x DESC) AS anon_1;

SELECT sum(a) OVER (ORDER BY b) + 1 AS anon_1;

SELECT sum(a) OVER (ORDER BY b) / CAST(2 AS NUMERIC) AS anon_1;

SELECT sum(a) OVER (ORDER BY b) = 5 AS anon_1;

SELECT sum(a) OVER (ORDER BY b) AS anon_1;

SELECT lag(a, 1) OVER (ORDER BY b) AS anon_1;

SELECT first_value(a) OVER (PARTITION BY b ORDER BY a) AS anon_1;

-- [windows_3]
SELECT rank() OVER (ORDER BY a) / CAST(2 AS NUMERIC) AS anon_1;

SELECT dense_rank() OVER (ORDER BY a) / 2 AS anon_1;

SELECT FLOOR(percent_rank() OVER (ORDER BY a) / 2) AS anon_1;

SELECT cume_dist() OVER (ORDER BY a) AS anon_1;

-- [ordered_sets_1]
SELECT mode() WITHIN GROUP (ORDER BY a) AS anon_1;

SELECT mode() WITHIN GROUP (ORDER BY a) + 1 AS anon_1;

SELECT mode() WITHIN GROUP (ORDER BY b) || 'x' AS anon_1;

SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a) AS anon_1;

SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a DESC) AS anon_1;

SELECT percentile_disc(0.25) WITHIN GROUP (ORDER BY a DESC, b) AS anon_1;

SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a) / CAST(2 AS NUMERIC) AS anon_1;

SELECT foo(a) WITHIN GROUP (ORDER BY b) AS anon_1;

-- [ordered_sets_2]
SELECT mode() WITHIN GROUP (ORDER BY a) FILTER (WHERE z) AS anon_1;

SELECT mode() FILTER (WHERE z) WITHIN GROUP (ORDER BY a) AS anon_1;

SELECT mode() WITHIN GROUP (ORDER BY a) AS anon_1;

-- [filters_1]
SELECT foo(a) FILTER (WHERE z) AS anon_1;

SELECT foo(a) FILTER (WHERE a > 5) AS anon_1;

SELECT foo(a) FILTER (WHERE a > 5 AND b = 'x') AS anon_1;

SELECT foo(a) FILTER (WHERE (a > 5 OR z) AND z) AS anon_1;

SELECT foo(a) AS foo_1;

SELECT foo(a) FILTER (WHERE true) AS anon_1;

SELECT foo(a) FILTER (WHERE x) AS anon_1;

SELECT foo(a) FILTER (WHERE z AND a = 1) AS anon_1;

-- [filters_2]
SELECT (count(a) FILTER (WHERE z)) + 1 AS anon_1;

SELECT count(a) FILTER (WHERE z) = 1 AS anon_1;

SELECT (count(a) FILTER (WHERE z)) / CAST(2 AS NUMERIC) AS anon_1;

SELECT count(a) FILTER (WHERE z) AS x;

SELECT count(a) FILTER (WHERE z) AS anon_1;

-- [sequences]
SELECT nextval('s') AS next_value_1;

SELECT nextval('"Sx".s') AS next_value_1;

SELECT nextval('s') AS next_value_1;

SELECT nextval('"s''q"') AS next_value_1;

SELECT nextval('"My Seq"') AS next_value_1;

SELECT nextval('s') + 1 AS anon_1;

SELECT pg_get_serial_sequence('t', 'id') AS pg_get_serial_sequence_1;

-- [keywords_1]
SELECT now() AS now_1;

SELECT now() AS now_1;

SELECT now() AS now_1;

SELECT CURRENT_TIMESTAMP AS current_timestamp_1;

SELECT CURRENT_TIMESTAMP AS current_timestamp_1;

SELECT CURRENT_TIMESTAMP(3) AS current_timestamp_1;

SELECT CURRENT_DATE AS current_date_1;

SELECT CURRENT_TIME AS current_time_1;

-- [keywords_2]
SELECT LOCALTIME AS localtime_1;

SELECT LOCALTIMESTAMP AS localtimestamp_1;

SELECT LOCALTIMESTAMP(0) AS localtimestamp_1;

SELECT CURRENT_USER AS current_user_1;

SELECT SESSION_USER AS session_user_1;

SELECT USER AS user_1;

SELECT sysdate AS sysdate_1;

SELECT random() AS random_1;

-- [keywords_3]
SELECT random() AS random_1;

SELECT md5(CAST(random() AS TEXT)) AS md5_1;

SELECT timezone('utc', now()) AS timezone_1;

SELECT now() AT TIME ZONE 'utc' AS anon_1;

SELECT now() AT TIME ZONE 'utc' AS anon_1;

SELECT CASE WHEN z THEN now() END AS anon_1;

SELECT EXTRACT(epoch FROM now()) / CAST(2 AS NUMERIC) AS anon_1;

-- [counts]
SELECT count(*) AS count_1;

SELECT count('*') AS count_1;

SELECT count(a) AS count_1;

SELECT count(*) AS count_1;

SELECT count(1) AS count_1;

SELECT count(a) AS count_1;

SELECT sum(a) / CAST(count(*) AS NUMERIC) AS anon_1;

-- [branches_1]
SELECT CASE WHEN (a = 1) THEN 'x' END AS anon_1;

SELECT CASE WHEN (a = 1) THEN 'x' ELSE 'y' END AS anon_1;

SELECT CASE WHEN (a = 1) THEN 'x' WHEN (a = 2) THEN 'y' END AS anon_1;

SELECT CASE WHEN (a = 1) THEN b ELSE 1 END AS anon_1;

SELECT CASE WHEN z THEN 1 ELSE 0 END + 1 AS anon_1;

SELECT CASE WHEN z THEN 1 ELSE 0 END / CAST(2 AS NUMERIC) AS anon_1;

SELECT CASE WHEN z THEN 'x' ELSE 'y' END || 'z' AS anon_1;

SELECT CASE WHEN (z AND a = 1) THEN 1 END AS anon_1;

-- [branches_2]
SELECT CASE WHEN (z OR a = 1) THEN 1 END AS anon_1;

SELECT CASE WHEN a THEN 1 END AS anon_1;

SELECT CASE WHEN (a + 1) THEN 1 END AS anon_1;

SELECT CASE WHEN x = 1 THEN 1 END AS anon_1;

SELECT CASE WHEN true THEN 1 END AS anon_1;

SELECT CASE WHEN z THEN x END AS anon_1;

SELECT CASE WHEN z THEN NULL END AS anon_1;

SELECT CASE WHEN z THEN a + 1 ELSE a * 2 END AS anon_1;

-- [branches_3]
SELECT CASE WHEN z THEN z AND z END AS anon_1;

SELECT CASE a WHEN 1 THEN 'x' WHEN 2 THEN 'y' END AS anon_1;

SELECT CASE b WHEN 'x' THEN 1 ELSE 0 END AS anon_1;

SELECT CASE b WHEN 'x' THEN 1 WHEN 'y' THEN 2 END AS anon_1;

SELECT CASE b WHEN 'x' THEN 1 WHEN 'y' THEN 2 ELSE 3 END AS anon_1;

SELECT CASE a WHEN 1 THEN 'x' ELSE b END AS anon_1;

SELECT CASE WHEN (a = 1) THEN 'x' ELSE CASE WHEN z THEN 'q' ELSE 'r' END END AS anon_1;

SELECT CASE 5 WHEN (a = 1) THEN 'x' END AS anon_1;

-- [branches_4]
SELECT CASE WHEN (a = 1) THEN 'x' END = 'x' AS anon_1;

SELECT CASE WHEN (a = 1) THEN 'x' END AS q;

SELECT CASE WHEN (a = 1) THEN true ELSE false END AS anon_1;

SELECT NOT CASE WHEN (a = 1) THEN true ELSE false END AS anon_1;

SELECT CASE WHEN (a = 1) THEN true ELSE false END AND z AS anon_1;

SELECT CASE WHEN (a IN (1, 2)) THEN 'x' END AS anon_1;

SELECT CASE WHEN (a = 1) THEN 'x' ELSE y END AS anon_1;

-- [casts_1]
SELECT CAST(a AS VARCHAR) AS a;

SELECT CAST(5 AS INTEGER) AS anon_1;

SELECT CAST(a AS VARCHAR) AS a;

SELECT CAST(a AS VARCHAR(5)) AS a;

SELECT CAST(a AS VARCHAR(5)) COLLATE "C" AS a;

SELECT CAST(5 AS INTEGER) AS anon_1;

SELECT CAST(5 AS INTEGER) AS anon_1;

SELECT CAST(NULL AS INTEGER) AS anon_1;

-- [casts_2]
SELECT CAST(NULL AS JSON) AS anon_1;

SELECT CAST(true AS BOOLEAN) AS anon_1;

SELECT CAST('{"a": 1}' AS JSONB) AS anon_1;

SELECT CAST('x' AS JSONB) AS anon_1;

SELECT CAST(a AS NUMERIC(10, 2)) / CAST(2 AS NUMERIC) AS anon_1;

SELECT CAST(a AS FLOAT) / CAST(CAST(b AS FLOAT) AS FLOAT) AS anon_1;

SELECT CAST(a AS INTEGER) / CAST(2 AS NUMERIC) AS anon_1;

SELECT CAST(b AS DATE) - d AS anon_1;

-- [casts_3]
SELECT CAST(a + 1 AS VARCHAR) || 'x' AS anon_1;

SELECT CAST(CAST(a AS VARCHAR) AS TEXT) AS a;

SELECT CAST(b AS ee) AS b;

SELECT CAST('x' AS ee) AS anon_1;

SELECT CAST(b AS ee) AS b;

SELECT CAST(b AS "Sx".ee) AS b;

SELECT CAST(b AS UUID) AS b;

SELECT CAST('x' AS UUID) AS anon_1;

-- [casts_4]
SELECT CAST(b AS BYTEA) AS b;

SELECT CAST(b AS TIMESTAMP WITH TIME ZONE) AS b;

SELECT CAST('2020-01-01' AS DATE) AS anon_1;

SELECT CAST(b AS INTERVAL) AS b;

SELECT CAST(b AS VARCHAR[]) AS b;

SELECT CAST(b AS TEXT[]) AS b;

SELECT CAST(b AS REGCLASS) AS b;

SELECT CAST(b AS TSVECTOR) AS b;

-- [casts_5]
SELECT CAST(a AS BOOLEAN) AND z AS anon_1;

SELECT CAST(a AS VARCHAR) AS a;

SELECT CAST(a AS VARCHAR) || 'x' AS anon_1;

-- [coerced]
SELECT a || 'x' AS anon_1;

SELECT 'x' AS anon_1;

SELECT a + 1 || 'x' AS anon_1;

SELECT (a + 1) * 2 AS anon_1;

SELECT b / CAST(2 AS NUMERIC) AS anon_1;

SELECT NULL AS anon_1;

-- [fields_1]
SELECT EXTRACT(year FROM d) AS anon_1;

SELECT jsonb_extract_path_text(jb, 'a') AS jsonb_extract_path_text_1;

SELECT EXTRACT(year FROM d) AS anon_1;

SELECT EXTRACT(YEAR FROM d) AS anon_1;

SELECT EXTRACT(epoch FROM dt - dt) AS anon_1;

SELECT EXTRACT(year FROM d) = 2020 AS anon_1;

SELECT EXTRACT(foo bar FROM d) AS anon_1;

SELECT EXTRACT(dow FROM d) IN (1, 2) AS anon_1;

-- [fields_2]
SELECT EXTRACT(year FROM '2020-01-01'::date) AS anon_1;

SELECT EXTRACT(year FROM '2020-01-01') AS anon_1;

SELECT EXTRACT(year FROM '2020-01-01') AS anon_1;

SELECT EXTRACT(month FROM d + 1) AS anon_1;

-- [rows_of_values]
SELECT GROUPING SETS((a, b), (a)) AS grouping_sets_1;

SELECT (a, b) = (b, a) AS anon_1;

SELECT (a, b) IS NULL AS anon_1;

SELECT (a, b) != (1, 'x') AS anon_1;

-- [results_1]
SELECT max(a) AS max_1;

SELECT max(a) + 1 AS anon_1;

SELECT max(b) || 'x' AS anon_1;

SELECT max(a) / CAST(2 AS NUMERIC) AS anon_1;

SELECT min(n) / CAST(2 AS NUMERIC) AS anon_1;

SELECT FLOOR(sum(f) / 2) AS anon_1;

SELECT coalesce(a, 0) AS coalesce_1;

SELECT coalesce(a, 0) / CAST(2 AS NUMERIC) AS anon_1;

-- [results_2]
SELECT coalesce(NULL, b) || 'x' AS anon_1;

SELECT coalesce(b, '') || 'x' AS anon_1;

SELECT coalesce(b, '') AS coalesce_1;

SELECT coalesce() AS coalesce_1;

SELECT concat(b, 'x') AS concat_1;

SELECT concat(b, 'x') || 'y' AS anon_1;

SELECT char_length(b) AS char_length_1;

SELECT char_length(b) > 5 AS anon_1;

-- [results_3]
SELECT char_length(b) / CAST(2 AS NUMERIC) AS anon_1;

SELECT length(b) > 5 AS anon_1;

SELECT lower(b) || 'x' AS anon_1;

SELECT foo() / CAST(2 AS NUMERIC) AS anon_1;

SELECT foo() + 1 AS anon_1;

SELECT string_agg(b, ', ') AS string_agg_1;

SELECT setval('seq', max(a)) AS setval_1;

SELECT setval('seq', coalesce(max(a), 1), false) AS setval_1;

-- [names_1]
SELECT foo(1, 'x', NULL, true, 1.5, 'x') AS foo_1;

SELECT foo('2020-01-01') AS foo_1;

SELECT foo(a + 1, a = 1, z AND z) AS foo_1;

SELECT foo((b LIKE '%' || 'x' || '%')) AS foo_1;

SELECT foo((b LIKE 'x' || '%'), (b ILIKE '%' || 'x' || '%')) AS foo_1;

SELECT foo(a x 1) AS foo_1;

SELECT foo(a DESC) AS foo_1;

SELECT foo(DISTINCT a) AS foo_1;

-- [names_2]
SELECT foo(x, 1) AS foo_1;

SELECT foo() + 1 AS anon_1;

SELECT 1 + foo() AS anon_1;

SELECT foo() || 'x' AS anon_1;

SELECT foo() = true AS anon_1;

SELECT foo(bar(baz(1))) AS foo_1;

SELECT foo.bar() AS bar_1;

SELECT foo.bar.baz(1) AS baz_1;

-- [names_3]
SELECT Foo() AS "Foo_1";

SELECT FooBar(1) AS "FooBar_1";

SELECT select() AS select_1;

SELECT foo() AS foo_1;

SELECT print(1) AS print_1;

SELECT Foo.Bar() AS "Bar_1";

SELECT "my func"(1) AS my_func_1;

SELECT select(1) AS select_1;

-- [names_4]
SELECT "a.b"(1) AS "a.b_1";

SELECT "weird""name"(1) AS "weird""name_1";

SELECT pg_catalog.now() AS now_1;

SELECT Pub.now() AS now_1;

-- [known_functions_1]
SELECT uuid_generate_v4() AS uuid_generate_v4_1;

SELECT gen_random_uuid() AS gen_random_uuid_1;

SELECT lower(b) AS lower_1;

SELECT lower(b) = 'x' AS anon_1;

SELECT lower(b) || 'x' AS anon_1;

SELECT upper('x') AS upper_1;

SELECT public.my_func(a) AS my_func_1;

SELECT CUBE(a, b) AS cube_1;

-- [known_functions_2]
SELECT ROLLUP(a, b) AS rollup_1;

SELECT GROUPING SETS(a, b) AS grouping_sets_1;

SELECT SUBSTRING(b FROM 1) AS substring_1;

SELECT SUBSTRING(b FROM 1 FOR 5) AS substring_1;

SELECT SUBSTRING(b FROM 1 FOR 5) AS "SUBSTRING_1";

SELECT SUBSTRING(b FROM 1 FOR 5) = 'x' AS anon_1;

SELECT substr(b, 1) AS substr_1;

SELECT position('x', b) AS position_1;

-- [known_functions_3]
SELECT trim(b) AS trim_1;

SELECT overlay(b, 'x', 1) AS overlay_1;

SELECT string_agg(b, ',') AS string_agg_1;

SELECT array_agg(b) AS array_agg_1;

SELECT json_build_object('a', a, 'b', b) AS json_build_object_1;

SELECT jsonb_build_object('a', a) AS jsonb_build_object_1;

SELECT json_agg(a) AS json_agg_1;

SELECT jsonb_set(jb, '{a}', '1') AS jsonb_set_1;

-- [known_functions_4]
SELECT to_jsonb(b) AS to_jsonb_1;

SELECT to_char(d, 'YYYY') AS to_char_1;

SELECT date_trunc('day', dt) AS date_trunc_1;

SELECT date_trunc('day', dt) = d AS anon_1;

SELECT date_part('year', d) AS date_part_1;

SELECT age(dt) AS age_1;

SELECT generate_series(1, 10) AS generate_series_1;

SELECT nextval('seq') AS nextval_1;

