-- [arithmetic]
SELECT t.id + 1 AS anon_1 
FROM t;

SELECT t.id - 1 AS anon_1 
FROM t;

SELECT t.id * 2 AS anon_1 
FROM t;

SELECT t.id / CAST(2 AS NUMERIC) AS anon_1 
FROM t;

SELECT t.id % 2 AS anon_1 
FROM t;

SELECT t.id / 2 AS anon_1 
FROM t;

SELECT -t.id 
FROM t;

SELECT 1 + t.id AS anon_1 
FROM t;

SELECT 10 - t.id AS anon_1 
FROM t;

SELECT 10 / CAST(t.id AS NUMERIC) AS anon_1 
FROM t;

SELECT 10 % t.id AS anon_1 
FROM t;

-- [division_types]
SELECT t.ratio / CAST(2 AS NUMERIC) AS anon_1 
FROM t;

SELECT t.amount / CAST(2 AS NUMERIC) AS anon_1 
FROM t;

SELECT t.id / CAST(t.id AS NUMERIC) AS anon_1 
FROM t;

SELECT FLOOR(t.amount / 2) AS anon_1 
FROM t;

SELECT FLOOR(t.ratio / 2) AS anon_1 
FROM t;

SELECT t.id / CAST(2.5 AS FLOAT) AS anon_1 
FROM t;

SELECT t.untyped / CAST(2 AS NUMERIC) AS anon_1 
FROM t;

SELECT FLOOR(t.untyped / 2) AS anon_1 
FROM t;

-- [precedence]
SELECT (t.id + 1) * 2 AS anon_1 
FROM t;

SELECT t.id + 2 AS anon_1 
FROM t;

SELECT t.id - (t.id - 1) AS anon_1 
FROM t;

SELECT (t.id - 1) - 1 AS anon_1 
FROM t;

SELECT -(t.id + 1) AS anon_1 
FROM t;

SELECT (t.id * 2) / CAST(3 AS NUMERIC) AS anon_1 
FROM t;

SELECT t.id * (t.id / CAST(3 AS NUMERIC)) AS anon_1 
FROM t;

SELECT (t.id + 1) % 5 AS anon_1 
FROM t;

-- [strings]
SELECT t.name || 'x' AS anon_1 
FROM t;

SELECT 'x' || t.name AS anon_1 
FROM t;

SELECT t.name || t.name || 'it''s' AS anon_1 
FROM t;

SELECT t.name || 'x' AS anon_1 
FROM t;

SELECT t.name || NULL AS anon_1 
FROM t;

SELECT t.name || CAST(t.id AS VARCHAR) AS anon_1 
FROM t;

-- [concatenated_number]
SELECT t.name + 1 AS anon_1 
FROM t;

-- [untyped_plus_string]
SELECT t.untyped || 'x' AS anon_1 
FROM t;

SELECT a || 'x' AS anon_1;

SELECT lower(t.name) || 'x' AS anon_1 
FROM t;

-- [untyped_plus_string_not_1] raises TypeError: unsupported operand type(s) for +: 'TextClause' and 'str'
-- [bitwise]
SELECT t.id & 1 AS anon_1 
FROM t;

SELECT t.id | 1 AS anon_1 
FROM t;

SELECT t.id # 1 AS anon_1 
FROM t;

SELECT ~t.id 
FROM t;

SELECT t.id << 1 AS anon_1 
FROM t;

SELECT t.id >> 1 AS anon_1 
FROM t;

SELECT t.id & 1 = 1 AS anon_1 
FROM t;

-- [custom]
SELECT t.id @ 1 AS anon_1 
FROM t;

SELECT t.id % 1 AS anon_1 
FROM t;

SELECT t.id || 'x' AS anon_1 
FROM t;

SELECT t.id -> 1 + 1 AS anon_1 
FROM t;

SELECT t.id @ 1 AS anon_1 
FROM t;

SELECT t.id @ 1 AS anon_1 
FROM t;

SELECT t.id ? 1 AS anon_1 
FROM t;

SELECT t.id && 1 AS anon_1 
FROM t;

-- [custom_nested]
SELECT t.id @ (t.id # 1) AS anon_1 
FROM t;

SELECT (t.id @ 1) # 2 AS anon_1 
FROM t;

SELECT t.id + 1 @ t.id * 2 AS anon_1 
FROM t;

-- [dates]
SELECT t.created - make_interval(secs=>86400.0) AS anon_1 
FROM t;

SELECT t.created + make_interval(secs=>18000.000003) AS anon_1 
FROM t;

SELECT t.created - t.created AS anon_1 
FROM t;

SELECT t.day + 1 AS anon_1 
FROM t;

SELECT t.day - '2024-01-01' AS anon_1 
FROM t;

SELECT now() - make_interval(secs=>2592000.0) AS anon_1;

SELECT now() + interval '1 day' AS anon_1;

-- [collate]
SELECT t.name COLLATE "C" AS anon_1 
FROM t;

SELECT t.name COLLATE "de_DE" AS anon_1 
FROM t;

SELECT 'x' COLLATE "C" AS anon_1;

SELECT (t.name COLLATE "C") = 'x' AS anon_1 
FROM t;

SELECT t.name COLLATE "My Coll" DESC AS anon_1 
FROM t;

-- [regexp_replace]
SELECT REGEXP_REPLACE(t.name, 'a', 'b') AS anon_1 
FROM t;

SELECT REGEXP_REPLACE(t.name, 'a', 'b', 'g') AS anon_1 
FROM t;

