-- [foreign_key]
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES o (id);

-- [foreign_key_unnamed]
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES o (id);

-- [foreign_key_f]
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES o (id);

-- [foreign_key_composite]
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a, b) REFERENCES o (x, y);

-- [foreign_key_to_itself]
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES t (id);

-- [foreign_key_actions]
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES o (id) ON DELETE CASCADE ON UPDATE SET NULL;

-- [foreign_key_lower_case_action]
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES o (id) ON DELETE cascade;

-- [foreign_key_action_with_columns]
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a, b) REFERENCES o (x, y) ON DELETE SET NULL (a, b);

-- [foreign_key_action_unknown]
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES o (id) ON DELETE EXPLODE;

-- [foreign_key_deferrable]
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES o (id) DEFERRABLE INITIALLY DEFERRED;

-- [foreign_key_not_deferrable]
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES o (id) NOT DEFERRABLE INITIALLY IMMEDIATE;

-- [foreign_key_initially_unknown]
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES o (id) INITIALLY never;

-- [foreign_key_match]
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES o (id) MATCH FULL;

-- [foreign_key_not_valid]
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES o (id) NOT VALID;

-- [foreign_key_everything]
ALTER TABLE s1.t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES s2.o (id) MATCH SIMPLE ON DELETE SET DEFAULT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE NOT VALID;

-- [foreign_key_schemas]
ALTER TABLE s1.t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES s2.o (id);

ALTER TABLE s1.t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES o (id);

ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES s2.o (id);

-- [foreign_key_quoted]
ALTER TABLE "My Schema"."User" ADD CONSTRAINT "My Key" FOREIGN KEY("Group") REFERENCES "Order" ("ID");

-- [foreign_key_use_alter]
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES o (id);

-- [foreign_key_column_with_dot]
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES "o.p" (id);

-- [foreign_key_count_differs] raises ArgumentError: ForeignKeyConstraint number of constrained columns must match the number of referenced columns.
-- [foreign_key_tuples]
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a, b) REFERENCES o (x, y);

-- [foreign_key_named_arguments]
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES o (id);

-- [unique]
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a, b);

-- [unique_unnamed]
ALTER TABLE t ADD UNIQUE (a);

-- [unique_in_schema]
ALTER TABLE crm.t ADD CONSTRAINT uq UNIQUE (a);

-- [unique_options]
ALTER TABLE t ADD CONSTRAINT u1 UNIQUE (a) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE t ADD CONSTRAINT u2 UNIQUE NULLS NOT DISTINCT (a);

-- [unique_include_of_other_column] raises KeyError: 'b'
-- [unique_include_of_own_column]
ALTER TABLE t ADD CONSTRAINT u3 UNIQUE (a, b) INCLUDE (b);

-- [unique_quoted]
ALTER TABLE "User" ADD CONSTRAINT "U""q" UNIQUE ("Group", "1st");

-- [unique_no_columns]
ALTER TABLE t ADD;

-- [check_text]
ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 0);

-- [check_text_construct]
ALTER TABLE crm.t ADD CONSTRAINT ck CHECK (a > 0);

-- [check_expression]
ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5);

-- [check_function]
ALTER TABLE t ADD CONSTRAINT ck CHECK (length(a) > 5);

-- [check_in]
ALTER TABLE t ADD CONSTRAINT ck CHECK (a IN ('x', 'it''s'));

-- [check_or]
ALTER TABLE t ADD CONSTRAINT ck CHECK (a IS NULL OR b != c);

-- [check_unnamed]
ALTER TABLE t ADD CHECK (a > 0);

-- [check_percent]
ALTER TABLE t ADD CONSTRAINT ck CHECK (a % 2 = 0 AND b LIKE '%NULL');

-- [check_deferrable]
ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 0) DEFERRABLE INITIALLY DEFERRED;

-- [check_not_valid]
ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 0) NOT VALID;

-- [check_of_number] raises ArgumentError: SQL expression element for DDL constraint expected, got 5.
-- [primary_key]
ALTER TABLE t ADD CONSTRAINT pk PRIMARY KEY (a, b);

-- [primary_key_unnamed]
ALTER TABLE t ADD PRIMARY KEY (a);

-- [primary_key_in_schema]
ALTER TABLE crm.t ADD CONSTRAINT pk PRIMARY KEY (a);

-- [exclude]
ALTER TABLE t ADD CONSTRAINT ex EXCLUDE USING gist (a WITH =, b WITH &&) WHERE (a > 0);

-- [exclude_expression] raises ArgumentError: Column must be constructed with a non-blank name or assign a non-blank .name before adding to a Table.
-- [exclude_options]
ALTER TABLE crm.t ADD CONSTRAINT ex EXCLUDE USING gist ("A b" WITH =) DEFERRABLE INITIALLY DEFERRED;

-- [exclude_without_using]
ALTER TABLE t ADD CONSTRAINT ex EXCLUDE USING gist (a WITH =);

-- [exclude_ops]
ALTER TABLE t ADD CONSTRAINT ex EXCLUDE USING gist (a int4_ops WITH =);

-- [drop]
ALTER TABLE t DROP CONSTRAINT c;

-- [drop_each_type]
ALTER TABLE t DROP CONSTRAINT a;

ALTER TABLE t DROP CONSTRAINT b;

ALTER TABLE t DROP CONSTRAINT c;

ALTER TABLE t DROP CONSTRAINT d;

ALTER TABLE t DROP CONSTRAINT e;

ALTER TABLE t DROP CONSTRAINT f;

-- [drop_in_schema]
ALTER TABLE "My Schema"."T" DROP CONSTRAINT "C";

-- [drop_if_exists]
ALTER TABLE t DROP CONSTRAINT IF EXISTS c;

-- [drop_f]
ALTER TABLE t DROP CONSTRAINT c;

-- [drop_unnamed] raises CompileError: Can't emit DROP CONSTRAINT for constraint UniqueConstraint(); it has no name
-- [drop_type_unknown] raises TypeError: 'type' can be one of 'check', 'foreignkey', 'primary', 'unique', None
