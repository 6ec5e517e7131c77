-- [string]
UPDATE t SET a = 1;

-- [string_with_semicolon]
UPDATE t SET a = 1;;

UPDATE t SET a = 1;;

UPDATE t SET a = 1;;;

-- [string_with_blanks]
UPDATE t
    SET a = 1;

-- [string_with_percent_and_colon]
SELECT '100%', '%s', '%%', 'NULL', a::int, ':y';

-- [string_with_backslash]
SELECT E'\n', '\\';

-- [string_empty]
;

-- [string_of_several_statements]
SELECT 1; SELECT 2;
SELECT 3;

-- [text]
UPDATE t SET a = 1;

-- [text_with_percent]
SELECT '100%' WHERE a LIKE '%x';

-- [text_with_escaped_colon]
SELECT ':x', a::int, 'b:c';

-- [text_with_value]
UPDATE t SET a = 5, b = 'it''s';

-- [text_with_unbound_value]
UPDATE t SET a = NULL;

-- [text_with_values_of_many_types]
SELECT NULL, true, 1.5, 2.50, '2024-01-02', '2024-01-02 03:04:05';

-- [text_with_typed_value]
SELECT 5;

SELECT 'x';

-- [text_with_list]
SELECT * FROM t WHERE a IN (1, 2);

-- [text_with_empty_list]
SELECT * FROM t WHERE a IN (SELECT CAST(NULL AS INTEGER) WHERE 1!=1);

-- [text_with_percent_value]
SELECT '100%\\ :b';

-- [text_columns]
SELECT a, b FROM t;

-- [text_subquery]
SELECT r.a 
FROM (SELECT a FROM s) AS r 
WHERE r.a > 5;

-- [ddl]
ALTER TABLE t OWNER TO me;

SELECT '100%';

-- [ddl_with_dialect]
SELECT 1;

SELECT 2;

-- [create_and_drop_schema]
CREATE SCHEMA crm;

CREATE SCHEMA IF NOT EXISTS "My Schema";

DROP SCHEMA IF EXISTS crm CASCADE;

-- [create_and_drop_sequence]
CREATE SEQUENCE s;

CREATE SEQUENCE IF NOT EXISTS crm."S";

DROP SEQUENCE IF EXISTS s;

-- [create_sequence_options]
CREATE SEQUENCE s AS BIGINT INCREMENT BY -2 START WITH 5 MINVALUE -9 MAXVALUE 99 CACHE 3 CYCLE;

CREATE SEQUENCE t NO MINVALUE NO MAXVALUE NO CYCLE;

-- [create_table_construct]
CREATE TABLE crm.t (
    id SERIAL NOT NULL, 
    a VARCHAR(5), 
    PRIMARY KEY (id)
);

CREATE TABLE IF NOT EXISTS crm.t (
    id SERIAL NOT NULL, 
    a VARCHAR(5), 
    PRIMARY KEY (id)
);

-- [create_table_construct_with_foreign_key]
CREATE TABLE t (
    a INTEGER, 
    FOREIGN KEY(a) REFERENCES o (id)
);

-- [drop_table_construct]
DROP TABLE t;

DROP TABLE IF EXISTS t;

-- [create_index_construct]
CREATE INDEX ix ON t (a, b DESC) WHERE b > 'x';

CREATE INDEX IF NOT EXISTS ix ON t (a, b DESC) WHERE b > 'x';

DROP INDEX ix;

DROP INDEX IF EXISTS ix;

-- [add_and_drop_constraint_constructs]
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a);

ALTER TABLE t DROP CONSTRAINT uq;

ALTER TABLE t DROP CONSTRAINT IF EXISTS uq CASCADE;

-- [comment_constructs]
COMMENT ON TABLE t IS 'it''s';

COMMENT ON COLUMN t.a IS 'x';

COMMENT ON TABLE t IS NULL;

COMMENT ON COLUMN t.a IS NULL;

-- [create_enum_construct]
CREATE TYPE e AS ENUM ('a', 'b');

DROP TYPE e;

-- [table_create]
CREATE TABLE t (
    id SERIAL NOT NULL, 
    a VARCHAR(5), 
    PRIMARY KEY (id)
);

CREATE INDEX ix_t_a ON t (a);

COMMENT ON COLUMN t.a IS 'c';

DROP TABLE t;

-- [table_create_checkfirst]
CREATE TABLE t (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

-- [table_create_checkfirst_off]
CREATE TABLE t (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

DROP TABLE t;

-- [metadata_create_all]
CREATE TABLE a (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE b (
    a_id INTEGER, 
    FOREIGN KEY(a_id) REFERENCES a (id)
);

-- [execution_options]
SELECT 1;

-- [bind_execute_text]
UPDATE t SET a = 1;

-- [bind_execute_text_with_values]
UPDATE t SET a = NULL;

-- [bind_execute_string]
UPDATE t SET a = 1;

-- [bind_execute_result] raises AttributeError: 'NoneType' object has no attribute 'fetchall'
-- [bind_scalar] raises AttributeError: 'MockConnection' object has no attribute 'scalar'
-- [not_sql] raises AttributeError: 'int' object has no attribute 'compile'
-- [none] raises AttributeError: 'NoneType' object has no attribute 'compile'
-- [list_of_statements] raises AttributeError: 'list' object has no attribute 'compile'
