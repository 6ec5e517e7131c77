-- [values]
INSERT INTO u (id, name) VALUES (1, 'x');

INSERT INTO u (id, name) VALUES (1, NULL);

INSERT INTO u (id) VALUES (1);

INSERT INTO u (id, name) VALUES (1, 'x');

INSERT INTO u (id, t_id, name) VALUES (1, 2, 'x');

INSERT INTO u (id, t_id, name) VALUES (1, 2, 'x');

INSERT INTO u (id, name) VALUES (1, 'x');

INSERT INTO u (id, name) VALUES (1, 'x');

-- [no_values]
INSERT INTO u (id, t_id, name) VALUES (:id, :t_id, :name);

INSERT INTO u (id, t_id, name) VALUES (:id, :t_id, :name);

INSERT INTO u DEFAULT VALUES;

INSERT INTO u DEFAULT VALUES;

-- [unknown_column] raises CompileError: Unconsumed column names: nothing
-- [several_rows]
INSERT INTO u (id, name) VALUES (1, 'a'), (2, 'b''c');

INSERT INTO u (id, t_id, name) VALUES (1, 2, 'a'), (3, 4, NULL);

INSERT INTO u (id) VALUES (1);

INSERT INTO u (id, name) VALUES (1, 'x'), (2, lower('Y'));

-- [several_rows_of_other_keys] raises CompileError: INSERT value for column u.name is explicitly rendered as a boundparameter in the VALUES clause; a Python-side value or SQL expression is required
-- [expressions]
INSERT INTO u (id, name) VALUES ((SELECT max(u.id) + 1 AS anon_1 
FROM u), lower('X'));

INSERT INTO u (id, name) VALUES (DEFAULT, 'x');

INSERT INTO u (id, name) VALUES (1, 'x');

INSERT INTO u (id) VALUES (5);

INSERT INTO u (name) VALUES (NULL);

INSERT INTO u (id) VALUES (nextval('s'));

-- [bound_by_name]
INSERT INTO u (id) VALUES (NULL);

-- [from_select]
INSERT INTO u (id, name) SELECT t.id, t.name 
FROM t;

INSERT INTO u (id) SELECT t.id 
FROM t 
WHERE t.id > 5;

INSERT INTO u (id) SELECT 1 AS anon_1;

INSERT INTO u (id) SELECT t.id 
FROM t UNION SELECT u.id 
FROM u;

INSERT INTO u (id) SELECT t.id 
FROM t 
WHERE NOT (EXISTS (SELECT * 
FROM u 
WHERE u.id = t.id));

-- [from_select_with_cte]
WITH c AS 
(SELECT t.id AS id 
FROM t)
 INSERT INTO u (id) SELECT c.id 
FROM c;

-- [from_text]
INSERT INTO u (id) SELECT 1;

-- [returning]
INSERT INTO u (id) VALUES (1) RETURNING u.id;

INSERT INTO u (id) VALUES (1) RETURNING u.id, u.t_id, u.name;

INSERT INTO u (id) VALUES (1) RETURNING u.id, lower(u.name) AS n;

INSERT INTO crm.users (name, state) VALUES ('x', NULL) RETURNING crm.users.id;

-- [of_table_with_defaults]
INSERT INTO crm.users (name, state) VALUES ('x', NULL) RETURNING crm.users.id;

INSERT INTO crm.users (id, name, state) VALUES (5, 'x', 'old');

INSERT INTO crm.users (name, state) VALUES ('a', NULL), ('b', NULL);

INSERT INTO crm.users (name, state) SELECT t.name, NULL AS anon_1 
FROM t;

INSERT INTO crm.users (name, state) VALUES ('x', NULL);

-- [on_conflict_do_nothing]
INSERT INTO u (id) VALUES (1) ON CONFLICT DO NOTHING;

INSERT INTO u (id) VALUES (1) ON CONFLICT (id) DO NOTHING;

INSERT INTO u (id) VALUES (1) ON CONFLICT (id, name) DO NOTHING;

INSERT INTO u (id) VALUES (1) ON CONFLICT ON CONSTRAINT pk_u DO NOTHING;

INSERT INTO u (id) VALUES (1) ON CONFLICT (id) WHERE id > 5 DO NOTHING;

INSERT INTO u (id) SELECT t.id 
FROM t ON CONFLICT DO NOTHING;

-- [on_conflict_do_update]
INSERT INTO u (id, name) VALUES (1, 'x') ON CONFLICT (id) DO UPDATE SET name = 'y';

INSERT INTO u (id, name) VALUES (1, 'x') ON CONFLICT ON CONSTRAINT "My Key" DO UPDATE SET t_id = 5, name = 'y';

INSERT INTO u (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET name = upper(u.name) WHERE u.t_id > 5;

INSERT INTO u (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET name = NULL RETURNING u.id;

-- [on_conflict_excluded]
INSERT INTO u (id, name) VALUES (1, 'x') ON CONFLICT (id) DO UPDATE SET name = excluded.name;

INSERT INTO u (id, name) VALUES (1, 'x') ON CONFLICT (id) DO UPDATE SET t_id = (u.t_id + 1), name = (excluded.name || 'z') WHERE excluded.id != u.id;

-- [on_conflict_several_rows]
INSERT INTO u (id, name) VALUES (1, 'a'), (2, 'b') ON CONFLICT (id) DO UPDATE SET name = excluded.name;

-- [on_conflict_without_target] raises ValueError: Either constraint or index_elements, but not both, must be specified unless DO NOTHING
-- [on_conflict_of_plain_insert] raises AttributeError: 'Insert' object has no attribute 'on_conflict_do_nothing'
-- [values_of_types]
INSERT INTO t (amount, ratio, active, created, day, uid, tags, kind, blob) VALUES (1.5, 0.5, true, '2024-01-02 00:00:00', '2024-01-02', '00000000-0000-0000-0000-000000000001', ARRAY['a'], 'blue', 'x');

-- [values_of_types_not_1] raises CompileError: No literal value renderer is available for literal value "{'a': [1, None]}" with datatype JSON
-- [json_values]
INSERT INTO t (data) VALUES (NULL);

INSERT INTO t (doc) VALUES (NULL);

-- [json_values_not_1] raises CompileError: No literal value renderer is available for literal value "{'a': 1}" with datatype JSONB
-- [json_values_not_2] raises CompileError: No literal value renderer is available for literal value "symbol('JSON_NULL')" with datatype JSON
-- [json_values_not_3] raises CompileError: No literal value renderer is available for literal value "{'a': 1}" with datatype JSON
-- [prefix]
INSERT X INTO u (id) VALUES (1);

-- [with_cte]
WITH c AS 
(SELECT t.id AS id 
FROM t)
 INSERT INTO u (id) VALUES ((SELECT c.id 
FROM c));

WITH c AS 
(SELECT t.id AS id 
FROM t)
 INSERT INTO u (id) VALUES (1);

