-- [update]
UPDATE u SET name='x';

UPDATE u SET name=NULL;

UPDATE u SET name='it''s' WHERE u.id = 1;

UPDATE u SET name='x' WHERE u.id = 1;

UPDATE u SET name='x' WHERE u.id = 1 AND u.t_id = 2;

UPDATE u SET id=1, name='x';

UPDATE u SET id=1, name='x';

UPDATE u SET id=2, name='a';

UPDATE u SET name='x' WHERE u.id = 1;

-- [update_without_values]
UPDATE u SET id=:id, t_id=:t_id, name=:name WHERE u.id = 1;

-- [update_unknown_column] raises CompileError: Unconsumed column names: nothing
-- [update_expressions]
UPDATE u SET id=(u.id + 1);

UPDATE u SET name=lower(u.name);

UPDATE u SET name=CASE WHEN (u.id = 1) THEN 'a' ELSE u.name END;

UPDATE u SET name=(u.name || 'x');

UPDATE u SET name='x';

UPDATE u SET name=CAST(u.id AS VARCHAR);

UPDATE u SET id=5, name=NULL;

UPDATE u SET name='x';

UPDATE t SET active=NOT t.active;

UPDATE t SET active=(t.id > 5);

UPDATE t SET created=(now() - make_interval(secs=>86400.0));

-- [update_from]
UPDATE u SET name=t.name FROM t WHERE u.t_id = t.id;

UPDATE u SET name=t.name FROM t WHERE u.t_id = t.id AND t.id > 5;

UPDATE u SET name='x' FROM t, crm.users WHERE u.t_id = t.id AND crm.users.id = t.id;

-- [update_from_alias]
UPDATE u SET name=a.name FROM u AS a WHERE u.id = a.t_id;

UPDATE u AS a SET name='x' WHERE a.id = 1;

-- [update_from_subquery]
UPDATE u SET name=anon_1.m FROM (SELECT t.id AS id, max(t.name) AS m 
FROM t GROUP BY t.id) AS anon_1 WHERE u.t_id = anon_1.id;

-- [update_with_scalar_subquery]
UPDATE u SET name=(SELECT t.name 
FROM t 
WHERE t.id = u.t_id);

UPDATE u SET name=(SELECT t.name 
FROM t 
WHERE t.id = u.t_id 
 LIMIT 1) WHERE u.name IS NULL;

UPDATE u SET name='x' WHERE u.id IN (SELECT t.id 
FROM t 
WHERE t.active);

UPDATE u SET name='x' WHERE EXISTS (SELECT * 
FROM t 
WHERE t.id = u.t_id);

-- [update_with_cte]
WITH c AS 
(SELECT t.id AS id 
FROM t)
 UPDATE u SET name='x' FROM c WHERE u.id = c.id;

WITH c AS 
(SELECT t.id AS id 
FROM t)
 UPDATE u SET name='x' WHERE u.id IN (SELECT c.id 
FROM c);

-- [update_returning]
UPDATE u SET name='x' RETURNING u.id;

UPDATE u SET name='x' RETURNING u.id, u.name AS n;

-- [update_ordered]
UPDATE u SET name='x', id=1;

-- [update_of_table]
UPDATE crm.users SET name='x', seen=now() WHERE crm.users.id = 1;

UPDATE crm.users SET seen=NULL;

UPDATE crm.users SET name=crm.users.state, seen=now();

-- [update_values_of_types]
UPDATE t SET amount=2, active=false, created='2024-01-02 00:00:00', uid='00000000-0000-0000-0000-000000000001', tags=ARRAY[], kind='blue';

UPDATE t SET kind='blue' WHERE t.kind = 'red';

-- [update_json]
UPDATE t SET data=jsonb_set(t.data, '{a}', '1');

-- [update_json_not_1] raises CompileError: No literal value renderer is available for literal value "{'a': 1}" with datatype JSONB
-- [update_json_not_2] raises CompileError: No literal value renderer is available for literal value "{'a': 1}" with datatype JSONB
-- [update_json_not_3] raises CompileError: No literal value renderer is available for literal value "{'a': "it's"}" with datatype JSON
-- [update_json_not_4] raises CompileError: No literal value renderer is available for literal value "5" with datatype JSONB
-- [update_array_item]
UPDATE t SET tags[:tags_1]='x';

UPDATE t SET tags=array_append(t.tags, 'z');

UPDATE t SET tags=(t.tags || ARRAY['x']);

-- [update_bound]
UPDATE u SET name='x' WHERE u.id = 5;

-- [update_bound_without_value]
UPDATE u SET name='x' WHERE u.id = NULL;

-- [update_prefix]
UPDATE ONLY u SET name='x';

-- [update_as_whereclause_argument] raises TypeError: TableClause.update() takes 1 positional argument but 2 were given
-- [delete]
DELETE FROM u;

DELETE FROM u;

DELETE FROM u WHERE u.id = 1;

DELETE FROM u WHERE u.id IN (1, 2) AND u.name = 'x';

DELETE FROM crm.users WHERE crm.users.name LIKE 'a%';

-- [delete_using]
DELETE FROM u USING t WHERE u.t_id = t.id;

DELETE FROM u USING t, crm.users WHERE u.t_id = t.id AND crm.users.id = t.id;

-- [delete_using_alias]
DELETE FROM u USING u AS a WHERE u.id < a.id AND u.name = a.name;

-- [delete_with_subquery]
DELETE FROM u WHERE u.id IN (SELECT t.id 
FROM t);

DELETE FROM u WHERE NOT (EXISTS (SELECT t.id 
FROM t 
WHERE t.id = u.t_id));

DELETE FROM u WHERE u.id = (SELECT max(t.id) AS max_1 
FROM t);

-- [delete_with_cte]
WITH c AS 
(SELECT t.id AS id 
FROM t)
 DELETE FROM u USING c WHERE u.id = c.id;

WITH c AS 
(SELECT t.id AS id 
FROM t)
 DELETE FROM u WHERE u.id IN (SELECT c.id 
FROM c);

-- [delete_returning]
DELETE FROM u WHERE u.id = 1 RETURNING u.id, u.name;

DELETE FROM u RETURNING u.id, u.t_id, u.name;

-- [through_the_bind]
UPDATE u SET name='x' WHERE u.id = 1;

INSERT INTO u (id, t_id, name) VALUES (:id, :t_id, :name);

DELETE FROM u;

-- [through_the_bind_with_values]
INSERT INTO u (id, t_id, name) VALUES (:id, :t_id, :name);

UPDATE u SET name=NULL WHERE u.id = NULL;

-- [criteria_are_no_operands]
DELETE FROM t WHERE t.active AND t.data ->> 1;

DELETE FROM t WHERE t.data ->> 1 AND t.active;

UPDATE t SET id=1 WHERE t.active AND t.data ?| 'k';

DELETE FROM t WHERE t.active AND (t.data ->> 1);

DELETE FROM t WHERE t.active AND (t.data ->> 1) AND t.active;

DELETE FROM t WHERE (t.active OR (t.data ->> 1)) AND t.data ->> 1;

DELETE FROM t WHERE t.active AND (EXISTS (SELECT * 
FROM t 
WHERE (t.data ->> 1) AND t.active));

-- [returning_a_row] raises CompileError: Most backends don't support SELECTing from a tuple() object.  If this is an ORM query, consider using the Bundle object.
