-- [text_with_variant_guid]
CREATE TABLE t (
    x UUID
);

-- [json1_with_variant_json]
CREATE TABLE t (
    x JSON
);

-- [json1_with_variant_jsonb]
CREATE TABLE t (
    x JSONB
);

-- [json1]
CREATE TABLE t (
    x TEXT
);

-- [json1_2]
CREATE TABLE t (
    x TEXT
);

-- [json1_5]
CREATE TABLE t (
    x TEXT(5)
);

-- [json1_length_5]
CREATE TABLE t (
    x TEXT(5)
);

-- [up]
CREATE TABLE t (
    x VARCHAR(20)
);

-- [up_5]
CREATE TABLE t (
    x VARCHAR(20)
);

-- [up_2]
CREATE TABLE t (
    x VARCHAR(20)
);

-- [lit_9]
CREATE TABLE t (
    x VARCHAR(9)
);

-- [guid]
CREATE TABLE t (
    x UUID
);

-- [guid_2]
CREATE TABLE t (
    x UUID
);

-- [guid_5]
CREATE TABLE t (
    x UUID
);

-- [init]
CREATE TABLE t (
    x VARCHAR(7)
);

-- [init_4]
CREATE TABLE t (
    x VARCHAR(4)
);

-- [init_length_12_collation_c]
CREATE TABLE t (
    x VARCHAR(12) COLLATE "C"
);

-- [init2_s]
CREATE TYPE init2 AS ENUM ('a', 'bb');

CREATE TABLE t (
    x init2
);

-- [implprop]
CREATE TABLE t (
    x INTEGER
);

-- [nested]
CREATE TABLE t (
    x VARCHAR(20)
);

-- [nested_2]
CREATE TABLE t (
    x VARCHAR(20)
);

-- [enumdec]
CREATE TYPE edec AS ENUM ('red', 'green');

CREATE TABLE t (
    x edec
);

-- [enumdec_2]
CREATE TYPE edec AS ENUM ('red', 'green');

CREATE TABLE t (
    x edec
);

-- [arrdec]
CREATE TYPE arrdec AS ENUM ('a');

CREATE TABLE t (
    x arrdec[]
);

-- [udt]
CREATE TABLE t (
    x MYTYPE
);

-- [udt_2]
CREATE TABLE t (
    x MYTYPE
);

-- [udt_5] raises TypeError: Udt() takes no arguments
-- [udtkw]
CREATE TABLE t (
    x MYTYPE(8)
);

-- [udtkw_3]
CREATE TABLE t (
    x MYTYPE(3)
);

-- [udtkw_precision_4]
CREATE TABLE t (
    x MYTYPE(4)
);

-- [substr]
CREATE TABLE t (
    x VARCHAR
);

-- [substr_5]
CREATE TABLE t (
    x VARCHAR(5)
);

-- [substr_5_c]
CREATE TABLE t (
    x VARCHAR(5) COLLATE "C"
);

-- [substr_2]
CREATE TABLE t (
    x VARCHAR
);

-- [subint]
CREATE TABLE t (
    x INTEGER
);

-- [subint_2]
CREATE TABLE t (
    x INTEGER
);

-- [subinit]
CREATE TABLE t (
    x VARCHAR(33)
);

-- [subnum]
CREATE TABLE t (
    x NUMERIC(9)
);

-- [subnum_4_2] raises TypeError: Numeric.__init__() got multiple values for argument 'precision'
-- [subnum_scale_2]
CREATE TABLE t (
    x NUMERIC(9, 2)
);

-- [array_json1]
CREATE TABLE t (
    x TEXT[]
);

-- [array_guid]
CREATE TABLE t (
    x UUID[]
);

-- [array_udt]
CREATE TABLE t (
    x MYTYPE[]
);

-- [array_udtkw_3]
CREATE TABLE t (
    x MYTYPE(3)[]
);

-- [array_substr_4]
CREATE TABLE t (
    x VARCHAR(4)[]
);

-- [array_enumdec]
CREATE TYPE edec AS ENUM ('red', 'green');

CREATE TABLE t (
    x edec[]
);

-- [types_to_instance_json1]
CREATE TABLE t (
    x TEXT
);

-- [enumdec_create]
CREATE TYPE edec AS ENUM ('red', 'green');

-- [enumdec_impl_create]
CREATE TYPE edec AS ENUM ('red', 'green');

-- [alter_column_type_json1]
ALTER TABLE t ALTER COLUMN x TYPE TEXT;

-- [alter_column_type_json1_2]
ALTER TABLE t ALTER COLUMN x TYPE TEXT;

-- [alter_column_type_guid_existing_type_char_32_using_x_uuid]
ALTER TABLE t ALTER COLUMN x TYPE UUID USING x::uuid;

-- [alter_column_type_udt]
ALTER TABLE t ALTER COLUMN x TYPE MYTYPE;

-- [alter_column_type_udtkw_4]
ALTER TABLE t ALTER COLUMN x TYPE MYTYPE(4);

-- [alter_column_existing_type_udt_nullable_false]
ALTER TABLE t ALTER COLUMN x SET NOT NULL;

-- [alter_column_existing_type_json1_server_default]
ALTER TABLE t ALTER COLUMN x SET DEFAULT 'x';

-- [add_column_column_udt]
ALTER TABLE t ADD COLUMN x MYTYPE;

-- [add_column_column_json1_server_default_nullable_false]
ALTER TABLE t ADD COLUMN x TEXT DEFAULT '{}' NOT NULL;

-- [add_column_column_guid_nullable_true]
ALTER TABLE t ADD COLUMN x UUID;

-- [bulk_insert_table_column_json1_a_1_none]
INSERT INTO t (x) VALUES ('{"a": 1}');

INSERT INTO t (x) VALUES (NULL);

