-- [onupdate]
UPDATE t SET name='a', changed=now(), count=NULL, by=NULL;

UPDATE t SET changed=NULL, count=1, by='you';

UPDATE t SET changed=now(), count=NULL, by=NULL;

UPDATE t SET name='a', changed=now(), count=NULL, by=NULL;

-- [order_of_values]
UPDATE light SET id=1, name='a';

UPDATE light SET name='a', id=(light.id + 1);

-- [values_of_every_kind]
UPDATE light SET id=(light.id * 2 + 1), name=(light.name || 'x');

UPDATE light SET id=NULL, name='x';

UPDATE light SET name=CASE WHEN (light.id = 1) THEN 'a' ELSE 'b' END;

UPDATE light SET untyped=(light.id = 5 AND light.name = 'a');

UPDATE light SET untyped=(light.id IS NULL);

UPDATE light SET untyped=NULL;

UPDATE light SET id=1, name='x';

UPDATE light SET name=NULL WHERE light.id = NULL;

UPDATE light SET name='50% :x \\ it''s';

-- [a_value_without_type] raises CompileError: No literal value renderer is available for literal value "5" with datatype NULL
-- [no_values]
UPDATE light SET;

UPDATE light SET id=:id, name=:name, untyped=:untyped;

-- [several_conditions]
UPDATE light SET name='b' WHERE light.id = 1 AND light.name = 'a';

UPDATE light SET name='b' WHERE (light.id = 1 OR light.name = 'a') AND light.id != 4;

UPDATE light SET name='b' WHERE light.id = 1;

UPDATE light SET name='b' WHERE light.id = 1 AND light.name = 'q';

DELETE FROM light WHERE light.id = 1 AND x = 1;

-- [from_another_table]
UPDATE light SET name=u.name FROM u WHERE u.t_id = light.id;

UPDATE light SET name=u.name FROM u;

UPDATE light SET name='x' FROM u, "Apart".t WHERE u.t_id = light.id AND u.name = "Apart".t.name;

UPDATE t SET name=u.name, changed=now(), count=NULL, by=NULL FROM u WHERE t.id = u.t_id RETURNING t.id, u.id AS id_1;

-- [from_an_alias_of_itself]
UPDATE light SET name='x' FROM light AS other WHERE light.name = other.name AND light.id < other.id;

DELETE FROM light USING light AS other WHERE light.name = other.name AND light.id < other.id;

-- [of_an_alias]
UPDATE t AS other SET name='x' WHERE other.id = 1;

DELETE FROM t AS other WHERE other.id = 3;

-- [from_a_subquery]
UPDATE light SET id=anon_1.n FROM (SELECT u.t_id AS t_id, count(*) AS n 
FROM u GROUP BY u.t_id) AS anon_1 WHERE anon_1.t_id = light.id;

WITH named AS 
(SELECT u.t_id AS t_id, u.name AS name 
FROM u)
 UPDATE light SET name=named.name FROM named WHERE named.t_id = light.id;

WITH named AS 
(SELECT u.t_id AS t_id, u.name AS name 
FROM u)
 DELETE FROM light WHERE light.id IN (SELECT named.t_id 
FROM named);

WITH named AS 
(SELECT u.t_id AS t_id, u.name AS name 
FROM u)
 UPDATE light SET name='x';

-- [a_column_of_another_table] raises CompileError: Backend does not support additional tables in the SET clause; cannot include columns from table(s) 'u' in SET clause
-- [a_column_of_another_table_alone]
UPDATE light SET name='x';

-- [subqueries]
UPDATE light SET name=(SELECT u.name 
FROM u 
WHERE u.t_id = light.id);

UPDATE light SET name=(SELECT u.name 
FROM u 
WHERE u.t_id = light.id);

UPDATE light SET name='x' WHERE EXISTS (SELECT u.name 
FROM u 
WHERE u.t_id = light.id);

UPDATE light SET name='x' WHERE light.id IN (SELECT u.t_id 
FROM u);

UPDATE light SET name='x' WHERE light.id = (SELECT max(u.id) AS max_1 
FROM u);

DELETE FROM light WHERE NOT (EXISTS (SELECT * 
FROM u 
WHERE u.t_id = light.id));

DELETE FROM light WHERE (light.id NOT IN (SELECT u.t_id 
FROM u));

-- [schemas]
UPDATE "Apart".t SET name=("Apart".t.name || 'a') WHERE "Apart".t.id = 4;

UPDATE light SET name="Apart".t.name FROM "Apart".t WHERE "Apart".t.id = light.id;

DELETE FROM light USING "Apart".t WHERE "Apart".t.id = light.id;

DELETE FROM "Apart".t WHERE "Apart".t.id = 4;

-- [returning]
UPDATE light SET name='x' RETURNING light.id, light.name, light.untyped;

UPDATE light SET name='x' RETURNING light.id + light.id AS anon_1, light.id, light.id AS id__1;

INSERT INTO light (name) VALUES ('x') RETURNING id = :a, :b AS anon_1;

UPDATE light SET name='x' RETURNING light.name AS name, count(*) AS count_1;

DELETE FROM light RETURNING max(light.id) AS m, *;

DELETE FROM t USING u WHERE t.id = u.t_id RETURNING t.id;

-- [returning_a_value]
UPDATE light SET name='x' RETURNING light.id + :id_1 AS anon_1;

-- [prefixes]
UPDATE ONLY light SET name='x';

DELETE A B FROM light;

-- [in_a_cte]
WITH gone AS 
(DELETE FROM u WHERE u.t_id = 1 RETURNING u.id, u.name)
 INSERT INTO light (id, name) SELECT gone.id, gone.name 
FROM gone;

WITH made AS 
(INSERT INTO t (name) VALUES ('x') RETURNING t.id)
 SELECT made.id 
FROM made;

WITH made AS 
(INSERT INTO t (name) VALUES ('x') RETURNING t.id)
 INSERT INTO u (t_id) VALUES ((SELECT made.id 
FROM made));

WITH gone AS 
(DELETE FROM u WHERE u.t_id = 1 RETURNING u.id, u.name)
 DELETE FROM light WHERE light.id IN (SELECT gone.id 
FROM gone);

WITH changed AS 
(UPDATE t SET age=1, changed=now(), count=NULL, by=NULL RETURNING t.id, t.name, t.age, t.changed, t.count, t.by)
 SELECT changed.id, changed.name, changed.age, changed.changed, changed.count, changed.by 
FROM changed 
WHERE changed.age = 1;

-- [names_that_are_words]
INSERT INTO "select" ("from", "Order") VALUES ('a', 3);

UPDATE "select" SET "Order"=("select"."Order" + 1) WHERE "select"."from" = 'q';

DELETE FROM "select" WHERE "select"."Order" > 1;

-- [an_unknown_column] raises CompileError: Unconsumed column names: zz
-- [options]
UPDATE light SET name='x';

DELETE FROM light;

UPDATE light SET name='x';

