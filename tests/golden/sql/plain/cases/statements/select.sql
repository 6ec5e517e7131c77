-- [columns]
SELECT t.id, t.name 
FROM t;

SELECT u.id, u.t_id, u.name 
FROM u;

SELECT u.id, u.t_id, u.name, t.id AS id_1 
FROM u, t;

SELECT crm.users.id, crm.users.name, crm.users.state, crm.users.seen 
FROM crm.users;

SELECT crm.users.id, crm.users.name 
FROM crm.users;

SELECT;

SELECT 1 AS anon_1;

SELECT a, b 
FROM c;

-- [columns_as_list] raises ArgumentError: Column expression, FROM clause, or other columns clause element expected, got [<sqlalchemy.sql.elements.ColumnClause at 0x…; id>]. Did you mean to say select(<sqlalchemy.sql.elements.ColumnClause at 0x…; id>)?
-- [where]
SELECT u.id, u.t_id, u.name 
FROM u 
WHERE u.id = 1;

SELECT u.id, u.t_id, u.name 
FROM u 
WHERE u.id = 1 AND u.id = 2;

SELECT u.id, u.t_id, u.name 
FROM u 
WHERE u.id = 1 AND u.id = 2;

SELECT u.id, u.t_id, u.name 
FROM u 
WHERE (u.id = 1 OR u.id = 2) AND u.name = 'x';

SELECT u.id, u.t_id, u.name 
FROM u 
WHERE u.id = 1;

SELECT u.id, u.t_id, u.name 
FROM u 
WHERE u.id = 1 AND u.name = 'x';

SELECT u.id, u.t_id, u.name 
FROM u 
WHERE a = 1;

SELECT u.id, u.t_id, u.name 
FROM u;

-- [where_with_bound_text]
SELECT u.id, u.t_id, u.name 
FROM u 
WHERE a = 'it';

-- [order]
SELECT u.id, u.t_id, u.name 
FROM u ORDER BY u.id;

SELECT u.id, u.t_id, u.name 
FROM u ORDER BY u.id DESC, u.name ASC;

SELECT u.id, u.t_id, u.name 
FROM u ORDER BY u.id DESC;

SELECT u.id, u.t_id, u.name 
FROM u ORDER BY u.name;

SELECT u.id, u.t_id, u.name 
FROM u ORDER BY u.id NULLS FIRST;

SELECT u.id, u.t_id, u.name 
FROM u ORDER BY u.id DESC NULLS LAST;

SELECT u.id, u.t_id, u.name 
FROM u ORDER BY u.id NULLS FIRST;

SELECT u.id, u.t_id, u.name 
FROM u ORDER BY 1;

SELECT u.id, u.t_id, u.name 
FROM u;

SELECT u.id AS x 
FROM u ORDER BY x;

SELECT u.id AS x 
FROM u ORDER BY x DESC;

SELECT u.id + 1 AS x 
FROM u ORDER BY u.id + 1;

-- [group]
SELECT u.name, count(*) AS count_1 
FROM u GROUP BY u.name;

SELECT count(u.id) AS count_1 
FROM u GROUP BY u.name, u.t_id 
HAVING count(u.id) > 1;

SELECT u.name AS n 
FROM u GROUP BY n;

SELECT count(*) AS count_1 
FROM u;

SELECT count(*) AS c, u.name 
FROM u GROUP BY u.name ORDER BY c DESC;

-- [limit]
SELECT u.id, u.t_id, u.name 
FROM u 
 LIMIT 5;

SELECT u.id, u.t_id, u.name 
FROM u
 LIMIT ALL OFFSET 5;

SELECT u.id, u.t_id, u.name 
FROM u 
 LIMIT 5 OFFSET 10;

SELECT u.id, u.t_id, u.name 
FROM u;

SELECT u.id, u.t_id, u.name 
FROM u 
 LIMIT 5 OFFSET 5;

SELECT u.id, u.t_id, u.name 
FROM u 
 LIMIT 3 + 2;

SELECT u.id, u.t_id, u.name 
FROM u
 FETCH FIRST (5) ROWS ONLY;

SELECT u.id, u.t_id, u.name 
FROM u ORDER BY u.id
 OFFSET (2) ROWS
 FETCH FIRST (5) ROWS WITH TIES;

