-- [drop]
DROP TABLE t;

-- [drop_in_schema]
DROP TABLE crm."T";

-- [drop_if_exists]
DROP TABLE IF EXISTS t;

-- [drop_if_exists_in_schema]
DROP TABLE IF EXISTS "My Schema".t;

-- [drop_with_table_options]
DROP TABLE t;

-- [rename]
ALTER TABLE t RENAME TO u;

-- [rename_in_schema]
ALTER TABLE crm."T" RENAME TO "u v";

-- [comment]
COMMENT ON TABLE t IS 'it''s 100% \\ "x"';

-- [comment_in_schema]
COMMENT ON TABLE crm."T" IS 'a
b';

-- [comment_none]
COMMENT ON TABLE t IS NULL;

-- [comment_empty]
COMMENT ON TABLE t IS '';

-- [comment_dropped]
COMMENT ON TABLE t IS NULL;

-- [comment_dropped_in_schema]
COMMENT ON TABLE crm.t IS NULL;

-- [column_named_as_the_key_of_another] raises DuplicateColumnError: A column with name 'b' is already present in table 't'.
-- [column_named_twice] raises DuplicateColumnError: A column with name 'a' is already present in table 't'.
