-- [autoincrement_is_one]
CREATE TABLE t (
    id INTEGER NOT NULL, 
    PRIMARY KEY (id)
);

-- [autoincrement_is_a_word]
CREATE TABLE t (
    id INTEGER NOT NULL, 
    PRIMARY KEY (id)
);

-- [autoincrement_is_none]
CREATE TABLE t (
    id INTEGER NOT NULL, 
    PRIMARY KEY (id)
);

-- [autoincrement_in_spite_of_a_foreign_key]
CREATE TABLE t (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id), 
    FOREIGN KEY(id) REFERENCES u (id)
);

-- [identity_that_does_not_count] raises ArgumentError: A column with an Identity object cannot specify autoincrement=False
-- [identity_that_is_computed] raises ArgumentError: A generated column cannot specify a server_default or a server_onupdate argument
-- [computed_that_is_an_identity] raises ArgumentError: A column with an Identity object cannot specify a server_default or a server_onupdate argument
-- [server_onupdate]
ALTER TABLE t ADD COLUMN a INTEGER;

-- [server_onupdate_of_a_wrong_type] raises ArgumentError: Argument 'arg' is expected to be one of type '<class 'str'>' or '<class 'sqlalchemy.sql.elements.ClauseElement'>' or '<class 'sqlalchemy.sql.elements.TextClause'>', got '<class 'int'>'
-- [table_that_must_exist] raises InvalidRequestError: Table 't' not defined
-- [table_that_need_not_exist]
CREATE TABLE t (
    a INTEGER
);

-- [dropped_table_that_must_exist] raises InvalidRequestError: Table 't' not defined
-- [information]
CREATE TABLE t (
    a INTEGER
);

DROP TABLE t;

-- [flag_that_is_an_expression] raises TypeError: Boolean value of this clause is not defined
-- [comments_of_constraints]
CREATE TABLE t (
    a INTEGER NOT NULL, 
    PRIMARY KEY (a), 
    UNIQUE (a), 
    CHECK (a > 0), 
    FOREIGN KEY(a) REFERENCES u (id)
);

-- [index_over_a_column_twice] raises DuplicateColumnError: A column with name 'a' is already present in table 't'. Specify replace_existing=True to Table.append_column() to replace an existing column.
-- [index_over_a_text_twice] raises DuplicateColumnError: A column with name 'lower(a)' is already present in table 't'. Specify replace_existing=True to Table.append_column() to replace an existing column.
-- [index_over_a_text_and_a_column_of_its_name] raises DuplicateColumnError: A column with name 'a' is already present in table 't'. Specify replace_existing=True to Table.append_column() to replace an existing column.
-- [index_over_an_empty_text] raises ArgumentError: Column must be constructed with a non-blank name or assign a non-blank .name before adding to a Table.
-- [index_over_one_expression_twice]
CREATE INDEX ix ON t (lower(a), lower(a));

-- [index_without_name_and_columns] raises AssertionError: 
-- [index_without_name_over_a_clause] raises AssertionError: 
-- [index_without_name]
CREATE INDEX ix_t_a ON t (a, b);

-- [index_that_includes_an_unknown_column] raises KeyError: 'b'
-- [index_that_includes_a_column]
CREATE TABLE t (
    a INTEGER, 
    "B" INTEGER
);

CREATE INDEX ix ON t (a) INCLUDE ("B");

-- [exclude_without_elements] raises ValueError: not enough values to unpack (expected 2, got 0)
-- [exclude_without_a_method] raises AttributeError: 'NoneType' object has no attribute 'lower'
-- [exclude_an_unknown_column] raises ConstraintColumnNotFoundError: Can't create ExcludeConstraint on table 't': no column named 'b' is present.
-- [exclude_a_column]
CREATE TABLE t (
    a INTEGER, 
    CONSTRAINT ex EXCLUDE USING gist (a WITH =, lower(b) WITH &&)
);

-- [exclude_a_literal_column]
CREATE TABLE t (
    a INTEGER, 
    EXCLUDE USING gist (lower(b) WITH =)
);

