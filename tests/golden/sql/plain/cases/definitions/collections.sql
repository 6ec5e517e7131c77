-- [create]
CREATE TABLE t (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

-- [create_without_looking]
CREATE TABLE t (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

-- [create_by_position]
CREATE TABLE t (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

-- [create_on_the_engine]
CREATE TABLE t (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

-- [create_without_a_connection] raises TypeError: Table.create() missing 1 required positional argument: 'bind'
-- [create_with_everything]
CREATE TABLE "Crm"."Accounts" (
    id BIGSERIAL NOT NULL, 
    name VARCHAR(20) NOT NULL, 
    email TEXT, 
    PRIMARY KEY (id), 
    CONSTRAINT positive CHECK (id > 0), 
    UNIQUE (email)
);

CREATE INDEX "ix_Crm_Accounts_name" ON "Crm"."Accounts" (name);

COMMENT ON TABLE "Crm"."Accounts" IS 'it''s all';

COMMENT ON COLUMN "Crm"."Accounts".name IS 'who';

-- [create_with_a_convention]
CREATE TABLE t (
    id SERIAL NOT NULL, 
    a INTEGER, 
    CONSTRAINT pk_t PRIMARY KEY (id), 
    CONSTRAINT uq_t_a_id UNIQUE (a, id), 
    CONSTRAINT ck_t_positive CHECK (a > 0), 
    CONSTRAINT fk_t_a_t FOREIGN KEY(a) REFERENCES t (id)
);

CREATE INDEX ix_t_a ON t (a);

-- [create_with_a_convention_by_class]
CREATE TABLE t (
    id SERIAL NOT NULL, 
    CONSTRAINT key_of_t PRIMARY KEY (id)
);

-- [create_with_an_empty_convention]
CREATE TABLE t (
    id INTEGER
);

CREATE INDEX ix_t_id ON t (id);

-- [create_with_a_token_of_its_own]
CREATE TABLE t (
    id INTEGER, 
    CONSTRAINT uq_d UNIQUE (id)
);

-- [create_with_a_type]
CREATE TYPE kind AS ENUM ('a', 'b');

CREATE TABLE t (
    k kind, 
    more kind[]
);

-- [create_twice_with_a_type]
CREATE TYPE kind AS ENUM ('a', 'b');

CREATE TABLE t (
    k kind
);

CREATE TYPE kind AS ENUM ('a', 'b');

CREATE TABLE u (
    k kind
);

-- [create_with_a_type_made_elsewhere]
CREATE TABLE t (
    k kind
);

-- [create_with_an_inherited_schema]
CREATE TYPE crm.kind AS ENUM ('a');

CREATE TABLE crm.t (
    k crm.kind
);

DROP TABLE crm.t;

DROP TYPE crm.kind;

-- [create_with_a_type_of_the_collection]
CREATE TABLE t (
    k kind
);

-- [create_with_a_sequence]
CREATE SEQUENCE sq START WITH 5;

CREATE TABLE t (
    id INTEGER NOT NULL, 
    PRIMARY KEY (id)
);

DROP TABLE t;

DROP SEQUENCE sq;

-- [create_with_an_optional_sequence]
CREATE TABLE t (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

-- [create_with_a_late_foreign_key]
CREATE TABLE t (
    u INTEGER
);

-- [create_behind_an_index]
CREATE TABLE t (
    a INTEGER, 
    b TEXT
);

CREATE INDEX ix ON t USING btree (a, b DESC);

-- [create_behind_a_check]
CREATE TABLE t (
    a INTEGER, 
    CONSTRAINT ck CHECK (a > 5)
);

-- [create_with_a_comment_on_a_constraint]
CREATE TABLE t (
    a INTEGER, 
    CONSTRAINT uq UNIQUE (a)
);

COMMENT ON CONSTRAINT uq ON t IS 'one';

-- [foreign_key_in_the_collection]
CREATE TABLE t (
    owner BIGINT, 
    editor BIGINT, 
    CONSTRAINT fk_editor FOREIGN KEY(editor) REFERENCES crm."Users" ("Id"), 
    FOREIGN KEY(owner) REFERENCES crm."Users" ("Id")
);

-- [foreign_key_by_name]
CREATE TABLE t (
    u INTEGER, 
    FOREIGN KEY(u) REFERENCES u ("Id")
);

-- [foreign_key_to_itself]
CREATE TABLE crm.t (
    id SERIAL NOT NULL, 
    parent INTEGER, 
    PRIMARY KEY (id), 
    FOREIGN KEY(parent) REFERENCES crm.t (id)
);

-- [foreign_key_to_an_unknown_table] raises NoReferencedTableError: Foreign key associated with column 't.u' could not find table 'u' with which to generate a foreign key to target column 'id'
-- [foreign_key_to_an_unknown_column] raises NoReferencedColumnError: Could not initialize target column for ForeignKey 'u.key' on table 't': table 'u' has no column named 'key'
-- [drop]
DROP TABLE "Crm".t;

DROP TYPE kind;

-- [drop_with_a_foreign_key_into_the_unknown]
DROP TABLE t;

-- [create_all]
CREATE TABLE customers (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE orders (
    id SERIAL NOT NULL, 
    customer INTEGER, 
    PRIMARY KEY (id), 
    FOREIGN KEY(customer) REFERENCES customers (id)
);

CREATE INDEX ix_orders_customer ON orders (customer);

COMMENT ON TABLE orders IS 'who bought what';

-- [create_all_in_levels]
CREATE TABLE z (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE a (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE b (
    id INTEGER NOT NULL, 
    PRIMARY KEY (id), 
    FOREIGN KEY(id) REFERENCES a (id)
);

CREATE TABLE c (
    b INTEGER NOT NULL, 
    PRIMARY KEY (b), 
    FOREIGN KEY(b) REFERENCES b (id)
);

DROP TABLE c;

DROP TABLE b;

DROP TABLE a;

DROP TABLE z;

-- [create_all_with_types_and_sequences]
CREATE TYPE kind AS ENUM ('x', 'y');

CREATE SEQUENCE crm.numbers;

CREATE SEQUENCE a_ids;

CREATE TABLE crm.a (
    id INTEGER NOT NULL, 
    kind kind, 
    PRIMARY KEY (id)
);

CREATE SEQUENCE b_ids;

CREATE TABLE crm.b (
    id INTEGER NOT NULL, 
    kind kind, 
    PRIMARY KEY (id)
);

DROP TABLE crm.b;

DROP TABLE crm.a;

DROP SEQUENCE crm.numbers;

DROP SEQUENCE a_ids;

DROP SEQUENCE b_ids;

DROP TYPE kind;

-- [create_some]
CREATE TYPE kind AS ENUM ('x');

CREATE TABLE a (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

-- [create_none]
-- [create_by_key]
CREATE TABLE crm.a (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

-- [create_all_without_a_connection] raises TypeError: MetaData.create_all() missing 1 required positional argument: 'bind'
-- [create_all_with_a_late_foreign_key]
CREATE TABLE a (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE b (
    a INTEGER
);

ALTER TABLE b ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES a (id);

-- [index_over_a_column_without_a_table]
CREATE TABLE t (
    a INTEGER
);

CREATE INDEX ix ON t (a);

-- [index_over_a_column_in_its_table]
CREATE TABLE t (
    a INTEGER, 
    CONSTRAINT uq UNIQUE (a)
);

CREATE INDEX ix ON t (a);

-- [index_creates_itself]
CREATE UNIQUE INDEX "Ix" ON crm.t (a) INCLUDE (b) WHERE b = 'x';

DROP INDEX crm."Ix";

-- [index_looks_first]
CREATE INDEX ix ON t (lower(a));

-- [sequence_creates_itself]
CREATE SEQUENCE crm."Numbers" INCREMENT BY 5 START WITH 1;

DROP SEQUENCE crm."Numbers";

-- [sequence_without_looking]
CREATE SEQUENCE crm.numbers;

DROP SEQUENCE crm.numbers;

-- [optional_sequence_creates_nothing]
-- [sequence_with_a_quoted_schema]
CREATE SEQUENCE "crm"."numbers";

-- [create_with_a_name_that_is_too_long] raises IdentifierError: Identifier 'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn' exceeds maximum length of 63 characters
-- [drop_from_a_schema_whose_name_is_too_long] raises IdentifierError: Identifier 'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn' exceeds maximum length of 63 characters
-- [create_with_a_name_that_just_fits]
CREATE TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn (
    a INTEGER
);

-- [type_of_a_foreign_key_in_an_expression]
UPDATE a SET z=(a.z || a.z);

-- [type_of_a_foreign_key_constraint_in_an_expression]
SELECT anon_2.z / 2 AS anon_1 
FROM (SELECT a.z AS z 
FROM a) AS anon_2;

-- [type_of_a_foreign_key_that_is_only_selected]
SELECT a.id, a.z 
FROM a 
WHERE a.id > 3;

INSERT INTO a (id) VALUES (7);

CREATE TABLE a (
    id SERIAL NOT NULL, 
    z TEXT, 
    PRIMARY KEY (id), 
    FOREIGN KEY(z) REFERENCES z (id)
);

-- [named_type_of_a_foreign_key]
CREATE TABLE a (
    z c, 
    FOREIGN KEY(z) REFERENCES z (id)
);

-- [column_of_two_tables] raises ArgumentError: Column object 'a' already assigned to Table 't'
-- [column_of_an_operation_and_a_table] raises ArgumentError: Column object 'a' already assigned to Table 't'
-- [type_of_a_foreign_key_to_a_later_table]
UPDATE a SET z=(a.z || a.z);

-- [named_type_of_a_foreign_key_in_an_expression]
UPDATE a SET c='a';

