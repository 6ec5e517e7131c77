-- [generated_key]
INSERT INTO numbered (name) VALUES ('a') RETURNING numbered.id;

INSERT INTO numbered (id, name) VALUES (1, 'a');

INSERT INTO numbered (id) VALUES (NULL);

INSERT INTO numbered (id) VALUES (next_id()) RETURNING numbered.id;

INSERT INTO numbered DEFAULT VALUES RETURNING numbered.id;

INSERT INTO numbered DEFAULT VALUES RETURNING numbered.id;

-- [no_key]
INSERT INTO keyless (v) VALUES ('a');

INSERT INTO keyless DEFAULT VALUES;

INSERT INTO pairs (a, v) VALUES (1, 'a');

-- [a_place_for_every_column]
INSERT INTO numbered (id, name, "user", data) VALUES (:id, :name, :user, :data::JSON);

INSERT FOO INTO numbered (id, name, "user", data) VALUES (:id, :name, :user, :data::JSON);

INSERT INTO filled (id, a, b, c, d, e, f) VALUES (:id, :a, :b, :c, :d, :e, :f);

UPDATE numbered SET id=:id, name=:name, "user"=:user, data=:data::JSON;

-- [inline]
INSERT INTO numbered (name) VALUES ('a');

INSERT INTO numbered (name) VALUES ('a');

INSERT INTO sequences (id, n, v) VALUES (nextval('my_seq'), nextval('"Other".n_seq'), 'a');

-- [constants_and_expressions]
INSERT INTO filled (a, b, c, f) VALUES (NULL, now(), NULL, 'q') RETURNING filled.id;

INSERT INTO filled (a, b, c, f) VALUES (NULL, now(), NULL, 'q') RETURNING filled.id;

INSERT INTO filled (a, b, c) VALUES (NULL, now(), NULL) RETURNING filled.id;

-- [several_rows]
INSERT INTO filled (a, b, c, f) VALUES (NULL, now(), NULL, 'q'), (NULL, now(), NULL, 'r');

INSERT INTO filled (a, b, c, f) VALUES (2, now(), NULL, 'q'), (NULL, now(), NULL, 'r');

INSERT INTO filled (a, b, c, f) VALUES (NULL, now(), NULL, 'q'), (2, now(), NULL, 'r');

INSERT INTO numbered (id, name) VALUES (1, 'a'), (2, 'b');

INSERT INTO numbered (name) VALUES ('a'), ('b');

INSERT INTO numbered (name) VALUES ('a'), ('b');

-- [a_later_row_without_a_value] raises CompileError: INSERT value for column numbered.id is explicitly rendered as a boundparameter in the VALUES clause; a Python-side value or SQL expression is required
-- [mixed_formats] raises InvalidRequestError: Can't mix single and multiple VALUES formats in one INSERT statement; one style appends to a list while the other replaces values, so the intent is ambiguous.
-- [functions_of_python]
INSERT INTO unique_ids (id, v) VALUES (NULL, 'a');

INSERT INTO unique_ids (id, v) VALUES (NULL, 'a'), (NULL, 'b');

-- [sequences_as_defaults]
INSERT INTO sequences (id, n, v) VALUES (nextval('my_seq'), nextval('"Other".n_seq'), 'a') RETURNING sequences.id;

INSERT INTO sequences (id, n, v) VALUES (nextval('my_seq'), nextval('"Other".n_seq'), 'a'), (nextval('my_seq'), nextval('"Other".n_seq'), 'b');

-- [key_of_the_server]
INSERT INTO t (v) VALUES ('a') RETURNING t.id;

INSERT INTO t DEFAULT VALUES RETURNING t.id;

-- [key_with_an_identity]
INSERT INTO t (v) VALUES ('a') RETURNING t.b;

-- [key_that_is_a_foreign_key]
INSERT INTO t (v) VALUES ('a');

-- [key_with_an_expression]
INSERT INTO t (id, v) VALUES (next_id(), 'a') RETURNING t.id;

