-- [of_strings]
CREATE TYPE e AS ENUM ('a', 'it''s', '100%', ':x', '\\', 'ünï', '');

CREATE TABLE t (
    c0 e
);

-- [of_a_list]
CREATE TYPE e AS ENUM ('a', 'b');

CREATE TABLE t (
    c0 e
);

-- [of_python_enum]
CREATE TYPE colour AS ENUM ('RED', 'LIGHT_BLUE');

CREATE TYPE texts AS ENUM ('A', 'B');

CREATE TYPE number AS ENUM ('ONE', 'TWO');

CREATE TABLE t (
    c0 colour, 
    c1 texts, 
    c2 number
);

-- [values_callable]
CREATE TYPE colour AS ENUM ('red', 'it''s');

CREATE TABLE t (
    c0 colour
);

-- [named]
CREATE TYPE "My Enum" AS ENUM ('RED', 'LIGHT_BLUE');

CREATE TABLE t (
    c0 "My Enum"
);

-- [unnamed] raises CompileError: PostgreSQL ENUM type requires a name.
-- [no_labels]
CREATE TYPE e AS ENUM ();

CREATE TABLE t (
    c0 e
);

-- [one_label_given_as_list] raises TypeError: unhashable type: 'list'
-- [not_native]
CREATE TABLE t (
    c0 VARCHAR(3), 
    c1 VARCHAR(10), 
    c2 VARCHAR(50), 
    c3 VARCHAR(20)
);

-- [not_native_length_too_short] raises ValueError: When provided, length must be larger or equal than the length of the longest enum value. 1 < 3
-- [not_native_constraint]
CREATE TABLE t (
    c0 VARCHAR(4), 
    CONSTRAINT e CHECK (c0 IN ('a', 'it''s'))
);

-- [not_native_constraint_unnamed]
CREATE TABLE t (
    c0 VARCHAR(1), 
    CHECK (c0 IN ('a', 'b'))
);

-- [not_native_constraint_of_python_enum]
CREATE TABLE t (
    c0 VARCHAR(10), 
    CONSTRAINT colour CHECK (c0 IN ('RED', 'LIGHT_BLUE'))
);

-- [native_with_constraint]
CREATE TYPE e AS ENUM ('a');

CREATE TABLE t (
    c0 e
);

-- [schema]
CREATE TYPE crm.e AS ENUM ('a');

CREATE TYPE "My Schema"."F" AS ENUM ('a');

CREATE TABLE t (
    c0 crm.e, 
    c1 "My Schema"."F"
);

-- [schema_of_table]
CREATE TYPE e AS ENUM ('x');

CREATE TABLE crm.t (
    a e
);

-- [inherit_schema]
CREATE TYPE crm.e AS ENUM ('x');

CREATE TABLE crm.t (
    a crm.e
);

-- [inherit_schema_in_add_column]
ALTER TABLE crm.t ADD COLUMN a crm.e;

-- [metadata]
CREATE TABLE t (
    c0 e
);

-- [metadata_with_schema]
CREATE TABLE t (
    c0 crm.e
);

-- [metadata_in_add_column]
ALTER TABLE t ADD COLUMN a e;

-- [create_type_false_on_sa_enum]
CREATE TYPE e AS ENUM ('a');

CREATE TABLE t (
    c0 e
);

-- [validate_strings]
CREATE TYPE e AS ENUM ('a');

CREATE TYPE f AS ENUM ('b');

CREATE TABLE t (
    c0 e, 
    c1 f
);

-- [postgresql]
CREATE TYPE e AS ENUM ('a', 'b');

CREATE TYPE f AS ENUM ('a');

CREATE TYPE crm.h AS ENUM ('a');

CREATE TYPE i AS ENUM ('RED', 'LIGHT_BLUE');

CREATE TABLE t (
    c0 e, 
    c1 f, 
    c2 g, 
    c3 crm.h, 
    c4 i
);

-- [postgresql_unnamed] raises CompileError: PostgreSQL ENUM type requires a name.
-- [postgresql_of_python_enum_unnamed]
CREATE TYPE colour AS ENUM ('RED', 'LIGHT_BLUE');

CREATE TABLE t (
    c0 colour
);

-- [postgresql_name_only_not_created]
CREATE TABLE t (
    c0 e
);

-- [postgresql_metadata]
CREATE TABLE t (
    c0 e
);

-- [shared_by_two_columns]
CREATE TYPE e AS ENUM ('a');

CREATE TABLE t (
    a e, 
    b e
);

-- [same_name_twice]
CREATE TYPE e AS ENUM ('a');

CREATE TABLE t (
    c0 e, 
    c1 e
);

-- [shared_by_two_tables]
CREATE TYPE e AS ENUM ('a');

CREATE TABLE t (
    a e
);

CREATE TABLE u (
    a e
);

-- [postgresql_shared_by_two_tables]
CREATE TYPE e AS ENUM ('a');

CREATE TABLE t (
    a e
);

CREATE TABLE u (
    a e
);

-- [shared_by_table_and_column]
CREATE TYPE e AS ENUM ('a');

CREATE TABLE t (
    a e
);

ALTER TABLE u ADD COLUMN a e;

-- [add_column_twice]
ALTER TABLE t ADD COLUMN a e;

