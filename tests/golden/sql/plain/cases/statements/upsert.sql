-- [targets]
INSERT INTO t (id) VALUES (1) ON CONFLICT DO NOTHING;

INSERT INTO t (id) VALUES (1) ON CONFLICT (id, "user") DO NOTHING;

INSERT INTO t (id) VALUES (1) ON CONFLICT (id, "user") DO NOTHING;

INSERT INTO t (id) VALUES (1) ON CONFLICT ON CONSTRAINT "uq_T" DO NOTHING;

INSERT INTO t (id) VALUES (1) ON CONFLICT ON CONSTRAINT uq_t DO NOTHING;

INSERT INTO t (id) VALUES (1) ON CONFLICT (lower(name), lower(name)) DO NOTHING;

-- [partial_indexes]
INSERT INTO t (id) VALUES (1) ON CONFLICT (id) WHERE age > 5 DO NOTHING;

INSERT INTO t (id) VALUES (1) ON CONFLICT (id) WHERE age > 5 DO NOTHING;

-- [both_targets] raises ValueError: 'constraint' and 'index_elements' are mutually exclusive
-- [excluded]
INSERT INTO t (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET name = excluded.name;

INSERT INTO t (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET name = excluded.name, age = (excluded.age + 1) WHERE t.age < excluded.age;

INSERT INTO t (id) VALUES (1) ON CONFLICT ON CONSTRAINT uq_t DO UPDATE SET id = excluded.id, name = excluded.name, "user" = excluded."user", age = excluded.age;

-- [values_of_columns]
INSERT INTO t (id) VALUES (1) ON CONFLICT ON CONSTRAINT x DO UPDATE SET name = 'it''s', "user" = NULL, age = (t.age + 1);

INSERT INTO t (id) VALUES (1) ON CONFLICT ON CONSTRAINT x DO UPDATE SET name = now(), age = 5;

INSERT INTO t (id) VALUES (1) ON CONFLICT ON CONSTRAINT x DO UPDATE SET age = (SELECT max(other.id) AS max_1 
FROM other);

-- [a_name_without_column]
INSERT INTO t (id) VALUES (1) ON CONFLICT ON CONSTRAINT x DO UPDATE SET name = 'x', zz = 1;

-- [nothing_to_set] raises ValueError: set parameter dictionary must not be empty
-- [a_schema]
INSERT INTO "Apart".t (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET name = ("Apart".t.name || 'x') WHERE "Apart".t.id > 3;

-- [keys_that_are_not_names]
INSERT INTO keyed ("Id") VALUES (1) ON CONFLICT ("Id") DO UPDATE SET "na me" = 'x';

-- [rows_and_returning]
INSERT INTO t (id) VALUES (1), (2) ON CONFLICT DO NOTHING RETURNING t.id;

INSERT INTO t (id) SELECT other.t_id 
FROM other ON CONFLICT DO NOTHING;

INSERT INTO t (id, name, "user", age) VALUES (:id, :name, :user, :age) ON CONFLICT DO NOTHING;

INSERT INTO t (name) VALUES ('x') ON CONFLICT DO NOTHING RETURNING t.id;

-- [two_clauses] raises InvalidRequestError: This Insert construct already has an ON CONFLICT clause established
-- [queries_inside]
INSERT INTO t (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET age = (SELECT max(other.id) AS max_1 
FROM other) WHERE t.age < (SELECT max(other.id) AS max_1 
FROM other);

-- [queries_of_another_schema_inside]
INSERT INTO t (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET age = 1 WHERE (SELECT "Apart".t.id 
FROM t);

-- [values_of_another_schema_inside]
INSERT INTO t (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET age = (SELECT "Apart".t.id 
FROM t);