SELECT u.id, u.t_id, u.name 
FROM u 
 LIMIT 0;

-- [limit_not_1] raises ArgumentError: LIMIT / OFFSET expression expected, got <sqlalchemy.sql.elements.TextClause object at 0x…>.
-- [distinct]
SELECT DISTINCT u.id 
FROM u;

SELECT DISTINCT ON (u.name) u.id 
FROM u;

SELECT DISTINCT ON (u.name, u.id) u.id, u.t_id, u.name 
FROM u;

SELECT DISTINCT u.name 
FROM u;

-- [for_update]
SELECT u.id, u.t_id, u.name 
FROM u FOR UPDATE;

SELECT u.id, u.t_id, u.name 
FROM u FOR UPDATE NOWAIT;

SELECT u.id, u.t_id, u.name 
FROM u FOR SHARE SKIP LOCKED;

SELECT u.id, u.t_id, u.name 
FROM u FOR UPDATE OF u;

SELECT u.id, u.t_id, u.name 
FROM u FOR NO KEY UPDATE OF u;

-- [prefixes]
SELECT ALL u.id 
FROM u;

SELECT u.id 
FROM u -- end;

-- [prefixes_not_1] raises CompileError: Unrecognized hint: 'x'
-- [labels]
SELECT u.id AS a, u.name AS "User" 
FROM u;

SELECT u.id, u.id AS id__1 
FROM u;

SELECT t.id, u.id AS id_1 
FROM t, u;

SELECT t.id AS t_id, u.id AS u_id 
FROM t, u;

SELECT f() AS f_1, f() AS f_2;

SELECT u.id + 1 AS anon_1, u.id + 2 AS anon_2 
FROM u;

SELECT now() AS now;

SELECT 1 AS anon_1, 1 AS anon_2;

SELECT u.id = 1 AS anon_1, u.id != 2 AS anon_2 
FROM u;

SELECT CAST(u.id AS TEXT) AS id 
FROM u;

-- [joins]
SELECT t.id 
FROM t JOIN u ON t.id = u.t_id;

SELECT t.id 
FROM t LEFT OUTER JOIN u ON t.id = u.t_id;

SELECT t.id 
FROM t LEFT OUTER JOIN u ON t.id = u.t_id;

SELECT t.id 
FROM t FULL OUTER JOIN u ON t.id = u.t_id;

SELECT t.id, u.name 
FROM t JOIN u ON t.id = u.t_id;

SELECT u.name 
FROM t LEFT OUTER JOIN u ON t.id = u.t_id AND u.name = 'x';

SELECT t.id 
FROM t JOIN u ON t.id = u.t_id;

SELECT t.id 
FROM t FULL OUTER JOIN u ON t.id = u.t_id;

SELECT t.id 
FROM t JOIN u ON t.id = u.t_id;

SELECT t.id 
FROM t JOIN u ON true;

-- [join_of_three]
SELECT t.id 
FROM t JOIN u ON t.id = u.t_id JOIN crm.users ON crm.users.id = u.id;

SELECT t.id 
FROM t JOIN u ON t.id = u.t_id JOIN crm.users ON crm.users.id = u.id;

SELECT t.id 
FROM t JOIN (u JOIN crm.users ON crm.users.id = u.id) ON t.id = u.t_id;

-- [join_by_foreign_key]
SELECT a.id, b.id AS id_1 
FROM a JOIN b ON a.id = b.a_id;

SELECT a.id 
FROM a LEFT OUTER JOIN b ON a.id = b.a_id;

SELECT b.id 
FROM b JOIN a ON a.id = b.a_id;

-- [from_several]
SELECT t.id, u.id AS id_1 
FROM t, u;

SELECT t.id 
FROM t, u 
WHERE t.id = u.t_id;

SELECT t.id 
FROM u, t;

SELECT count(*) AS count_1 
FROM t, u;

-- [alias]
SELECT a.id, a.t_id, a.name 
FROM u AS a;

SELECT a.id, u_1.id AS id_1 
FROM u AS a, u AS u_1 
WHERE a.id = u_1.t_id;

SELECT a.id 
FROM u AS a JOIN u ON a.id = u.id;

SELECT "User".id 
FROM u AS "User";

SELECT x.name 
FROM crm.users AS x;

