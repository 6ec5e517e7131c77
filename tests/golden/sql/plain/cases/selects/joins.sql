-- [with_condition]
SELECT t.a 
FROM t JOIN u ON t.a = u.a;

SELECT t.a 
FROM t JOIN u ON t.a = u.a OR u.d = 'x';

SELECT t.a 
FROM t JOIN u ON t.a = u.a;

SELECT t.a 
FROM t LEFT OUTER JOIN u ON t.a = u.a;

SELECT t.a 
FROM t LEFT OUTER JOIN u ON t.a = u.a;

-- [outer]
SELECT t.a 
FROM t LEFT OUTER JOIN u ON t.a = u.a;

SELECT t.a 
FROM t FULL OUTER JOIN u ON t.a = u.a;

SELECT t.a 
FROM t FULL OUTER JOIN u ON t.a = u.a;

-- [by_foreign_key]
SELECT users.name, addresses.email 
FROM users JOIN addresses ON users.id = addresses.user_id;

SELECT users.name, addresses.email 
FROM users JOIN addresses ON users.id = addresses.user_id;

SELECT addresses.id, addresses.user_id, addresses.email 
FROM addresses JOIN users ON users.id = addresses.user_id 
WHERE users.name = 'x';

-- [of_aliases]
SELECT users.id, p.name 
FROM users JOIN users AS p ON users.parent_id = p.id;

SELECT users_1.id 
FROM users AS users_1 JOIN addresses AS addresses_1 ON users_1.id = addresses_1.user_id;

-- [of_subqueries]
SELECT users.id, users.name, users.parent_id, anon_1.n 
FROM users LEFT OUTER JOIN (SELECT addresses.user_id AS user_id, count(*) AS n 
FROM addresses GROUP BY addresses.user_id) AS anon_1 ON users.id = anon_1.user_id;

-- [of_composite_key]
SELECT a.x 
FROM a JOIN b ON a.x = b.ax AND a.y = b.ay;

SELECT b.ax 
FROM b JOIN a ON a.x = b.ax AND a.y = b.ay;

-- [in_a_schema]
SELECT app.a.id 
FROM app.a JOIN app.b ON app.a.id = app.b.a_id;

-- [of_joins]
SELECT users.id 
FROM users JOIN (addresses JOIN shop."Orders" ON addresses.id = shop."Orders".addr) ON users.id = addresses.user_id;

SELECT users.id, addresses.email 
FROM users JOIN addresses ON users.id = addresses.user_id;

SELECT users.id, users.name, users.parent_id, addresses.id AS id_1, addresses.user_id, addresses.email 
FROM users JOIN addresses ON users.id = addresses.user_id;

-- [several_from]
SELECT users.id 
FROM addresses, users;

SELECT t.a, users.id 
FROM t, users JOIN addresses ON users.id = addresses.user_id;

-- [ambiguous_foreign_keys] raises AmbiguousForeignKeysError: Can't determine join between 'a' and 'b'; tables have more than one foreign key constraint relationship between them. Please specify the 'onclause' of this join explicitly.
-- [same_name_in_a_schema]
SELECT users_1.id, s.users.id AS id_1 
FROM users AS users_1 JOIN s.users ON users_1.id = s.users.id;

