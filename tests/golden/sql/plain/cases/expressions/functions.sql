-- [names]
SELECT lower(t.name) AS lower_1 
FROM t;

SELECT MyFunction(1) AS "MyFunction_1";

SELECT crm.f(1) AS f_1;

SELECT a.b.c(1) AS c_1;

SELECT SELECT(1) AS "SELECT_1";

SELECT "with space"(1) AS with_space_1;

SELECT f(1) AS f_1;

-- [known]
SELECT now() AS now_1;

SELECT CURRENT_TIMESTAMP AS current_timestamp_1;

SELECT CURRENT_DATE AS current_date_1;

SELECT CURRENT_TIME AS current_time_1;

SELECT CURRENT_USER AS current_user_1;

SELECT LOCALTIME AS localtime_1;

SELECT LOCALTIMESTAMP AS localtimestamp_1;

SELECT SESSION_USER AS session_user_1;

SELECT USER AS user_1;

SELECT sysdate AS sysdate_1;

-- [arguments]
SELECT f() AS f_1;

SELECT f(NULL) AS f_1;

SELECT f(true, 1, 1.5, 'x', NULL) AS f_1;

SELECT f(NULL, true) AS f_1;

SELECT f(a, b) AS f_1;

SELECT f(t.id + 1, t.id = 1) AS f_1 
FROM t;

SELECT f(g(1)) AS f_1;

-- [argument_dates]
SELECT f('2024-01-02', '2024-01-02 03:04:00', '01:02:00') AS f_1;

SELECT f(1.50, '00000000-0000-0000-0000-000000000003') AS f_1;

-- [aggregates]
SELECT count(*) AS count_1;

SELECT count(t.id) AS count_1 
FROM t;

SELECT count('*') AS count_1;

SELECT count(*) AS count_1;

SELECT count(DISTINCT t.id) AS count_1 
FROM t;

SELECT count(DISTINCT t.id) AS count_1 
FROM t;

SELECT sum(t.id) AS sum_1 
FROM t;

SELECT max(t.name) AS max_1 
FROM t;

SELECT min(t.day) AS min_1 
FROM t;

SELECT array_agg(t.id) AS array_agg_1 
FROM t;

SELECT string_agg(t.name, ',') AS string_agg_1 
FROM t;

SELECT coalesce(t.id, 0) AS coalesce_1 
FROM t;

SELECT concat(t.name, '-', t.id) AS concat_1 
FROM t;

SELECT char_length(t.name) AS char_length_1 
FROM t;

-- [aggregate_order_by]
SELECT t.name ORDER BY t.id DESC AS anon_1 
FROM t;

SELECT array_agg(t.id ORDER BY t.id) AS array_agg_1 
FROM t;

SELECT string_agg(t.name, ',' ORDER BY t.id) AS string_agg_1 
FROM t;

SELECT string_agg(t.name, :aggregate_strings_2) AS aggregate_strings_1 
FROM t;

-- [filter]
SELECT count(t.id) FILTER (WHERE t.id > 5) AS anon_1 
FROM t;

SELECT count(*) FILTER (WHERE t.id > 5 AND t.active) AS anon_1 
FROM t;

-- [within_group]
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY t.id) AS anon_1 
FROM t;

SELECT mode() WITHIN GROUP (ORDER BY t.id DESC, t.name) AS anon_1 
FROM t;

-- [sequence]
SELECT nextval('s') AS next_value_1;

SELECT nextval('crm."S"') AS next_value_1;

-- [typed]
SELECT f(1) + 1 AS anon_1;

SELECT f(1) || 'x' AS anon_1;

SELECT f(1) + 1 AS anon_1;

-- [over]
SELECT row_number() OVER () AS anon_1;

SELECT row_number() OVER (ORDER BY t.id) AS anon_1 
FROM t;

SELECT rank() OVER (PARTITION BY t.name ORDER BY t.id DESC) AS anon_1 
FROM t;

SELECT rank() OVER (PARTITION BY t.name, t.day ORDER BY t.id, t.name) AS anon_1 
FROM t;