SELECT "a b".id, "a b".t_id, "a b".name 
FROM u AS "a b";

-- [tablesample]
SELECT u_1.id 
FROM u AS u_1 TABLESAMPLE system(5);

SELECT s.id, s.t_id, s.name 
FROM u AS s TABLESAMPLE bernoulli(1) REPEATABLE (random());

-- [lateral]
SELECT t.id, l.id AS id_1 
FROM t JOIN LATERAL (SELECT u.id AS id 
FROM u 
WHERE u.t_id = t.id) AS l ON true;

SELECT t.id 
FROM t, LATERAL (SELECT u.id AS id 
FROM u 
WHERE u.t_id = t.id) AS anon_1;

-- [subquery]
SELECT anon_1.id, anon_1.n 
FROM (SELECT u.id AS id, u.name AS n 
FROM u 
WHERE u.id > 5) AS anon_1;

SELECT anon_1.n 
FROM (SELECT u.id AS id, u.name AS n 
FROM u 
WHERE u.id > 5) AS anon_1;

SELECT x.id 
FROM (SELECT u.id AS id 
FROM u) AS x;

SELECT t.id 
FROM t JOIN (SELECT u.id AS id, u.name AS n 
FROM u 
WHERE u.id > 5) AS anon_1 ON anon_1.id = t.id;

SELECT "a b".id 
FROM (SELECT u.id AS id 
FROM u) AS "a b";

SELECT count(*) AS count_1 
FROM (SELECT u.id AS id 
FROM u 
 LIMIT 5) AS anon_1;

SELECT anon_2.anon_1 
FROM (SELECT u.id + 1 AS anon_1 
FROM u) AS anon_2;

SELECT anon_1.id, anon_1.id_1 
FROM (SELECT u.id AS id, t.id AS id_1 
FROM u, t) AS anon_1;

-- [two_anonymous_subqueries]
SELECT anon_1.id, anon_2.id AS id_1 
FROM (SELECT u.id AS id 
FROM u) AS anon_1, (SELECT u.id AS id 
FROM u) AS anon_2 
WHERE anon_1.id = anon_2.id;

-- [scalar_subquery]
SELECT (SELECT count(*) AS count_1 
FROM u) AS anon_1;

SELECT t.id, (SELECT u.name 
FROM u 
WHERE u.t_id = t.id) AS n 
FROM t;

SELECT t.id 
FROM t 
WHERE t.id = (SELECT max(u.id) AS max_1 
FROM u);

SELECT t.id 
FROM t 
WHERE t.id > (SELECT u.id 
FROM u 
 LIMIT 1) + 1;

SELECT (SELECT u.id 
FROM u 
WHERE u.id = 1) AS anon_1;

SELECT (SELECT u.id 
FROM u) AS x;

-- [correlation]
SELECT t.id 
FROM t 
WHERE t.id = (SELECT u.t_id 
FROM u 
WHERE u.id = t.id);

SELECT t.id 
FROM t 
WHERE t.id = (SELECT u.t_id 
FROM u, t 
WHERE u.id = t.id);

SELECT t.id 
FROM t 
WHERE t.id = (SELECT u.t_id 
FROM u 
WHERE u.id = t.id);

-- [auto_correlation_leaves_nothing]
SELECT t.id 
FROM t 
WHERE t.id = (SELECT t.id 
FROM t);

-- [exists]
SELECT t.id 
FROM t 
WHERE EXISTS (SELECT * 
FROM u 
WHERE u.t_id = t.id);

SELECT t.id 
FROM t 
WHERE NOT (EXISTS (SELECT u.id 
FROM u 
WHERE u.t_id = t.id));

SELECT t.id 
FROM t 
WHERE EXISTS (SELECT u.id 
FROM u 
WHERE u.t_id = t.id);

SELECT t.id 
FROM t 
WHERE NOT (EXISTS (SELECT 1 AS anon_1 
FROM u 
WHERE u.t_id = t.id));

SELECT EXISTS (SELECT * 
FROM u 
WHERE u.id = 1) AS anon_1;

SELECT EXISTS (SELECT u.id 
FROM u 
WHERE u.id = 1) AS anon_1;

SELECT EXISTS (SELECT * 
FROM u 
WHERE u.id = 1) AS anon_1;

