-- [one]
WITH anon_1 AS 
(SELECT t.a AS a, t.b AS b 
FROM t)
 SELECT anon_1.a, anon_1.b 
FROM anon_1;

WITH foo AS 
(SELECT t.a AS a, t.b AS b 
FROM t)
 SELECT foo.a 
FROM foo 
WHERE foo.b = 1;

-- [one_of_another]
WITH first AS 
(SELECT t.a AS a 
FROM t), 
second AS 
(SELECT first.a AS a 
FROM first 
WHERE first.a > 1)
 SELECT first.a, second.a AS a_1 
FROM first, second;

-- [aliases]
WITH rows AS 
(SELECT t.a AS a 
FROM t)
 SELECT rows.a, x.a AS a_1 
FROM rows, rows AS x;

WITH rows AS 
(SELECT t.a AS a 
FROM t)
 SELECT anon_1.a 
FROM rows AS anon_1;

-- [inside_of_subqueries]
WITH rows AS 
(SELECT t.a AS a 
FROM t)
 SELECT t.a, t.b, t.c 
FROM t 
WHERE t.a IN (SELECT rows.a 
FROM rows);

WITH rows AS 
(SELECT t.a AS a 
FROM t)
 SELECT anon_1.a 
FROM (SELECT rows.a AS a 
FROM rows) AS anon_1;

WITH rows AS 
(SELECT t.a AS a 
FROM t)
 SELECT rows.a 
FROM rows UNION SELECT u.a 
FROM u;

-- [recursive]
WITH RECURSIVE tree(id, parent_id) AS 
(SELECT users.id AS id, users.parent_id AS parent_id 
FROM users 
WHERE users.id = 1 UNION ALL SELECT users_1.id AS id, users_1.parent_id AS parent_id 
FROM users AS users_1, tree 
WHERE users_1.parent_id = tree.id)
 SELECT tree.id 
FROM tree;

-- [recursive_without_a_name]
WITH RECURSIVE anon_1(n) AS 
(SELECT 1 AS n UNION SELECT anon_1.n + 1 AS anon_2 
FROM anon_1 
WHERE anon_1.n < 10)
 SELECT sum(anon_1.n) AS sum_1 
FROM anon_1;

-- [materialized]
WITH rows AS MATERIALIZED 
(SELECT t.a AS a 
FROM t)
 SELECT rows.a 
FROM rows;

WITH rows AS NOT MATERIALIZED 
(SELECT t.a AS a 
FROM t)
 SELECT rows.a 
FROM rows;

-- [nesting]
WITH "outer" AS 
(WITH "inner" AS 
(SELECT t.a AS a 
FROM t)
 SELECT "inner".a AS a 
FROM "inner")
 SELECT "outer".a 
FROM "outer";

WITH "inner" AS 
(SELECT t.a AS a 
FROM t)
 SELECT "inner".a 
FROM "inner";

-- [not_used]
WITH unused AS 
(SELECT u.a AS a 
FROM u)
 SELECT t.a 
FROM t;

-- [quoted]
WITH "Foo Bar" AS 
(SELECT t.a AS a 
FROM t)
 SELECT "Foo Bar".a 
FROM "Foo Bar";

-- [of_union]
WITH "both" AS 
(SELECT t.a AS a 
FROM t UNION SELECT u.a AS a 
FROM u)
 SELECT "both".a 
FROM "both";

-- [same_name_twice] raises CompileError: Multiple, unrelated CTEs found with the same name: 'foo'
-- [an_update_inside_of_lateral] raises TypeError: sqlalchemy.sql.visitors.Visitable._generate_compiler_dispatch.<locals>._compiler_dispatch() got multiple values for keyword argument 'iscrud'
-- [an_update_in_a_subquery_inside_of_lateral]
WITH changed AS 
(UPDATE t SET b=1 RETURNING t.b)
 SELECT "outer".b 
FROM LATERAL (SELECT "inner".b AS b 
FROM (SELECT changed.b AS b 
FROM changed) AS "inner") AS "outer";

-- [a_delete_inside_of_lateral]
WITH gone AS 
(DELETE FROM t RETURNING t.b)
 SELECT "inner".b 
FROM LATERAL (SELECT gone.b AS b 
FROM gone) AS "inner";

