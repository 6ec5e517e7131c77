-- [plain]
ALTER TABLE t ADD COLUMN a INTEGER;

-- [not_null]
ALTER TABLE t ADD COLUMN a INTEGER NOT NULL;

-- [nullable_true]
ALTER TABLE t ADD COLUMN a INTEGER;

-- [in_schema]
ALTER TABLE crm.t ADD COLUMN a INTEGER;

-- [schema_quoted]
ALTER TABLE "My Schema"."T" ADD COLUMN "A" INTEGER;

-- [if_not_exists]
ALTER TABLE t ADD COLUMN IF NOT EXISTS a INTEGER;

-- [if_not_exists_false]
ALTER TABLE t ADD COLUMN a INTEGER;

-- [if_not_exists_index]
ALTER TABLE t ADD COLUMN IF NOT EXISTS a INTEGER;

CREATE INDEX ix_t_a ON t (a);

COMMENT ON COLUMN t.a IS 'c';

-- [server_default]
ALTER TABLE t ADD COLUMN a INTEGER DEFAULT '0' NOT NULL;

ALTER TABLE t ADD COLUMN b TIMESTAMP WITHOUT TIME ZONE DEFAULT now();

ALTER TABLE t ADD COLUMN c BOOLEAN DEFAULT false;

-- [default_only]
ALTER TABLE t ADD COLUMN a INTEGER;

-- [primary_key]
ALTER TABLE t ADD COLUMN id SERIAL NOT NULL;

-- [primary_key_inline]
ALTER TABLE t ADD COLUMN id SERIAL NOT NULL PRIMARY KEY;

-- [primary_key_inline_in_schema]
ALTER TABLE crm.t ADD COLUMN id BIGSERIAL NOT NULL PRIMARY KEY;

-- [autoincrement]
ALTER TABLE t ADD COLUMN id INTEGER;

-- [unique]
ALTER TABLE t ADD COLUMN a INTEGER;

ALTER TABLE t ADD UNIQUE (a);

-- [index]
ALTER TABLE t ADD COLUMN a INTEGER;

CREATE INDEX ix_t_a ON t (a);

-- [unique_index]
ALTER TABLE crm.t ADD COLUMN a INTEGER;

CREATE UNIQUE INDEX ix_crm_t_a ON crm.t (a);

-- [comment]
ALTER TABLE t ADD COLUMN a INTEGER;

COMMENT ON COLUMN t.a IS 'it''s';

-- [comment_in_schema]
ALTER TABLE crm.t ADD COLUMN a INTEGER;

COMMENT ON COLUMN crm.t.a IS 'x';

-- [foreign_key]
ALTER TABLE t ADD COLUMN a INTEGER;

ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES o (id);

-- [foreign_key_named]
ALTER TABLE t ADD COLUMN a INTEGER;

ALTER TABLE t ADD CONSTRAINT fk_a FOREIGN KEY(a) REFERENCES o (id) ON DELETE CASCADE;

-- [foreign_key_options]
ALTER TABLE t ADD COLUMN a INTEGER;

ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES o (id) MATCH FULL ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED;

-- [foreign_key_in_schema]
ALTER TABLE crm.t ADD COLUMN a INTEGER;

ALTER TABLE crm.t ADD FOREIGN KEY(a) REFERENCES crm.o (id);

-- [foreign_key_to_itself]
ALTER TABLE t ADD COLUMN a INTEGER;

ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES t (id);

-- [foreign_key_inline]
ALTER TABLE t ADD COLUMN a INTEGER REFERENCES o (id);

-- [foreign_key_inline_options]
ALTER TABLE t ADD COLUMN a INTEGER REFERENCES crm.o (id) ON DELETE CASCADE ON UPDATE SET NULL;

-- [foreign_key_inline_deferrable]
ALTER TABLE t ADD COLUMN a INTEGER REFERENCES o (id) MATCH FULL DEFERRABLE INITIALLY DEFERRED;

-- [foreign_key_inline_everything]
ALTER TABLE crm.t ADD COLUMN IF NOT EXISTS a INTEGER DEFAULT '1' NOT NULL REFERENCES o (id);

CREATE UNIQUE INDEX ix_crm_t_a ON crm.t (a);

COMMENT ON COLUMN crm.t.a IS 'c';

-- [check]
ALTER TABLE t ADD COLUMN a INTEGER CONSTRAINT c CHECK (a > 0);