-- [cte]
WITH c AS 
(SELECT u.id AS id, u.name AS name 
FROM u 
WHERE u.id > 5)
 SELECT c.id, c.name 
FROM c;

WITH c AS 
(SELECT u.id AS id, u.name AS name 
FROM u 
WHERE u.id > 5)
 SELECT c.id 
FROM c 
WHERE c.name = 'x';

WITH c AS 
(SELECT u.id AS id, u.name AS name 
FROM u 
WHERE u.id > 5)
 SELECT t.id 
FROM t JOIN c ON c.id = t.id;

WITH c AS 
(SELECT u.id AS id, u.name AS name 
FROM u 
WHERE u.id > 5)
 SELECT t.id 
FROM t 
WHERE t.id IN (SELECT c.id 
FROM c);

WITH c AS 
(SELECT u.id AS id, u.name AS name 
FROM u 
WHERE u.id > 5)
 SELECT d.id 
FROM c AS d;

WITH anon_1 AS 
(SELECT u.id AS id 
FROM u)
 SELECT anon_1.id 
FROM anon_1;

WITH "My Cte" AS 
(SELECT u.id AS id 
FROM u)
 SELECT "My Cte".id 
FROM "My Cte";

-- [cte_of_cte]
WITH a AS 
(SELECT u.id AS id 
FROM u), 
b AS 
(SELECT a.id AS id 
FROM a 
WHERE a.id > 1)
 SELECT b.id 
FROM b;

WITH a AS 
(SELECT u.id AS id 
FROM u), 
b AS 
(SELECT a.id AS id 
FROM a 
WHERE a.id > 1)
 SELECT a.id, b.id AS id_1 
FROM a, b 
WHERE a.id = b.id;

-- [cte_recursive]
WITH RECURSIVE tree(id, t_id) AS 
(SELECT u.id AS id, u.t_id AS t_id 
FROM u 
WHERE u.t_id IS NULL UNION ALL SELECT u.id AS id, u.t_id AS t_id 
FROM u, tree 
WHERE u.t_id = tree.id)
 SELECT tree.id 
FROM tree;

-- [cte_materialized]
WITH c AS MATERIALIZED 
(SELECT u.id AS id 
FROM u)
 SELECT c.id 
FROM c;

WITH c AS 
(SELECT u.id AS id 
FROM u)
 SELECT c.id 
FROM c;

-- [cte_of_delete]
WITH gone AS 
(DELETE FROM u WHERE u.id = 1 RETURNING u.id)
 SELECT gone.id 
FROM gone;

-- [cte_of_text]
WITH c AS 
(SELECT id FROM u)
 SELECT c.id 
FROM c;

-- [unions]
SELECT u.id 
FROM u UNION SELECT t.id 
FROM t;

SELECT u.id 
FROM u UNION ALL SELECT t.id 
FROM t;

SELECT u.id 
FROM u EXCEPT SELECT t.id 
FROM t;

SELECT u.id 
FROM u EXCEPT ALL SELECT t.id 
FROM t;

SELECT u.id 
FROM u INTERSECT SELECT t.id 
FROM t;

SELECT u.id 
FROM u INTERSECT ALL SELECT t.id 
FROM t;

SELECT u.id 
FROM u UNION SELECT t.id 
FROM t;

SELECT u.id 
FROM u UNION ALL SELECT t.id 
FROM t UNION ALL SELECT u.id 
FROM u;

SELECT u.id 
FROM u EXCEPT SELECT t.id 
FROM t;

SELECT u.id 
FROM u INTERSECT SELECT t.id 
FROM t;

SELECT u.id 
FROM u UNION SELECT t.id 
FROM t ORDER BY id 
 LIMIT 5;

(SELECT u.id 
FROM u 
 LIMIT 1) UNION (SELECT t.id 
FROM t ORDER BY t.id);

SELECT u.id 
FROM u UNION (SELECT t.id 
FROM t UNION ALL SELECT u.id 
FROM u);

(SELECT u.id 
FROM u UNION SELECT t.id 
FROM t) UNION SELECT u.id 
FROM u;

SELECT anon_1.id 
FROM (SELECT u.id AS id 
FROM u UNION SELECT t.id AS id 
FROM t) AS anon_1;

WITH c AS 
(SELECT u.id AS id 
FROM u UNION SELECT t.id AS id 
FROM t)
 SELECT c.id 
