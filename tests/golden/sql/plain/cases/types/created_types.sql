-- [enum_a_name_e_inherit_schema_true]
CREATE TYPE e AS ENUM ('a');

CREATE TABLE t (
    x e
);

-- [enum_a_name_e_inherit_schema_true_metadata_mds]
CREATE TABLE t (
    x e
);

-- [shared]
CREATE TYPE shared AS ENUM ('a', 'b');

CREATE TABLE t (
    x shared
);

-- [pshared]
CREATE TYPE pshared AS ENUM ('a', 'b');

CREATE TABLE t (
    x pshared
);

-- [enum_a_name_e_schema_s_inherit_schema_true]
CREATE TYPE e AS ENUM ('a');

CREATE TABLE t (
    x e
);

-- [array_shared]
CREATE TYPE shared AS ENUM ('a', 'b');

CREATE TABLE t (
    x shared[]
);

-- [array_pshared]
CREATE TYPE pshared AS ENUM ('a', 'b');

CREATE TABLE t (
    x pshared[]
);

-- [array_enum_a_name_e_inherit_schema_true_dimensions_2]
CREATE TYPE e AS ENUM ('a');

CREATE TABLE t (
    x e[][]
);

-- [domain_d_text_inherit_schema_true]
CREATE DOMAIN d AS TEXT;

CREATE TABLE t (
    x d
);

-- [shared_create_table_u_column_shared]
CREATE TYPE shared AS ENUM ('a', 'b');

CREATE TABLE t (
    x shared
);

CREATE TABLE u (
    x shared
);

-- [shared_column_y_shared]
CREATE TYPE shared AS ENUM ('a', 'b');

CREATE TABLE t (
    x shared, 
    y shared
);

-- [pshared_create_table_u_column_pshared]
CREATE TYPE pshared AS ENUM ('a', 'b');

CREATE TABLE t (
    x pshared
);

CREATE TABLE u (
    x pshared
);

-- [enum_a_name_e_inherit_schema_true_schema_s]
CREATE TYPE s.e AS ENUM ('a');

CREATE TABLE s.t (
    x s.e
);

-- [enum_a_name_e_schema_o_inherit_schema_true_schema_s]
CREATE TYPE s.e AS ENUM ('a');

CREATE TABLE s.t (
    x s.e
);

-- [domain_e_text_inherit_schema_true_schema_s]
CREATE DOMAIN s.e AS TEXT;

CREATE TABLE s.t (
    x s.e
);

-- [array_shared_column_y_shared]
CREATE TYPE shared AS ENUM ('a', 'b');

CREATE TABLE t (
    x shared[], 
    y shared
);

-- [shared_if_not_exists_true]
CREATE TYPE shared AS ENUM ('a', 'b');

CREATE TABLE IF NOT EXISTS t (
    x shared
);

-- [shared_create]
CREATE TYPE shared AS ENUM ('a', 'b');

-- [shared_create_checkfirst_true]
CREATE TYPE shared AS ENUM ('a', 'b');

-- [shared_create_checkfirst_false]
CREATE TYPE shared AS ENUM ('a', 'b');

-- [shared_create_true]
CREATE TYPE shared AS ENUM ('a', 'b');

-- [shared_create_bind]
CREATE TYPE shared AS ENUM ('a', 'b');

-- [shared_create_get_context_bind]
CREATE TYPE shared AS ENUM ('a', 'b');

-- [shared_drop]
DROP TYPE shared;

-- [shared_drop_checkfirst_false]
DROP TYPE shared;

-- [shared_drop_checkfirst_true]
DROP TYPE shared;

-- [pshared_create]
CREATE TYPE pshared AS ENUM ('a', 'b');

-- [pshared_create_checkfirst_true]
CREATE TYPE pshared AS ENUM ('a', 'b');

-- [pshared_create_checkfirst_false]
CREATE TYPE pshared AS ENUM ('a', 'b');

-- [pshared_drop]
DROP TYPE pshared;

-- [pshared_drop_checkfirst_false]
DROP TYPE pshared;

-- [enum_name_e_drop_checkfirst_false]
DROP TYPE e;

-- [enum_name_e_create_checkfirst_false]
CREATE TYPE e AS ENUM ();

-- [enum_a_create_checkfirst_false] raises CompileError: PostgreSQL ENUM type requires a name.
-- [enum_a_drop_checkfirst_false] raises CompileError: PostgreSQL ENUM type requires a name.
-- [enum_colour_create]
CREATE TYPE colour AS ENUM ('red', 'green');

-- [enum_a_name_e_schema_s_create]
CREATE TYPE s.e AS ENUM ('a');

-- [enum_a_name_e_create]
-- [enum_a_name_e_metadata_md_create]
CREATE TYPE e AS ENUM ('a');

-- [enum_a_name_e_metadata_mds_create]
CREATE TYPE e AS ENUM ('a');

-- [enum_a_name_e_create_type_false_create]
CREATE TYPE e AS ENUM ('a');

-- [enum_a_name_e_create_type_false_create_checkfirst_false]
CREATE TYPE e AS ENUM ('a');

-- [enum_name_e_drop_checkfirst_false_2]
DROP TYPE e;

-- [shared_create_shared]
CREATE TYPE shared AS ENUM ('a', 'b');

CREATE TYPE shared AS ENUM ('a', 'b');

CREATE TABLE t (
    x shared
);

-- [pshared_create_pshared]
CREATE TYPE pshared AS ENUM ('a', 'b');

CREATE TYPE pshared AS ENUM ('a', 'b');

CREATE TABLE t (
    x pshared
);

-- [pshared_create_checkfirst_false_enum_a_b_name_pshared_crea]
CREATE TYPE pshared AS ENUM ('a', 'b');

CREATE TABLE t (
    x pshared
);

-- [shared_create_add_column_column_shared]
CREATE TYPE shared AS ENUM ('a', 'b');

ALTER TABLE t ADD COLUMN x shared;

-- [shared_create_shared_create]
CREATE TYPE shared AS ENUM ('a', 'b');

CREATE TYPE shared AS ENUM ('a', 'b');

-- [domain_d_integer_create]
CREATE DOMAIN d AS INTEGER;

-- [domain_d_integer_create_checkfirst_false]
CREATE DOMAIN d AS INTEGER;

