-- [behind_from]
SELECT s.a 
FROM (SELECT t.a AS a, t.b AS b 
FROM t 
WHERE t.c = 'x') AS s 
WHERE s.b > 3;

SELECT anon_1.a, anon_1.b 
FROM (SELECT t.a AS a, t.b AS b 
FROM t) AS anon_1;

-- [without_names]
SELECT anon_2.anon_1, anon_2.count_1, anon_2.count_2, anon_2.a 
FROM (SELECT t.b + 1 AS anon_1, count(*) AS count_1, count(*) AS count_2, CAST(t.a AS VARCHAR) AS a 
FROM t) AS anon_2;

SELECT anon_1.count_1, anon_1.a 
FROM (SELECT t.b + 1 AS anon_2, count(*) AS count_1, count(*) AS count_2, CAST(t.a AS VARCHAR) AS a 
FROM t) AS anon_1;

-- [with_repeated_names]
SELECT anon_1.id, anon_1.name, anon_1.parent_id, anon_1.id_1, anon_1.user_id, anon_1.email 
FROM (SELECT users.id AS id, users.name AS name, users.parent_id AS parent_id, addresses.id AS id_1, addresses.user_id AS user_id, addresses.email AS email 
FROM users, addresses) AS anon_1;

SELECT anon_1.id, anon_1.id_1, anon_1.email 
FROM (SELECT users.id AS id, users.name AS name, users.parent_id AS parent_id, addresses.id AS id_1, addresses.user_id AS user_id, addresses.email AS email 
FROM users, addresses) AS anon_1;

-- [nested]
SELECT anon_1.a, anon_1.b, anon_1.c 
FROM (SELECT anon_2.a AS a, anon_2.b AS b, anon_2.c AS c 
FROM (SELECT t.a AS a, t.b AS b, t.c AS c 
FROM t) AS anon_2) AS anon_1;

SELECT anon_1.a, z.a AS a_1 
FROM (SELECT t.a AS a, t.b AS b, t.c AS c 
FROM t) AS anon_1, (SELECT t.a AS a, t.b AS b, t.c AS c 
FROM t) AS z;

-- [in_a_list]
SELECT t.a, t.b, t.c 
FROM t 
WHERE t.a IN (SELECT u.a 
FROM u);

SELECT t.a, t.b, t.c 
FROM t 
WHERE (t.a NOT IN (SELECT u.a 
FROM u 
WHERE u.d = t.c));

SELECT t.a 
FROM t 
WHERE (t.a, t.b) IN (SELECT u.a, u.d 
FROM u);

-- [as_a_value]
SELECT t.a, (SELECT count(*) AS count_1 
FROM u 
WHERE u.a = t.a) AS n 
FROM t;

SELECT t.a, (SELECT count(*) AS count_1 
FROM u 
WHERE u.a = t.a) AS n 
FROM t;

SELECT t.a, t.b, t.c 
FROM t 
WHERE t.b = (SELECT max(u.a) AS max_1 
FROM u);

SELECT coalesce((SELECT count(*) AS count_1 
FROM u, t 
WHERE u.a = t.a), 0) + 1 AS anon_1;

-- [any_and_all]
SELECT t.a 
FROM t 
WHERE t.a = ANY (SELECT u.a 
FROM u);

SELECT t.a 
FROM t 
WHERE t.a > ALL (SELECT u.a 
FROM u);

-- [existing]
SELECT t.a 
FROM t 
WHERE EXISTS (SELECT * 
FROM u 
WHERE u.a = t.a);

SELECT t.a 
FROM t 
WHERE EXISTS (SELECT u.a 
FROM u 
WHERE u.a = t.a);

SELECT t.a 
FROM t 
WHERE NOT (EXISTS (SELECT u.a 
FROM u 
WHERE u.a = t.a)) AND t.b = 1;

SELECT EXISTS (SELECT u.a 
FROM u 
WHERE u.a = 5) AS anon_1;

SELECT EXISTS (SELECT t.a 
FROM t) AS anon_1;

-- [correlated]
SELECT t.a 
FROM t 
WHERE t.a = (SELECT u.a 
FROM u 
WHERE u.d = t.c);

SELECT t.a 
FROM t 
WHERE t.a = (SELECT u.a 
FROM u, t 
WHERE u.d = t.c);

SELECT t.a 
FROM t 
WHERE t.a = (SELECT u.a 
FROM u 
WHERE u.d = t.c);

-- [correlated_by_itself]
SELECT t.a 
FROM t 
WHERE t.a = (SELECT t.b 
FROM t);

SELECT t.a 
FROM t 
WHERE t.b = (SELECT max(t_1.b) AS max_1 
FROM t AS t_1 
WHERE t_1.a = t.a);

SELECT t.a, anon_1.a AS a_1 
FROM t, (SELECT u.a AS a 
FROM u, t 
WHERE u.d = t.c) AS anon_1;

-- [correlated_twice]
SELECT t.a 
FROM t 
WHERE t.a IN (SELECT u.a 
FROM u 
WHERE u.a = t.a AND (EXISTS (SELECT * 
FROM users, t 
WHERE users.id = t.b AND users.name = u.d)));

-- [text_behind_from]
SELECT s.a 
FROM (SELECT a, b FROM foo) AS s 
WHERE s.b = 'x';

-- [inside_of_definitions]
ALTER TABLE t ADD CONSTRAINT ck CHECK (a IN (SELECT u.a 
FROM u 
WHERE d = 'x'));