ALTER TABLE t ADD COLUMN b e;

-- [created_by_hand]
CREATE TYPE e AS ENUM ('a', 'b');

ALTER TABLE t ADD COLUMN a e;

-- [created_by_hand_checkfirst]
CREATE TYPE e AS ENUM ('a', 'b');

CREATE TABLE t (
    a e
);

-- [created_by_hand_checkfirst_off]
CREATE TYPE e AS ENUM ('a');

CREATE TYPE e AS ENUM ('a');

CREATE TABLE t (
    a e
);

-- [dropped_by_hand]
DROP TYPE e;

DROP TYPE f;

DROP TYPE g;

-- [dropped_with_schema]
DROP TYPE crm."E";

-- [default_of_column]
CREATE TYPE e AS ENUM ('x', 'y');

CREATE TYPE colour AS ENUM ('RED', 'LIGHT_BLUE');

CREATE TABLE t (
    a e DEFAULT 'x' NOT NULL, 
    b colour DEFAULT 'RED'
);

-- [default_as_member] raises ArgumentError: Argument 'arg' is expected to be one of type '<class 'str'>' or '<class 'sqlalchemy.sql.elements.ClauseElement'>' or '<class 'sqlalchemy.sql.elements.TextClause'>', got '<enum 'Colour'>'
-- [alter_column_existing]
ALTER TABLE t ALTER COLUMN a DROP NOT NULL;

-- [alter_column_to]
ALTER TABLE t ALTER COLUMN a TYPE e USING a::e;

-- [alter_column_to_not_native]
ALTER TABLE t ALTER COLUMN a TYPE VARCHAR(4);

-- [drop_table]
DROP TABLE t;

DROP TYPE e;

-- [with_variant]
CREATE TABLE t (
    c0 f
);

-- [variant_of_string]
CREATE TYPE e AS ENUM ('a');

CREATE TABLE t (
    c0 e
);

-- [copied]
CREATE TYPE e AS ENUM ('a');

CREATE TABLE t (
    a e
);

-- [not_native_in_add_column]
ALTER TABLE t ADD COLUMN a VARCHAR(1) NOT NULL;

ALTER TABLE t ADD CONSTRAINT e CHECK (a IN ('x'));

-- [if_not_exists]
CREATE TYPE e AS ENUM ('x');

CREATE TABLE IF NOT EXISTS t (
    a e
);

-- [add_column_if_not_exists]
ALTER TABLE t ADD COLUMN IF NOT EXISTS a e;

-- [compared]
UPDATE t SET a='LIGHT_BLUE' WHERE t.a = 'RED';

-- [labels_in_one_tuple]
ALTER TABLE t ADD COLUMN c e DEFAULT 'a' NOT NULL;

-- [labels_in_one_tuple_changed]
ALTER TABLE t ALTER COLUMN c TYPE e;

-- [labels_in_one_tuple_created] raises CompileError: No literal value renderer is available for literal value "('a', 'b')" with datatype NULL
-- [labels_in_one_tuple_as_text]
ALTER TABLE t ADD COLUMN c VARCHAR(3);

-- [labels_in_one_tuple_written]
INSERT INTO t (c) VALUES ('a');

INSERT INTO t (c) VALUES ('b');

INSERT INTO t (c) VALUES ('else');

UPDATE t SET c='b' WHERE t.c = 'a';

-- [labels_in_one_tuple_validated] raises CompileError: Could not render literal value "'a'" with datatype VARCHAR(2); see parent stack trace for more detail.
-- [plain_values_that_equal_a_member]
UPDATE t SET a='A', b='ONE', c='second', d='a', e='B', f='X', g='HALF' WHERE t.a = 'B';

UPDATE t SET a='c', b='ONE', c='first', d='c', e='B', f='X', g='WHOLE' WHERE t.a IN ('A', 'A', 'c');

UPDATE t SET b='TWO', h=ARRAY['A', 'B', 'B'] WHERE t.a != 'A';

INSERT INTO t (a, b, c) VALUES ('A', 'TWO', 'first');

-- [a_plain_value_that_equals_no_member] raises CompileError: Could not render literal value "3" with datatype VARCHAR(3); see parent stack trace for more detail.
-- [values_of_a_pure_enumeration_are_labels_only]
UPDATE t SET c='red';

-- [one_that_inherits_the_schemas_of_two_tables]
CREATE TYPE one.k AS ENUM ('a');

CREATE TABLE one.t (
    k one.k
);

CREATE TABLE two.t (
    k two.k
);

-- [one_that_inherited_its_schema_dropped]
CREATE TYPE one.k AS ENUM ('a');

CREATE TABLE one.t (
    k one.k
);

DROP TYPE one.k;

-- [one_that_inherits_in_a_batch]
ALTER TABLE one.t ALTER COLUMN k TYPE one.k;

-- [types_that_inherit_a_schema_each]
CREATE TYPE one.k AS ENUM ('a');

CREATE TABLE one.t (
    k one.k
);

ALTER TABLE one.u ADD COLUMN k one.k;

CREATE TYPE two.k AS ENUM ('a');

CREATE TABLE two.t (
    k two.k
);

ALTER TABLE two.u ADD COLUMN k two.k;