SELECT sum(t.id) OVER (ORDER BY t.id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS anon_1 
FROM t;

SELECT sum(t.id) OVER (ORDER BY t.id ROWS BETWEEN 2 PRECEDING AND 3 FOLLOWING) AS anon_1 
FROM t;

SELECT sum(t.id) OVER (ORDER BY t.id RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS anon_1 
FROM t;

SELECT sum(t.id) OVER (ORDER BY t.id GROUPS BETWEEN CURRENT ROW AND 1 FOLLOWING) AS anon_1 
FROM t;

SELECT count(*) FILTER (WHERE t.active) OVER (PARTITION BY t.id) AS anon_1 
FROM t;

SELECT lag(t.id, 1, 0) OVER (ORDER BY t.id) AS anon_1 
FROM t;

-- [over_not_1] raises CompileError: Can't resolve label reference for ORDER BY / GROUP BY / DISTINCT etc. Textual SQL expression 'id' should be explicitly declared as text('id')
-- [cast]
SELECT CAST(t.id AS VARCHAR) AS id 
FROM t;

SELECT CAST(t.id AS VARCHAR(5)) AS id 
FROM t;

SELECT CAST(1 AS INTEGER) AS anon_1;

SELECT CAST(NULL AS DATE) AS anon_1;

SELECT CAST(t.id AS NUMERIC(10, 2)) AS id 
FROM t;

SELECT CAST(t.name AS JSONB) AS name 
FROM t;

SELECT CAST(ARRAY[1, 2] AS INTEGER[]) AS anon_1;

SELECT CAST(t.id AS TEXT) AS id 
FROM t;

SELECT CAST(t.id + 1 AS TEXT) AS anon_1 
FROM t;

SELECT CAST('x' AS e) AS anon_1;

SELECT CAST('2024-01-02' AS TIMESTAMP WITHOUT TIME ZONE) AS anon_1;

SELECT CAST(CAST(t.id AS TEXT) AS INTEGER) AS id 
FROM t;

SELECT CAST('red' AS colour) AS anon_1;

-- [cast_not_1] raises CompileError: No literal value renderer is available for literal value "{'a': 1}" with datatype JSON
-- [cast_not_2] raises CompileError: Could not render literal value "'2024-01-02'" with datatype DATE; see parent stack trace for more detail.
-- [cast_quoted_percent]
SELECT CAST('100%' AS TEXT) AS anon_1;

SELECT CAST('it''s' AS VARCHAR(5)) AS anon_1;

-- [cast_jsonb_string] raises CompileError: No literal value renderer is available for literal value "'{}'" with datatype JSONB
-- [try_cast] raises UnsupportedCompilationError: Compiler <sqlalchemy.dialects.postgresql.base.PGCompiler object at 0x…> can't render element of type <class 'sqlalchemy.sql.elements.TryCast'> (Background on this error at: https://sqlalche.me/e/20/l7de)
-- [type_coerce]
SELECT t.id || 'x' AS anon_1 
FROM t;

-- [type_coerce_not_1] raises CompileError: No literal value renderer is available for literal value "'x'" with datatype JSON
-- [type_coerce_not_2] raises CompileError: No literal value renderer is available for literal value "{'a': 1}" with datatype JSON
-- [case]
SELECT CASE WHEN (t.id = 1) THEN 'a' END AS anon_1 
FROM t;

SELECT CASE WHEN (t.id = 1) THEN 'a' ELSE 'b' END AS anon_1 
FROM t;

SELECT CASE WHEN (t.id = 1) THEN 'a' WHEN (t.id > 1) THEN t.name END AS anon_1 
FROM t;

SELECT CASE t.id WHEN 1 THEN 'a' WHEN 2 THEN 'b' END AS anon_1 
FROM t;

SELECT CASE t.name WHEN 'x' THEN 1 ELSE 0 END AS anon_1 
FROM t;

SELECT CASE WHEN t.active THEN CASE WHEN (t.id = 1) THEN 1 ELSE 2 END ELSE 3 END AS anon_1 
FROM t;

SELECT CASE WHEN a THEN 1 END AS anon_1;

-- [case_of_list] raises ArgumentError: The "whens" argument to case(), when referring to a sequence of items, is now passed as a series of positional elements, rather than as a list. 
-- [case_compared]
SELECT CASE WHEN (t.id = 1) THEN 1 ELSE 2 END = 1 AS anon_1 
FROM t;

SELECT CASE WHEN (t.id = 1) THEN 1 ELSE 2 END + 1 AS anon_1 
FROM t;

SELECT sum(CASE WHEN t.active THEN 1 ELSE 0 END) AS sum_1 
FROM t;

-- [case_empty]
SELECT CASE END AS anon_1;

-- [extract]
SELECT EXTRACT(year FROM t.created) AS anon_1 
FROM t;

SELECT EXTRACT(epoch FROM now()) AS anon_1;

SELECT EXTRACT(dow FROM t.day) = 1 AS anon_1 
FROM t;

SELECT EXTRACT(MICROSECONDS FROM t.created) AS anon_1 
FROM t;

SELECT EXTRACT(year FROM t.day) AS anon_1 
FROM t;

SELECT EXTRACT(year FROM t.created + make_interval(secs=>86400.0)) AS anon_1 
FROM t;

-- [labels]
SELECT t.id AS x 
FROM t;

SELECT t.id + 1 AS "x y" 
FROM t;

SELECT f() AS f_1;

SELECT 1 AS "User";

SELECT t.id AS b 
FROM t;

-- [literals]
SELECT 1 AS anon_1;

SELECT 'x' AS anon_1;

SELECT NULL AS anon_1;

SELECT true AS anon_1;

SELECT 1.5 AS anon_1;

SELECT 'ab' AS anon_1;

SELECT '2024-01-02 00:00:00' AS anon_1;

SELECT 'x' AS anon_1;

SELECT 1 AS anon_1;

-- [literal_columns]
SELECT a;

SELECT 1 + 1 AS anon_1;

SELECT '100%';

SELECT a::int;

SELECT a AS b;

-- [bind_parameters]
SELECT 5 AS anon_1;

SELECT 'y' AS anon_1;

SELECT 5 AS anon_1;

-- [bind_parameters_not_1] raises CompileError: No literal value renderer is available for literal value "5" with datatype NULL
-- [bind_parameter_without_value]
SELECT NULL AS anon_1;

-- [null_true_false]
SELECT NULL AS anon_1;

SELECT true AS anon_1;

SELECT false AS anon_1;

SELECT NULL AS x;

-- [distinct]
SELECT DISTINCT t.id 
FROM t;

SELECT DISTINCT t.id 
FROM t;

-- [order]
SELECT t.id DESC 
FROM t;

SELECT t.id ASC 
FROM t;

-- [table_valued]
SELECT anon_1.v 
FROM generate_series(1, 3) AS anon_1;

SELECT anon_1.key 
FROM json_each(t.doc) AS anon_1;

SELECT x 
FROM unnest(t.tags) AS x;

SELECT g.generate_series_1 
FROM generate_series(1, 5) AS g;

-- [packed_values]
SELECT jsonb_build_object('a', t.id, 'b', NULL) AS jsonb_build_object_1 
FROM t;

SELECT json_build_array(1, 'x') AS json_build_array_1;

-- [grouping]
SELECT CUBE(t.id, t.name) AS cube_1 
FROM t;

SELECT ROLLUP(t.id) AS rollup_1 
FROM t;

SELECT GROUPING SETS((t.id, t.name), t.id) AS grouping_sets_1 
FROM t;

-- [classes_of_functions]
ALTER TABLE t ADD COLUMN a TIMESTAMP WITHOUT TIME ZONE DEFAULT now();

ALTER TABLE t ADD COLUMN b TIMESTAMP WITHOUT TIME ZONE DEFAULT CURRENT_TIMESTAMP;

SELECT count(*) AS count_1, max(a) + 1 AS anon_1, coalesce(a, 0) AS coalesce_1;

-- [constants_as_text]
UPDATE t SET a = false, b = true, c = NULL;

false;

