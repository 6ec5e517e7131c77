-- [one_column]
CREATE TABLE t (
    id INTEGER
);

-- [type_class_and_instance]
CREATE TABLE t (
    a INTEGER, 
    b VARCHAR, 
    c JSONB
);

-- [no_columns]
CREATE TABLE t (
);

-- [integer_primary_key]
CREATE TABLE t (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

-- [big_and_small_serial]
CREATE TABLE a (
    id BIGSERIAL NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE b (
    id SMALLSERIAL NOT NULL, 
    PRIMARY KEY (id)
);

-- [primary_key_of_text]
CREATE TABLE t (
    id VARCHAR(20) NOT NULL, 
    PRIMARY KEY (id)
);

-- [autoincrement_off]
CREATE TABLE t (
    id INTEGER NOT NULL, 
    PRIMARY KEY (id)
);

-- [autoincrement_ignore_fk]
CREATE TABLE t (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id), 
    FOREIGN KEY(id) REFERENCES o (id)
);

-- [autoincrement_with_foreign_key]
CREATE TABLE t (
    id INTEGER NOT NULL, 
    PRIMARY KEY (id), 
    FOREIGN KEY(id) REFERENCES o (id)
);

-- [autoincrement_with_default]
CREATE TABLE t (
    id INTEGER DEFAULT 7 NOT NULL, 
    PRIMARY KEY (id)
);

-- [autoincrement_with_python_default]
CREATE TABLE t (
    id INTEGER NOT NULL, 
    PRIMARY KEY (id)
);

-- [autoincrement_on_second_key_column]
CREATE TABLE t (
    a INTEGER NOT NULL, 
    b SERIAL NOT NULL, 
    PRIMARY KEY (b, a)
);

-- [composite_primary_key]
CREATE TABLE t (
    a INTEGER NOT NULL, 
    b INTEGER NOT NULL, 
    PRIMARY KEY (a, b)
);

-- [primary_key_constraint_makes_serial]
CREATE TABLE t (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

-- [primary_key_constraint_named]
CREATE TABLE t (
    id SERIAL NOT NULL, 
    CONSTRAINT t_pk PRIMARY KEY (id)
);

-- [primary_key_constraint_f]
CREATE TABLE t (
    id SERIAL NOT NULL, 
    CONSTRAINT pk_t PRIMARY KEY (id)
);

-- [primary_key_deferrable]
CREATE TABLE t (
    id SERIAL NOT NULL, 
    CONSTRAINT p PRIMARY KEY (id) DEFERRABLE INITIALLY DEFERRED
);

-- [primary_key_include]
CREATE TABLE t (
    id SERIAL NOT NULL, 
    x INTEGER, 
    PRIMARY KEY (id) INCLUDE (x)
);

-- [primary_key_without_autoincrement_type]
CREATE TABLE t (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

-- [primary_key_empty]
CREATE TABLE t (
    id INTEGER
);

-- [nullable_false_and_true]
CREATE TABLE t (
    a INTEGER NOT NULL, 
    b INTEGER, 
    c SERIAL, 
    PRIMARY KEY (c)
);

-- [unique_column]
CREATE TABLE t (
    a INTEGER, 
    b VARCHAR(5), 
    UNIQUE (a), 
    UNIQUE (b)
);

-- [indexed_column]
CREATE TABLE t (
    a INTEGER
);

CREATE INDEX ix_t_a ON t (a);

-- [unique_indexed_column]
CREATE TABLE t (
    a INTEGER
);

CREATE UNIQUE INDEX ix_t_a ON t (a);

-- [indexed_column_in_schema]
CREATE TABLE crm.t (
    a INTEGER
);

CREATE INDEX ix_crm_t_a ON crm.t (a);

-- [unique_constraints]
CREATE TABLE t (
    a INTEGER, 
    b INTEGER, 
    UNIQUE (a), 
    CONSTRAINT u_ab UNIQUE (a, b), 
    CONSTRAINT u_b UNIQUE (b)
);

-- [unique_constraint_options]
CREATE TABLE t (
    a INTEGER, 
    b INTEGER, 
    UNIQUE (a) DEFERRABLE, 
    CONSTRAINT u1 UNIQUE (a) NOT DEFERRABLE INITIALLY IMMEDIATE, 
    CONSTRAINT u2 UNIQUE NULLS NOT DISTINCT (b), 
    CONSTRAINT u3 UNIQUE (b) INCLUDE (a)
);

-- [unique_constraint_empty]
CREATE TABLE t (
    a INTEGER
);

-- [check_constraints]
CREATE TABLE t (
    a INTEGER, 
    CHECK (a > 0), 
    CONSTRAINT small CHECK (a < 9), 
    CONSTRAINT not_five CHECK (a <> 5), 
    CONSTRAINT not_seven CHECK (a != 7)
);

-- [check_constraint_options]
CREATE TABLE t (
    a INTEGER, 
    CONSTRAINT c CHECK (a > 0) DEFERRABLE INITIALLY DEFERRED, 
    CONSTRAINT d CHECK (a > 1) NOT VALID, 
    CONSTRAINT e CHECK (a > 2)
);

-- [check_constraint_text]
CREATE TABLE t (
    a VARCHAR, 
    CONSTRAINT percent CHECK (a LIKE '%x%'), 
    CONSTRAINT backslash CHECK (a ~ '^\w+$'), 
    CONSTRAINT colons CHECK (a::text <> 'NULL'), 
    CONSTRAINT lines CHECK (a IN ('b',
    'c'))
);

-- [check_constraint_on_column]
CREATE TABLE t (
    a INTEGER CONSTRAINT positive CHECK (a > 0)
);

-- [check_constraint_on_column_unnamed]
CREATE TABLE t (
    a INTEGER NOT NULL CHECK (a > 0)
);

-- [check_constraint_expression]
CREATE TABLE t (
    a INTEGER, 
    b VARCHAR, 
    CHECK (a > 0 AND b IN ('x', 'y'))
);

-- [foreign_keys]
CREATE TABLE t (
    a INTEGER, 
    b INTEGER, 
    FOREIGN KEY(a) REFERENCES o (id), 
    CONSTRAINT fk_ab FOREIGN KEY(a, b) REFERENCES p (x, y), 
    CONSTRAINT fk_b FOREIGN KEY(b) REFERENCES crm.q (id)
);

-- [foreign_key_actions]
CREATE TABLE t (
    a INTEGER, 
    CONSTRAINT f1 FOREIGN KEY(a) REFERENCES o (id) ON DELETE CASCADE ON UPDATE SET NULL, 
    CONSTRAINT f2 FOREIGN KEY(a) REFERENCES o (id) ON DELETE restrict ON UPDATE no action, 
    CONSTRAINT f3 FOREIGN KEY(a) REFERENCES o (id) ON DELETE SET DEFAULT (a), 
    CONSTRAINT f4 FOREIGN KEY(a) REFERENCES o (id) ON DELETE SET NULL (a)
);

-- [foreign_key_options]
CREATE TABLE t (
    a INTEGER, 
    CONSTRAINT f1 FOREIGN KEY(a) REFERENCES o (id) DEFERRABLE INITIALLY DEFERRED, 
    CONSTRAINT f2 FOREIGN KEY(a) REFERENCES o (id) MATCH FULL, 
    CONSTRAINT f3 FOREIGN KEY(a) REFERENCES o (id) NOT DEFERRABLE, 
    CONSTRAINT f4 FOREIGN KEY(a) REFERENCES o (id) NOT VALID, 
    CONSTRAINT f5 FOREIGN KEY(a) REFERENCES o (id)
);

-- [foreign_key_to_itself]
CREATE TABLE t (
    id SERIAL NOT NULL, 
    up INTEGER, 
    PRIMARY KEY (id), 
    FOREIGN KEY(up) REFERENCES t (id)
);

-- [foreign_key_of_column]
CREATE TABLE t (
    a INTEGER NOT NULL, 
    FOREIGN KEY(a) REFERENCES o (id)
);

-- [foreign_key_of_column_options]
CREATE TABLE t (
    a INTEGER, 
    CONSTRAINT fk FOREIGN KEY(a) REFERENCES o (id) ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED
);

-- [foreign_key_of_column_without_type] raises CompileError: (in table 't', column 'a'): Can't generate DDL for NullType(); did you forget to specify a type on this Column?
-- [foreign_key_of_column_takes_the_type]
CREATE TABLE t (
    id BIGSERIAL NOT NULL, 
    up BIGINT, 
    PRIMARY KEY (id), 
    FOREIGN KEY(up) REFERENCES t (id)
);

-- [foreign_key_in_schemas]
CREATE TABLE crm.t (
    id SERIAL NOT NULL, 
    a INTEGER, 
    b INTEGER, 
    PRIMARY KEY (id), 
    FOREIGN KEY(a) REFERENCES t (id), 
    FOREIGN KEY(b) REFERENCES crm.t (id)
);

-- [foreign_key_quoted]
CREATE TABLE t (
    a INTEGER, 
    FOREIGN KEY(a) REFERENCES "User" ("Group")
);

-- [foreign_key_use_alter]
CREATE TABLE t (
    a INTEGER
);

-- [foreign_key_use_alter_unnamed]
CREATE TABLE t (
    a INTEGER
);

-- [foreign_key_constraint_use_alter]
CREATE TABLE t (
    a INTEGER
);

-- [exclude_constraint]
CREATE TABLE t (
    room INTEGER, 
    during TSRANGE, 
    CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, during WITH &&)
);

-- [exclude_constraint_options]
CREATE TABLE t (
    a INTEGER, 
    CONSTRAINT e EXCLUDE USING btree (a int4_ops WITH =) WHERE (a > 0) DEFERRABLE INITIALLY DEFERRED
);

-- [exclude_constraint_expression]
CREATE TABLE t (
    a INTEGER, 
    b INTEGER, 
    EXCLUDE USING gist (int4range(a, b) WITH &&, lower(b) WITH =)
);

-- [index_of_table]
CREATE TABLE t (
    a INTEGER
);

CREATE UNIQUE INDEX ix ON t (a);

-- [index_of_table_options]
CREATE TABLE crm.t (
    a VARCHAR
);

CREATE INDEX ix ON crm.t USING hash (lower(a)) WHERE a <> '';

-- [constraint_order]
CREATE TABLE t (
    a INTEGER, 
    b INTEGER NOT NULL, 
    CONSTRAINT p PRIMARY KEY (b), 
    CONSTRAINT u UNIQUE (b), 
    CONSTRAINT c CHECK (a > 0), 
    CONSTRAINT g FOREIGN KEY(a) REFERENCES o (id), 
    UNIQUE (a), 
    CONSTRAINT f FOREIGN KEY(b) REFERENCES o (id)
);

-- [column_comment]
CREATE TABLE t (
    a INTEGER
);

COMMENT ON COLUMN t.a IS 'it''s 100% \\ "x"';

-- [table_comment]
CREATE TABLE crm.t (
    a INTEGER
);

COMMENT ON TABLE crm.t IS 'whole';

COMMENT ON COLUMN crm.t.a IS 'first';

-- [empty_comments]
CREATE TABLE t (
    a INTEGER
);

COMMENT ON TABLE t IS '';

COMMENT ON COLUMN t.a IS '';

-- [constraint_comment]
CREATE TABLE t (
    a INTEGER NOT NULL, 
    CONSTRAINT p PRIMARY KEY (a), 
    CONSTRAINT u UNIQUE (a), 
    CONSTRAINT c CHECK (a > 0), 
    CONSTRAINT f FOREIGN KEY(a) REFERENCES o (id)
);

-- [comment_and_index]
CREATE TABLE t (
    a INTEGER
);

CREATE INDEX ix_t_a ON t (a);

COMMENT ON TABLE t IS 'd';

COMMENT ON COLUMN t.a IS 'c';

-- [schema_quoted]
CREATE TABLE "My Schema".t (
    a INTEGER
);

-- [schema_none]
CREATE TABLE t (
    a INTEGER
);

-- [if_not_exists]
CREATE TABLE IF NOT EXISTS t (
    a INTEGER
);

CREATE INDEX ix_t_a ON t (a);

-- [if_not_exists_false]
CREATE TABLE t (
    a INTEGER
);

CREATE INDEX ix_t_a ON t (a);

-- [prefixes]
CREATE UNLOGGED TABLE t (
    a INTEGER
);

CREATE GLOBAL TEMPORARY TABLE u (
    a INTEGER
);

-- [info]
CREATE TABLE t (
    a INTEGER
);

-- [partition_by]
CREATE TABLE t (
    a INTEGER
)
 PARTITION BY RANGE (a);

-- [inherits]
CREATE TABLE t (
    a INTEGER
)
 INHERITS ( parent );

CREATE TABLE u (
    a INTEGER
)
 INHERITS ( p1, "P2" );

-- [with_options] raises ArgumentError: Argument 'postgresql_with' is not accepted by dialect 'postgresql' on behalf of <class 'sqlalchemy.sql.schema.Table'>
-- [with_oids]
CREATE TABLE t (
    a INTEGER
)
 WITH OIDS;

CREATE TABLE u (
    a INTEGER
)
 WITHOUT OIDS;

-- [on_commit]
CREATE TEMP TABLE t (
    a INTEGER
)
 ON COMMIT PRESERVE ROWS;

CREATE TEMP TABLE u (
    a INTEGER
)
 ON COMMIT DELETE ROWS;

-- [tablespace]
CREATE TABLE t (
    a INTEGER
)
 TABLESPACE fast;

CREATE TABLE u (
    a INTEGER
)
 TABLESPACE "My Space";

-- [using]
CREATE TABLE t (
    a INTEGER
)
 USING heap;

-- [every_option]
CREATE UNLOGGED TABLE IF NOT EXISTS crm.t (
    a INTEGER
)
 INHERITS ( p )
 PARTITION BY LIST (a)
 USING heap
 ON COMMIT DROP
 TABLESPACE s;

COMMENT ON TABLE crm.t IS 'c';

-- [options_of_other_databases]
CREATE TABLE t (
    a INTEGER
);

-- [unknown_option] raises ArgumentError: Argument 'postgresql_nothing' is not accepted by dialect 'postgresql' on behalf of <class 'sqlalchemy.sql.schema.Table'>
-- [keyword_of_no_dialect] raises TypeError: Additional arguments should be named <dialectname>_<argument>, got 'nothing'
-- [server_defaults]
CREATE TABLE t (
    a VARCHAR DEFAULT 'x', 
    b VARCHAR DEFAULT 'it''s 50%', 
    c TIMESTAMP WITHOUT TIME ZONE DEFAULT now(), 
    d TIMESTAMP WITHOUT TIME ZONE DEFAULT now(), 
    e BOOLEAN DEFAULT false, 
    f BOOLEAN DEFAULT true, 
    g INTEGER DEFAULT NULL, 
    h TIMESTAMP WITHOUT TIME ZONE DEFAULT CURRENT_TIMESTAMP, 
    i INTEGER DEFAULT '0', 
    j INTEGER DEFAULT 5, 
    k INTEGER, 
    l INTEGER DEFAULT 1 + 1, 
    m VARCHAR DEFAULT 'q', 
    n JSONB DEFAULT '{}'::jsonb, 
    o VARCHAR DEFAULT '', 
    p INTEGER
);

-- [server_default_backslash_and_colon]
CREATE TABLE t (
    a VARCHAR DEFAULT 'a\\b:c', 
    b VARCHAR DEFAULT 'a:b', 
    c VARCHAR DEFAULT '100%'
);

-- [server_default_of_number] raises ArgumentError: Argument 'arg' is expected to be one of type '<class 'str'>' or '<class 'sqlalchemy.sql.elements.ClauseElement'>' or '<class 'sqlalchemy.sql.elements.TextClause'>', got '<class 'int'>'
-- [server_default_of_boolean] raises ArgumentError: Argument 'arg' is expected to be one of type '<class 'str'>' or '<class 'sqlalchemy.sql.elements.ClauseElement'>' or '<class 'sqlalchemy.sql.elements.TextClause'>', got '<class 'bool'>'
-- [server_default_expressions]
CREATE TABLE t (
    a DATE DEFAULT CAST(now() AS DATE), 
    b TIMESTAMP WITHOUT TIME ZONE DEFAULT timezone('utc', now()), 
    c VARCHAR DEFAULT coalesce('x', NULL), 
    d UUID DEFAULT gen_random_uuid(), 
    e INTEGER DEFAULT 1 + 2, 
    f TIMESTAMP WITHOUT TIME ZONE DEFAULT now() + interval '1 day'
);

-- [server_default_sequence]
CREATE TABLE t (
    a INTEGER DEFAULT nextval('s')
);

-- [sequence_of_column]
CREATE TABLE t (
    a INTEGER NOT NULL, 
    PRIMARY KEY (a)
);

-- [sequence_of_column_options]
CREATE TABLE t (
    a INTEGER
);

-- [sequence_optional]
CREATE TABLE t (
    a SERIAL NOT NULL, 
    PRIMARY KEY (a)
);

-- [python_defaults]
CREATE TABLE t (
    a INTEGER, 
    b TIMESTAMP WITHOUT TIME ZONE, 
    c VARCHAR
);

-- [identity]
CREATE TABLE t (
    a INTEGER GENERATED BY DEFAULT AS IDENTITY, 
    b INTEGER GENERATED ALWAYS AS IDENTITY, 
    c INTEGER GENERATED BY DEFAULT AS IDENTITY (INCREMENT BY -1 START WITH 5 MINVALUE -10 MAXVALUE 10 CACHE 3 CYCLE), 
    d INTEGER GENERATED BY DEFAULT AS IDENTITY (NO MINVALUE NO MAXVALUE NO CYCLE), 
    e INTEGER GENERATED BY DEFAULT AS IDENTITY (START WITH 0) NULL
);

-- [identity_primary_key]
CREATE TABLE t (
    id BIGINT GENERATED ALWAYS AS IDENTITY, 
    PRIMARY KEY (id)
);

-- [identity_on_null]
CREATE TABLE t (
    id BIGINT GENERATED BY DEFAULT AS IDENTITY
);

-- [computed]
CREATE TABLE t (
    a INTEGER, 
    b INTEGER GENERATED ALWAYS AS (a * 2) STORED, 
    c INTEGER GENERATED ALWAYS AS (a % 3) STORED NOT NULL, 
    d INTEGER GENERATED ALWAYS AS (a + 1) STORED
);

-- [computed_persisted_unset]
CREATE TABLE t (
    a INTEGER GENERATED ALWAYS AS (1 + 1) STORED
);

-- [computed_virtual] raises CompileError: (in table 't', column 'a'): PostrgreSQL computed columns do not support 'virtual' persistence; set the 'persisted' flag to None or True for PostgreSQL support.
-- [system_column]
CREATE TABLE t (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

-- [column_key]
CREATE TABLE t (
    a INTEGER, 
    UNIQUE (a)
);

-- [column_quote]
CREATE TABLE t (
    "a" INTEGER, 
    User INTEGER
);

-- [column_named_by_keyword]
CREATE TABLE t (
    a INTEGER NOT NULL
);

-- [column_without_type] raises CompileError: (in table 't', column 'a'): Can't generate DDL for NullType(); did you forget to specify a type on this Column?
-- [column_twice] raises DuplicateColumnError: A column with name 'a' is already present in table 't'.
-- [constraint_of_missing_column] raises ConstraintColumnNotFoundError: Can't create UniqueConstraint on table 't': no column named 'b' is present.
-- [returned_table]
CREATE TABLE t (
    id SERIAL NOT NULL, 
    name VARCHAR, 
    PRIMARY KEY (id)
);

INSERT INTO t (id, name) VALUES (1, 'a');

INSERT INTO t (id, name) VALUES (2, NULL);

INSERT INTO t (id, name) VALUES (3, 'c');

-- [columns_from_a_list]
CREATE TABLE t (
    a INTEGER, 
    b INTEGER, 
    UNIQUE (a, b)
);

-- [many_tables]
CREATE TABLE a (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE b (
    a_id INTEGER, 
    FOREIGN KEY(a_id) REFERENCES a (id)
);

CREATE INDEX ix_b_a_id ON b (a_id);

CREATE TABLE c (
    b_id INTEGER, 
    FOREIGN KEY(b_id) REFERENCES b (a_id)
);

-- [variadic_none]
CREATE TABLE t (
    a INTEGER
);

-- [existing_kept_and_extended] raises ArgumentError: keep_existing and extend_existing are mutually exclusive.
