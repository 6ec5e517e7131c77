-- [where]
SELECT t.a 
FROM t 
WHERE t.b = 1 AND t.c = 'x' AND (t.a = 1 OR t.a = 2);

SELECT t.a 
FROM t 
WHERE t.a = 1 OR t.a = 2;

SELECT t.a 
FROM t 
WHERE a = 1 OR b = 2;

SELECT t.a 
FROM t 
WHERE (t.c LIKE 'y' || '%');

-- [filter_by]
SELECT t.a, t.b, t.c 
FROM t 
WHERE t.b = 3 AND t.c IS NULL;

SELECT users.id, users.name, users.parent_id 
FROM users JOIN addresses ON users.id = addresses.user_id 
WHERE addresses.email = 'x';

-- [filter_by_unknown_name] raises InvalidRequestError: Entity namespace for "t" has no property "zz"
-- [group_by]
SELECT t.a 
FROM t GROUP BY t.a, t.b 
HAVING count(*) > 1 AND t.b < 3;

SELECT t.a, t.b, t.c 
FROM t GROUP BY t.a, t.b, t.c;

-- [limits]
SELECT t.a 
FROM t 
 LIMIT 5 OFFSET 10;

SELECT t.a 
FROM t
 LIMIT ALL OFFSET 5;

SELECT t.a 
FROM t 
 LIMIT 5 OFFSET 2;

SELECT t.a 
FROM t ORDER BY t.a
 OFFSET (2) ROWS
 FETCH FIRST (5) ROWS WITH TIES;

SELECT t.a 
FROM t 
 LIMIT (SELECT max(u.a) AS max_1 
FROM u);

-- [distinct]
SELECT DISTINCT t.a 
FROM t;

SELECT DISTINCT ON (t.b, t.a) t.a 
FROM t ORDER BY t.b;

-- [for_update]
SELECT t.a, t.b, t.c 
FROM t FOR UPDATE;

SELECT t.a, t.b, t.c 
FROM t FOR UPDATE NOWAIT;

SELECT t.a, t.b, t.c 
FROM t FOR SHARE SKIP LOCKED;

SELECT t.a, t.b, t.c, u.a AS a_1, u.d 
FROM t, u FOR NO KEY UPDATE OF t, u;

SELECT shop."Orders".id, shop."Orders".user_id, shop."Orders"."Total", shop."Orders".addr 
FROM shop."Orders" FOR KEY SHARE OF "Orders";

-- [words_around]
SELECT t.a 
FROM t OFFSET 1;

SELECT t.a 
FROM ONLY t;

-- [changed_columns]
SELECT t.a, t.b, count(*) AS count_1 
FROM t;

SELECT u.d 
FROM t JOIN u ON u.a = t.a;

SELECT count(*) AS count_1 
FROM t, u 
WHERE u.a = 1;

-- [kept_by_themselves]
SELECT t.a 
FROM t 
WHERE t.a = 1 AND t.b = 2;

SELECT t.a 
FROM t 
WHERE t.a = 1;

-- [string_as_column] raises ArgumentError: Textual column expression 'a' should be explicitly declared with text('a'), or use column('a') for more specificity
-- [on_the_bind]
SELECT users.id 
FROM users 
WHERE users.name = 'it''s';