-- [foreign_key_to_a_column_with_a_dot] raises NoReferencedTableError: Foreign key associated with column 't.a' could not find table 'u.x' with which to generate a foreign key to target column 'y'
-- [foreign_key_to_a_column_twice] raises DuplicateColumnError: A column with name 'c' is already present in table 'u'.
-- [foreign_key_into_its_own_table]
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a, b) REFERENCES t (c, c);

-- [foreign_key_into_its_own_table_by_list_and_tuple] raises TypeError: can only concatenate list (not "tuple") to list
-- [foreign_key_into_its_own_table_by_tuples]
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES t (b);

-- [foreign_key_into_its_own_quoted_table]
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES t (b);

-- [foreign_key_into_another_schema]
ALTER TABLE s.t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES r.t (b);

-- [foreign_key_into_an_empty_schema] raises NoReferencedTableError: Foreign key associated with column 't.a' could not find table 'u' with which to generate a foreign key to target column 'b'
-- [foreign_key_with_lists_and_tuples]
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES u (b);

-- [alter_with_the_name_of_a_parameter] raises TypeError: alembic.ddl.postgresql.PostgresqlImpl.alter_column() got multiple values for keyword argument 'name'
-- [alter_in_a_batch_with_another_table] raises TypeError: AlterColumnOp.__init__() got multiple values for argument 'table_name'
-- [alter_in_a_batch_with_another_schema] raises TypeError: alembic.operations.ops.AlterColumnOp() got multiple values for keyword argument 'schema'
-- [two_primary_keys_that_agree]
CREATE TABLE t (
    a SERIAL NOT NULL, 
    CONSTRAINT pk PRIMARY KEY (a)
);

-- [two_primary_keys_that_differ]
CREATE TABLE t (
    a SERIAL NOT NULL, 
    PRIMARY KEY (a)
);

-- [two_primary_keys_over_an_unknown_column] raises ConstraintColumnNotFoundError: Can't create PrimaryKeyConstraint on table 't': no column named 'a' is present.
-- [an_error_behind_the_first_statement]
CREATE TYPE e AS ENUM ('x');

SELECT 'caught';

-- [an_error_behind_the_change_of_null]
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

SELECT 'caught';

-- [one_foreign_key_of_two_columns]
CREATE TABLE t (
    a INTEGER, 
    FOREIGN KEY(a) REFERENCES u (id)
);

SELECT 'This ForeignKey already has a parent !';

-- [one_constraint_of_two_tables]
CREATE TABLE t (
    a INTEGER CONSTRAINT c CHECK (a > 1), 
    CONSTRAINT u UNIQUE (a)
);

CREATE TABLE v (
    a INTEGER CONSTRAINT c CHECK (a > 1), 
    CONSTRAINT u UNIQUE (a)
);

-- [the_batchs_table_given_again] raises TypeError: alembic.operations.ops.DropIndexOp() got multiple values for keyword argument 'table_name'
-- [a_keyword_alembic_uses_itself] raises TypeError: alembic.operations.ops.AlterColumnOp() got multiple values for keyword argument 'modify_name'
-- [a_default_for_updates]
CREATE TABLE t (
    a INTEGER
);

-- [a_private_argument]
CREATE TABLE t (
    a INTEGER
);

-- [one_constraint_twice_in_a_table]
CREATE TABLE t (
    a INTEGER, 
    UNIQUE (a)
);

-- [one_constraint_of_a_column_and_its_table] raises InvalidRequestError: This constraint is not bound to a table.  Did you mean to call table.append_constraint(constraint) ?
-- [one_primary_key_of_an_operation_and_a_table]
CREATE TABLE t (
    a SERIAL NOT NULL, 
    PRIMARY KEY (a)
);

CREATE TABLE v (
    a INTEGER NOT NULL, 
    PRIMARY KEY (a)
);

-- [a_drop_of_no_name_that_is_caught]
SELECT 'caught';

