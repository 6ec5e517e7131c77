-- [one_column]
CREATE INDEX ix ON t (a);

-- [two_columns]
CREATE INDEX ix ON t (a, b);

-- [unique]
CREATE UNIQUE INDEX ix ON t (a);

-- [tuple_of_columns]
CREATE INDEX ix ON t (a, b);

-- [f_name]
CREATE INDEX ix_t_a ON t (a);

-- [in_schema]
CREATE INDEX ix ON crm.t (a);

-- [quoted]
CREATE INDEX "My Index" ON "My Schema"."User" ("Group", "a b", "q""q");

-- [if_not_exists]
CREATE INDEX IF NOT EXISTS ix ON t (a);

-- [concurrently]
CREATE INDEX CONCURRENTLY ix ON t (a);

-- [concurrently_if_not_exists]
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix ON t (a);

-- [concurrently_in_autocommit_block]
COMMIT;

CREATE INDEX CONCURRENTLY ix ON t (a);

BEGIN;

-- [using]
CREATE INDEX ix ON t USING gin (a);

-- [ops]
CREATE INDEX ix ON t (a text_pattern_ops, b);

-- [ops_of_labelled_expression]
CREATE INDEX ix ON t (lower(a) text_pattern_ops);

-- [ops_of_unknown_column]
CREATE INDEX ix ON t (a);

-- [where_text]
CREATE INDEX ix ON t (a) WHERE a > 0;

-- [where_string]
CREATE INDEX ix ON t (a) WHERE a > 0;

-- [where_expression]
CREATE INDEX ix ON t (a) WHERE deleted_at IS NULL;

-- [where_expression_with_values]
CREATE INDEX ix ON t (a) WHERE a = 'it''s' AND b IN (1, 2) AND c > 5;

-- [where_percent]
CREATE INDEX ix ON t (a) WHERE a LIKE '%x' AND b % 2 = 0;

-- [include]
CREATE INDEX ix ON t (a) INCLUDE (b, "User");

-- [include_empty]
CREATE INDEX ix ON t (a);

-- [nulls_not_distinct]
CREATE UNIQUE INDEX ix ON t (a) NULLS NOT DISTINCT;

-- [nulls_not_distinct_false]
CREATE UNIQUE INDEX ix ON t (a) NULLS DISTINCT;

-- [storage_parameters]
CREATE INDEX ix ON t (a) WITH (fillfactor = 70, fastupdate = off);

-- [tablespace]
CREATE INDEX ix ON t (a) TABLESPACE "My Space";

-- [everything]
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix ON crm.t USING btree (a text_ops, lower(b)) INCLUDE (c) NULLS NOT DISTINCT WITH (fillfactor = 50) TABLESPACE s WHERE a IS NOT NULL;

-- [text_expression]
CREATE INDEX ix ON t (lower(a), b);

-- [text_descending]
CREATE INDEX ix ON t (a DESC NULLS LAST);

-- [literal_column]
CREATE INDEX ix ON t (a, b DESC);

-- [function_of_column]
CREATE INDEX ix ON t (lower(a));

-- [function_of_name]
CREATE INDEX ix ON t (lower('a'));

-- [descending]
CREATE INDEX ix ON t (a DESC, b ASC NULLS FIRST);

-- [descending_by_name]
CREATE INDEX ix ON t (a DESC);

-- [cast]
CREATE INDEX ix ON t (CAST(a AS DATE));

-- [sum_of_columns]
CREATE INDEX ix ON t ((a + b));

-- [value_in_expression]
CREATE INDEX ix ON t (coalesce(a, 'x%'));

-- [json_expression]
CREATE INDEX ix ON t USING btree ((data ->> 'name'));

-- [collation]
CREATE INDEX ix ON t ((a COLLATE "C"));

-- [no_columns]
CREATE INDEX ix ON t ();

-- [none_as_name]
CREATE INDEX ix_t_a ON t (a);

-- [options_of_other_databases]
CREATE INDEX ix ON t (a);

-- [unknown_option] raises ArgumentError: Argument 'postgresql_nothing' is not accepted by dialect 'postgresql' on behalf of <class 'sqlalchemy.sql.schema.Index'>
-- [option_of_no_dialect] raises TypeError: Additional arguments should be named <dialectname>_<argument>, got 'nothing'
-- [info]
CREATE INDEX ix ON t (a);

-- [quote]
CREATE INDEX "ix" ON t (a);

-- [drop]
DROP INDEX ix;

-- [drop_with_table]
DROP INDEX ix;

-- [drop_with_table_positional]
DROP INDEX ix;

-- [drop_f]
DROP INDEX ix_t_a;

-- [drop_in_schema]
DROP INDEX crm.ix;

-- [drop_in_schema_without_table]
DROP INDEX crm."Ix";

-- [drop_if_exists]
DROP INDEX IF EXISTS ix;

-- [drop_concurrently]
DROP INDEX CONCURRENTLY ix;

-- [drop_concurrently_if_exists]
DROP INDEX CONCURRENTLY IF EXISTS crm.ix;

-- [drop_with_options_of_create]
DROP INDEX ix;

-- [same_column_twice] raises DuplicateColumnError: A column with name 'a' is already present in table 't'. Specify replace_existing=True to Table.append_column() to replace an existing column.
-- [ops_of_text]
CREATE INDEX ix ON t (lower(a) x, b DESC y);

-- [ops_of_text_in_a_table]
CREATE TABLE t (
    a TEXT
);

CREATE INDEX ix ON t (lower(a));

-- [ops_of_text_in_a_batch]
CREATE INDEX ix ON t (a x, lower(b) y);

-- [ops_of_parameter_and_literal_column]
CREATE INDEX ix ON t (3 x, q y);

-- [ops_of_what_has_no_key]
CREATE INDEX ix ON t (lower(a), a DESC, (a || 'x'), CAST(a AS TEXT));

-- [unnamed_text]
CREATE INDEX "ix_reports_(tags ->> 'server_name')" ON reports ((tags ->> 'server_name'));

-- [unnamed_text_and_column]
CREATE INDEX "ix_crm_reports_lower(a)" ON crm.reports (lower(a), b);

-- [unnamed_long_text]
CREATE INDEX "ix_reports_coalesce(first_column, second_column, third__2df2" ON reports (coalesce(first_column, second_column, third_column, ''));

