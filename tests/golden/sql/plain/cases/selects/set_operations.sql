-- [functions]
SELECT t.a 
FROM t UNION SELECT u.a 
FROM u;

SELECT t.a 
FROM t UNION ALL SELECT u.a 
FROM u UNION ALL SELECT 'x' AS anon_1;

SELECT t.a 
FROM t INTERSECT SELECT u.a 
FROM u;

SELECT t.a 
FROM t EXCEPT SELECT u.a 
FROM u;

-- [methods]
SELECT t.a 
FROM t UNION SELECT u.a 
FROM u;

SELECT t.a 
FROM t UNION ALL SELECT u.a 
FROM u;

SELECT t.a 
FROM t INTERSECT ALL SELECT u.a 
FROM u;

SELECT t.a 
FROM t EXCEPT ALL SELECT u.a 
FROM u;

-- [ordered_and_limited]
SELECT t.a AS x 
FROM t UNION ALL SELECT u.a 
FROM u ORDER BY x 
 LIMIT 3;

SELECT t.a 
FROM t UNION SELECT u.a 
FROM u ORDER BY a DESC
 LIMIT ALL OFFSET 2;

-- [with_parentheses]
(SELECT t.a 
FROM t 
 LIMIT 1) UNION (SELECT u.a 
FROM u ORDER BY u.a);

(SELECT t.a 
FROM t UNION SELECT u.a 
FROM u) UNION SELECT t.b 
FROM t;

-- [behind_from]
SELECT anon_1.a, count(*) AS count_1 
FROM (SELECT t.a AS a, t.b AS b 
FROM t UNION SELECT u.a AS a, u.d AS d 
FROM u) AS anon_1 GROUP BY anon_1.a;

SELECT t.a 
FROM t 
WHERE t.a IN (SELECT u.a 
FROM u UNION SELECT u.d 
FROM u);

-- [different_numbers_of_columns] raises CompileError: All selectables passed to CompoundSelect must have identical numbers of columns; select #1 has 2 columns, select #2 has 1