INSERT INTO t (id, v) VALUES (next_id(), 'a'), (next_id(), 'b');

-- [columns_of_a_light_table]
INSERT INTO t (id, v) VALUES (1, NULL);

INSERT INTO t (id, v) VALUES (NULL, 'a');

INSERT INTO t (id, v) VALUES (next_id(), 'a');

-- [keys_that_are_not_names]
INSERT INTO keyed ("Id", "na me") VALUES (1, 'x');

INSERT INTO keyed ("na me") VALUES ('x') RETURNING keyed."Id", keyed."na me";

UPDATE keyed SET "na me"='x' WHERE keyed."Id" = 3;

INSERT INTO keyed ("Id", "na me") VALUES (1, 'x');

-- [a_name_that_is_not_a_key] raises CompileError: Unconsumed column names: Id
-- [in_bulk]
INSERT INTO filled (a, b, c, f) VALUES (NULL, now(), NULL, 'x');

INSERT INTO filled (a, b, c) VALUES (3, now(), NULL);

INSERT INTO filled (a, b, c) VALUES (NULL, now(), NULL);

INSERT INTO sequences (id, n, v) VALUES (nextval('my_seq'), nextval('"Other".n_seq'), 'x');

INSERT INTO unique_ids (id, v) VALUES (NULL, 'x');

INSERT INTO keyless DEFAULT VALUES;

-- [of_the_same_table_twice]
INSERT INTO numbered (name) VALUES ('a') RETURNING numbered.id;

INSERT INTO numbered (name, "user") VALUES ('d', 'c') RETURNING numbered.id;

-- [what_create_table_gives]
CREATE TABLE t (
    id SERIAL NOT NULL, 
    v VARCHAR, 
    PRIMARY KEY (id)
);

INSERT INTO t (v) VALUES ('a');

INSERT INTO t (v) VALUES ('b') RETURNING t.id;

UPDATE t SET v='c' WHERE t.id = 1;

DELETE FROM t;

-- [on_a_connection]
INSERT INTO numbered (id, name, "user", data) VALUES (:id, :name, :user, :data::JSON);

INSERT INTO numbered (name) VALUES ('x') RETURNING numbered.id;

-- [with_a_query_as_value]
INSERT INTO numbered (name) VALUES ((SELECT max(keyless.v) AS max_1 
FROM keyless)) RETURNING numbered.id;

INSERT INTO numbered (name) VALUES ((SELECT keyless.v 
FROM keyless 
WHERE keyless.a = 1)) RETURNING numbered.id;

-- [from_a_query]
INSERT INTO filled (f, a, b, c) SELECT keyless.v, NULL AS anon_1, now() AS now_1, NULL AS anon_2 
FROM keyless;

INSERT INTO filled (f) SELECT keyless.v 
FROM keyless;

INSERT INTO filled (f, a, b, c) SELECT keyless.v, keyless.a, now() AS now_1, NULL AS anon_1 
FROM keyless;

INSERT INTO sequences (v, id, n) SELECT keyless.v, nextval('my_seq') AS next_value_1, nextval('"Other".n_seq') AS next_value_2 
FROM keyless;

INSERT INTO numbered (name) SELECT keyless.v 
FROM keyless;

INSERT INTO keyless (a, v) SELECT pairs.a, pairs.v 
FROM pairs RETURNING keyless.a;

-- [from_a_union_beside_defaults] raises CompileError: Can't extend statement for INSERT..FROM SELECT to include additional default-holding column(s) 'a', 'b', 'c'.  Convert the selectable to a subquery() first, or pass include_defaults=False to Insert.from_select() to skip these columns.
-- [into_itself]
INSERT INTO keyless (v) SELECT 'x' AS anon_1 
WHERE NOT (EXISTS (SELECT * 
FROM keyless 
WHERE keyless.v = 'x'));

INSERT INTO keyless (v) SELECT keyless.v 
FROM keyless 
WHERE keyless.a = 1;