FROM c;

SELECT x.id 
FROM (SELECT u.id AS id 
FROM u UNION SELECT t.id AS id 
FROM t) AS x;

-- [union_with_other_columns] raises CompileError: All selectables passed to CompoundSelect must have identical numbers of columns; select #1 has 1 columns, select #2 has 2
-- [values]
SELECT v.a, v.b 
FROM (VALUES (1, 'it''s'), (2, NULL)) AS v (a, b);

SELECT v.a 
FROM (VALUES (1)) AS v (a);

SELECT x.a 
FROM (VALUES (1), (2)) AS x (a);

-- [changed_afterwards]
SELECT u.id 
FROM u;

SELECT u.id, u.name 
FROM u;

SELECT count(*) AS count_1 
FROM u;

SELECT u.id 
FROM u 
WHERE u.id = 1;

-- [table_select]
SELECT u.id, u.t_id, u.name 
FROM u;

SELECT u.id, u.t_id, u.name 
FROM u 
WHERE u.id = 1;

SELECT crm.users.id 
FROM crm.users;

-- [columns_made_on_the_spot]
SELECT a, b 
FROM x;

SELECT count(*) 
FROM crm.x;

SELECT * 
FROM u;

SELECT * 
FROM u;

SELECT a 
FROM x JOIN y USING (a);

-- [quoted]
SELECT "My Schema"."Odd Table"."Id", "My Schema"."Odd Table"."a%b", "My Schema"."Odd Table"."select" 
FROM "My Schema"."Odd Table";

SELECT "My Schema"."Odd Table"."Id" 
FROM "My Schema"."Odd Table" 
WHERE "My Schema"."Odd Table"."a%b" = 1;

SELECT x."select" 
FROM "My Schema"."Odd Table" AS x;

-- [compiled_to_text]
SELECT u.id 
FROM u 
WHERE u.id = 1;

-- [as_string]
SELECT u.id 
FROM u;

-- [criteria_are_no_operands]
SELECT t.id 
FROM t 
WHERE t.active AND t.data ->> 1;

SELECT t.id 
FROM t GROUP BY t.id 
HAVING t.data ->> 1 AND t.active;

SELECT EXISTS (SELECT * 
FROM t 
WHERE t.active AND t.data ->> 1) AS anon_1;

SELECT t.id 
FROM t 
WHERE t.active AND (t.data ->> 1);

-- [numbers_as_columns]
SELECT 1;

SELECT -1.5, 1e+30;

SELECT 1.50, -1E+5;

SELECT anon_1.id, anon_1.2 
FROM (SELECT t.id AS id, 2 
FROM t) AS anon_1;

-- [row_as_column] raises CompileError: Most backends don't support SELECTing from a tuple() object.  If this is an ORM query, consider using the Bundle object.
-- [row_as_labelled_column] raises CompileError: Most backends don't support SELECTing from a tuple() object.  If this is an ORM query, consider using the Bundle object.
-- [row_in_set_operation] raises CompileError: Most backends don't support SELECTing from a tuple() object.  If this is an ORM query, consider using the Bundle object.
-- [rows_inside]
SELECT t.id 
FROM t 
WHERE EXISTS (SELECT (t.id, t.active) AS anon_1 
FROM t);

SELECT t.id 
FROM t 
WHERE (t.id, t.active) IN (SELECT (t.id, t.active) AS anon_1 
FROM t);

SELECT (t.id, t.active) = (t.id, t.active) AS anon_1, f((t.id, t.active)) AS f_1, CAST((t.id, t.active) AS TEXT) AS anon_2 
FROM t;

-- [windows_over_what_can_be_iterated]
SELECT row_number() OVER (ORDER BY t.id, t.active) AS anon_1 
FROM t;

SELECT row_number() OVER (PARTITION BY t.id = 1, t.active) AS anon_1 
FROM t;

SELECT row_number() OVER (ORDER BY t.id, t.id, t.id) AS anon_1 
FROM t;

SELECT row_number() OVER (ORDER BY t.id + t.id) AS anon_1 
FROM t;

SELECT row_number() OVER (ORDER BY t.id, t.amount) AS anon_1 
FROM t;

SELECT row_number() OVER (ORDER BY (t.id, t.active)) AS anon_1 
FROM t;

