-- [function_as_column]
SELECT x, t.b 
FROM unnest(t.a) AS x, t;

SELECT anon_1 
FROM unnest(t.a) AS anon_1;

SELECT n 
FROM generate_series(1, 10) AS n 
WHERE n > 3;

-- [function_as_table]
SELECT pairs.key, pairs.value 
FROM json_each(t.a) AS pairs 
WHERE pairs.key = 'x';

SELECT numbers.n, t.a 
FROM generate_series(1, 5) AS numbers JOIN t ON t.b = numbers.n;

SELECT numbers_1.n 
FROM generate_series(1, 5) AS numbers_1;

-- [function_with_ordinality]
SELECT r.x, r.position 
FROM unnest(t.a) WITH ORDINALITY AS r;

SELECT d.x, d.position 
FROM unnest(t.a) WITH ORDINALITY AS d(x, position);

-- [function_with_types]
SELECT r.a, r.b 
FROM json_to_recordset(t.a) AS r(a INTEGER, b VARCHAR(5));

-- [function_alone]
SELECT * 
FROM generate_series(1, 3);

SELECT now() AS now_1;

-- [values]
SELECT v.id, v.name 
FROM (VALUES (1, 'a'), (2, 'b''c'), (3, NULL)) AS v (id, name);

SELECT t.a, v.name 
FROM t JOIN (VALUES (1, 'a'), (2, 'b''c'), (3, NULL)) AS v (id, name) ON v.id = t.b;

-- [values_without_a_name]
SELECT id 
FROM (VALUES (1), (2));

-- [lateral]
SELECT t.a, l.a AS a_1 
FROM t JOIN LATERAL (SELECT u.a AS a 
FROM u 
WHERE u.d = t.c) AS l ON true;

SELECT t.a, anon_1.a AS a_1 
FROM t, LATERAL (SELECT u.a AS a 
FROM u 
WHERE u.d = t.c) AS anon_1;

-- [samples]
SELECT t_1.a, t_1.b, t_1.c 
FROM t AS t_1 TABLESAMPLE system(5);

SELECT "some".a 
FROM t AS "some" TABLESAMPLE bernoulli(1) REPEATABLE (random());

-- [text]
SELECT a, b 
FROM foo;

SELECT count(*) AS n 
FROM foo;

-- [a_sample_with_a_number_for_its_seed] raises AttributeError: 'int' object has no attribute '_compiler_dispatch'