-- [check_unnamed]
ALTER TABLE t ADD COLUMN a INTEGER CHECK (a > 0);

-- [check_of_boolean]
ALTER TABLE t ADD COLUMN a BOOLEAN;

-- [check_of_enum]
ALTER TABLE t ADD COLUMN a VARCHAR(1);

ALTER TABLE t ADD CONSTRAINT e CHECK (a IN ('x', 'y'));

-- [identity]
ALTER TABLE t ADD COLUMN a INTEGER GENERATED ALWAYS AS IDENTITY (START WITH 4);

-- [computed]
ALTER TABLE t ADD COLUMN a INTEGER GENERATED ALWAYS AS (b * 2) STORED;

-- [sequence]
ALTER TABLE t ADD COLUMN a INTEGER;

-- [enum]
ALTER TABLE t ADD COLUMN a e;

-- [enum_created_before]
CREATE TYPE e AS ENUM ('x', 'y');

ALTER TABLE t ADD COLUMN a e DEFAULT 'x' NOT NULL;

-- [enum_not_created]
ALTER TABLE t ADD COLUMN a e;

-- [array]
ALTER TABLE t ADD COLUMN a VARCHAR(10)[] DEFAULT '{}';

-- [collation]
ALTER TABLE t ADD COLUMN a VARCHAR(10) COLLATE "C" NOT NULL;

-- [key]
ALTER TABLE t ADD COLUMN a INTEGER;

-- [system]
ALTER TABLE t ADD COLUMN xmin INTEGER;

-- [info]
ALTER TABLE t ADD COLUMN a INTEGER;

-- [everything]
ALTER TABLE t ADD COLUMN a INTEGER DEFAULT '5' NOT NULL CONSTRAINT ck CHECK (a > 0);

ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES o (id);

CREATE UNIQUE INDEX ix_t_a ON t (a);

COMMENT ON COLUMN t.a IS 'c';

-- [same_column_twice]
ALTER TABLE t ADD COLUMN a INTEGER;

ALTER TABLE u ADD COLUMN a INTEGER;

-- [not_a_column] raises AttributeError: 'str' object has no attribute 'table'
-- [drop]
ALTER TABLE t DROP COLUMN a;

-- [drop_in_schema]
ALTER TABLE crm.t DROP COLUMN a;

-- [drop_if_exists]
ALTER TABLE t DROP COLUMN IF EXISTS a;

-- [drop_if_exists_in_schema]
ALTER TABLE crm."T" DROP COLUMN IF EXISTS "User";

-- [drop_with_other_databases_options]
ALTER TABLE t DROP COLUMN a;

-- [drop_unknown_option]
ALTER TABLE t DROP COLUMN a;

-- [foreign_key_to_the_name_of_a_column_with_a_key] raises DuplicateColumnError: A column with name 'a' is already present in table 't'. Specify replace_existing=True to Table.append_column() to replace an existing column.
-- [foreign_key_to_the_key_of_a_column]
ALTER TABLE t ADD COLUMN a INTEGER;

ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES t (a);

-- [identity_and_server_onupdate] raises ArgumentError: A column with an Identity object cannot specify a server_default or a server_onupdate argument
-- [computed_and_server_default] raises ArgumentError: A generated column cannot specify a server_default or a server_onupdate argument
-- [copied_column]
ALTER TABLE t ADD COLUMN a INTEGER;

ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES x (y);

CREATE INDEX ix_t_a ON t (a);

COMMENT ON COLUMN t.a IS 'c';

ALTER TABLE t ADD COLUMN a INTEGER;

ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES x (y);

CREATE INDEX ix_t_a ON t (a);

COMMENT ON COLUMN t.a IS 'c';

UPDATE t SET a=3;

CREATE TABLE u (
    a INTEGER
);

CREATE INDEX ix_u_a ON u (a);

COMMENT ON COLUMN u.a IS 'c';

-- [copied_column_with_a_check]
CREATE TABLE t (
    a INTEGER DEFAULT '5' CONSTRAINT ck CHECK (a > 1), 
    CONSTRAINT ck2 CHECK (a < 9)
);

CREATE TABLE u (
    a INTEGER DEFAULT '5' CONSTRAINT ck CHECK (a > 1)
);

-- [copied_column_with_a_type]
CREATE TYPE e AS ENUM ('x', 'y');

CREATE TABLE t (
    a e
);

CREATE TABLE u (
    a e
);

