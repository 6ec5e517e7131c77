-- [and_or]
SELECT t.id 
FROM t 
WHERE t.id = 1 AND t.id = 2;

SELECT t.id 
FROM t 
WHERE t.id = 1 OR t.id = 2;

SELECT t.id 
FROM t 
WHERE t.id = 1 AND t.id = 2;

SELECT t.id 
FROM t 
WHERE t.id = 1 OR t.id = 2;

-- [nested]
SELECT t.id 
FROM t 
WHERE t.id = 1 AND (t.id = 2 OR t.id = 3);

SELECT t.id 
FROM t 
WHERE t.id = 1 AND t.id = 2 OR t.id = 3;

SELECT t.id 
FROM t 
WHERE t.id = 1 AND t.id = 2 AND t.id = 3;

SELECT t.id 
FROM t 
WHERE t.id = 1 OR t.id = 2 OR t.id = 3;

-- [of_one]
SELECT t.id 
FROM t 
WHERE t.id = 1;

SELECT t.id 
FROM t 
WHERE t.id = 1;

SELECT t.id 
FROM t 
WHERE t.id = 1;

-- [of_none]
SELECT t.id 
FROM t;

-- [of_list]
SELECT t.id 
FROM t 
WHERE t.id = 0 AND t.id = 1 AND t.id = 2;

-- [negated]
SELECT t.id 
FROM t 
WHERE t.id != 1;

SELECT t.id 
FROM t 
WHERE t.id <= 1;

SELECT t.id 
FROM t 
WHERE NOT (t.id = 1 AND t.id = 2);

SELECT t.id 
FROM t 
WHERE NOT (t.id = 1 OR t.id = 2);

SELECT t.id 
FROM t 
WHERE t.id = 1;

SELECT t.id 
FROM t 
WHERE t.name NOT LIKE 'a';

SELECT t.id 
FROM t 
WHERE t.id IS NOT NULL;

SELECT t.id 
FROM t 
WHERE NOT f(t.id);

-- [negated_not_1] raises AssertionError: 
-- [text_parts]
SELECT t.id 
FROM t 
WHERE a = 1 AND b = 2 OR c;

SELECT t.id 
FROM t 
WHERE a = 1 OR t.id = 2;

-- [functions]
SELECT t.id 
FROM t 
WHERE f(t.id) AND t.id = 1;

-- [self_group]
SELECT t.id 
FROM t 
WHERE (t.id = 1);

SELECT t.id 
FROM t 
WHERE (t.id = 1 AND t.id = 2);

-- [negated_twice]
SELECT t.active, t.active AS active_1 
FROM t;

SELECT NOT t.active 
FROM t;

SELECT coalesce(t.active) AND t.active AS anon_1 
FROM t;

SELECT t.id 
FROM t 
WHERE t.active;

-- [negated_labels]
SELECT NOT t.id AS x 
FROM t;

SELECT -(NOT t.id) AS x 
FROM t;

SELECT NOT t.active AS x 
FROM t;

SELECT (NOT t.id) + 1 AS anon_1 
FROM t;

SELECT t.id 
FROM t 
WHERE NOT t.active;

