-- [enum_a_bbb]
CREATE TABLE t (
    x VARCHAR(3), 
    CHECK (x IN ('a', 'bbb'))
);

-- [enum_a_bbb_name_e]
CREATE TABLE t (
    x VARCHAR(3), 
    CONSTRAINT e CHECK (x IN ('a', 'bbb'))
);

-- [enum_a_x_b_b_name_e]
CREATE TABLE t (
    x VARCHAR(3), 
    CONSTRAINT e CHECK (x IN ('a''x', 'b%b'))
);

-- [enum_colour]
CREATE TABLE t (
    x VARCHAR(5), 
    CONSTRAINT colour CHECK (x IN ('red', 'green'))
);

-- [enum_colour_values_callable_lambda_x_e_value_for_e_in_x]
CREATE TABLE t (
    x VARCHAR(2), 
    CONSTRAINT colour CHECK (x IN ('r', 'gg'))
);

-- [enum_name_e]
CREATE TABLE t (
    x VARCHAR, 
    CONSTRAINT e CHECK (x IN (NULL) AND (1 != 1))
);

-- [enum_a_name_e]
CREATE TYPE e AS ENUM ('a');

CREATE TABLE t (
    x e
);

-- [enum_a_name_e_2]
CREATE TYPE e AS ENUM ('a');

CREATE TABLE t (
    x e
);

-- [array_enum_a_name_e] raises CompileError: PostgreSQL dialect cannot produce the CHECK constraint for ARRAY of non-native ENUM; please specify create_constraint=False on this Enum datatype.
-- [enum_a_name_e_with_variant_string_5]
CREATE TABLE t (
    x VARCHAR(5)
);

-- [enum_a_name_e_with_variant_string_5_mysql]
CREATE TABLE t (
    x VARCHAR(1), 
    CONSTRAINT e CHECK (x IN ('a'))
);

-- [string_with_variant_enum_a_name_e]
CREATE TABLE t (
    x VARCHAR(1), 
    CONSTRAINT e CHECK (x IN ('a'))
);

-- [string_with_variant_enum_a_name_e_mysql]
CREATE TABLE t (
    x VARCHAR
);

-- [boolean_name_b_with_variant_integer]
CREATE TABLE t (
    x INTEGER
);

-- [integer_with_variant_boolean_name_b]
CREATE TABLE t (
    x BOOLEAN
);

-- [boolean_name_ck]
CREATE TABLE t (
    x BOOLEAN
);

-- [enum_a_name_ck_column_y_enum_b_name_cy]
CREATE TABLE t (
    x VARCHAR(1), 
    y VARCHAR(1), 
    CONSTRAINT ck CHECK (x IN ('a')), 
    CONSTRAINT cy CHECK (y IN ('b'))
);

-- [create_table_t_x_column_x_y_enum_a_name_ck_x]
CREATE TABLE "T x" (
    "X y" VARCHAR(1), 
    CONSTRAINT "Ck x" CHECK ("X y" IN ('a'))
);

-- [enum_a_name_f_ck]
CREATE TABLE t (
    x VARCHAR(1), 
    CONSTRAINT ck CHECK (x IN ('a'))
);

-- [enum_a_schema_q]
CREATE TABLE q.t (
    x VARCHAR(1), 
    CHECK (x IN ('a'))
);

-- [boolean_name_create]
-- [add_column_column_enum_a_name_ck]
ALTER TABLE t ADD COLUMN x VARCHAR(1);

ALTER TABLE t ADD CONSTRAINT ck CHECK (x IN ('a'));

-- [add_column_column_enum_a]
ALTER TABLE t ADD COLUMN x VARCHAR(1);

ALTER TABLE t ADD CHECK (x IN ('a'));

-- [add_column_column_enum_a_name_ck_schema_q]
ALTER TABLE q.t ADD COLUMN x VARCHAR(1);

ALTER TABLE q.t ADD CONSTRAINT ck CHECK (x IN ('a'));

-- [add_column_column_boolean_name_ck]
ALTER TABLE t ADD COLUMN x BOOLEAN;

-- [add_column_column_array_enum_a_name_ck] raises CompileError: PostgreSQL dialect cannot produce the CHECK constraint for ARRAY of non-native ENUM; please specify create_constraint=False on this Enum datatype.
-- [alter_column_type_enum_a_name_ck]
ALTER TABLE t ALTER COLUMN x TYPE VARCHAR(1);

ALTER TABLE t ADD CONSTRAINT ck CHECK (x IN ('a'));

-- [alter_column_type_enum_a]
ALTER TABLE t ALTER COLUMN x TYPE VARCHAR(1);

ALTER TABLE t ADD CHECK (x IN ('a'));

-- [alter_column_type_enum_a_name_ck_existing_type_string]
ALTER TABLE t ALTER COLUMN x TYPE VARCHAR(1);

ALTER TABLE t ADD CONSTRAINT ck CHECK (x IN ('a'));

-- [alter_column_existing_type_enum_a_name_ck_type_string]
ALTER TABLE t DROP CONSTRAINT ck;

ALTER TABLE t ALTER COLUMN x TYPE VARCHAR;

