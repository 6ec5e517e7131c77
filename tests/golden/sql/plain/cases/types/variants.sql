-- [integer_with_variant_text]
CREATE TABLE t (
    x TEXT
);

-- [integer_with_variant_text_2]
CREATE TABLE t (
    x TEXT
);

-- [integer_with_variant_text_mysql]
CREATE TABLE t (
    x TEXT
);

-- [integer_with_variant_text_mysql_with_variant_date]
CREATE TABLE t (
    x DATE
);

-- [integer_with_variant_text_mysql_with_variant_date_mysql] raises ArgumentError: Dialect 'mysql' is already present in the mapping for this Integer()
-- [integer_with_variant_text_3] raises ArgumentError: At least one dialect name is required
-- [integer_with_variant_text_with_variant_date_mysql] raises ArgumentError: can't pass a type that already has variants as a dialect-level type to with_variant()
-- [integer_with_variant_mysql_integer_unsigned_true_mysql]
CREATE TABLE t (
    x INTEGER
);

-- [biginteger_with_variant_integer_sqlite]
CREATE TABLE t (
    x BIGINT
);

-- [json_with_variant_jsonb]
CREATE TABLE t (
    x JSONB
);

-- [json_with_variant_jsonb_2]
CREATE TABLE t (
    x JSONB
);

-- [json_with_variant_jsonb_astext_type_text]
CREATE TABLE t (
    x JSONB
);

-- [text_with_variant_mysql_longtext_mysql]
CREATE TABLE t (
    x TEXT
);

-- [text_with_variant_mysql_longtext_mysql_mariadb]
CREATE TABLE t (
    x TEXT
);

-- [mysql_longtext_with_variant_text]
CREATE TABLE t (
    x TEXT
);

-- [string_with_variant_enum_a_name_e]
CREATE TYPE e AS ENUM ('a');

CREATE TABLE t (
    x e
);

-- [enum_a_name_e_with_variant_enum_b_name_f]
CREATE TYPE f AS ENUM ('b');

CREATE TABLE t (
    x f
);

-- [enum_a_name_e_with_variant_enum_b_name_f_mysql]
CREATE TYPE e AS ENUM ('a');

CREATE TABLE t (
    x e
);

-- [string_with_variant_enum_a_name_e_2]
CREATE TABLE t (
    x VARCHAR(1), 
    CONSTRAINT e CHECK (x IN ('a'))
);

-- [string_with_variant_enum_a_name_e_mysql]
CREATE TABLE t (
    x VARCHAR
);

-- [string_with_variant_enum] raises CompileError: PostgreSQL ENUM type requires a name.
-- [string_with_variant_enum_a] raises CompileError: PostgreSQL ENUM type requires a name.
-- [string_with_variant_enum_a_name_e_3]
CREATE TYPE e AS ENUM ('a');

CREATE TABLE t (
    x VARCHAR
);

-- [string_with_variant_enum_a_name_e_4]
CREATE TYPE e AS ENUM ('a');

CREATE TABLE t (
    x e
);

-- [string_with_variant_domain_d_text]
CREATE DOMAIN d AS TEXT;

CREATE TABLE t (
    x d
);

-- [string_with_variant_domain_d_text_mysql]
CREATE DOMAIN d AS TEXT;

CREATE TABLE t (
    x VARCHAR
);

-- [enum_a_name_e_with_variant_string]
CREATE TYPE e AS ENUM ('a');

CREATE TABLE t (
    x VARCHAR
);

-- [enum_a_name_e_with_variant_string_sqlite]
CREATE TYPE e AS ENUM ('a');

CREATE TABLE t (
    x e
);

-- [enum_a_name_e_create_type_false_with_variant_string_sqlite]
CREATE TABLE t (
    x e
);

-- [domain_d_text_with_variant_string_sqlite]
CREATE DOMAIN d AS TEXT;

CREATE TABLE t (
    x d
);

-- [domain_d_text_with_variant_string]
CREATE DOMAIN d AS TEXT;

CREATE TABLE t (
    x VARCHAR
);

-- [json_with_variant_array_enum_a_name_e]
CREATE TYPE e AS ENUM ('a');

CREATE TABLE t (
    x e[]
);

-- [json_with_variant_array_enum_a_name_e_mysql]
CREATE TABLE t (
    x JSON
);

-- [array_enum_a_name_e_with_variant_json_sqlite]
CREATE TYPE e AS ENUM ('a');

CREATE TABLE t (
    x e[]
);

-- [array_enum_a_name_e_with_variant_json]
CREATE TABLE t (
    x JSON
);

-- [array_text_with_variant_enum_a_name_e]
CREATE TABLE t (
    x e[]
);

-- [array_enum_a_name_e_with_variant_text_sqlite]
CREATE TYPE e AS ENUM ('a');

CREATE TABLE t (
    x e[]
);

-- [array_enum_a_name_e_with_variant_text]
CREATE TABLE t (
    x TEXT[]
);

-- [boolean_name_b_with_variant_integer]
CREATE TABLE t (
    x INTEGER
);

