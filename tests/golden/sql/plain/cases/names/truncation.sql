-- [table_name]
CREATE TABLE abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij (
    a INTEGER
);

-- [column_name]
CREATE TABLE t (
    abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij INTEGER
);

-- [sixty_three]
CREATE INDEX abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabc ON abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabc (abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabc);

-- [index_name] raises IdentifierError: Identifier 'abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij' exceeds maximum length of 63 characters
-- [index_name_by_convention]
CREATE TABLE abcdefghijabcdefghijabcdefghijabcdefghijabcdefghij (
    abcdefghijabcdefghijabcdefghijabcdefghij INTEGER
);

CREATE INDEX ix_abcdefghijabcdefghijabcdefghijabcdefghijabcdefghij_a_b2b0 ON abcdefghijabcdefghijabcdefghijabcdefghijabcdefghij (abcdefghijabcdefghijabcdefghijabcdefghij);

-- [unique_name] raises IdentifierError: Identifier 'abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij' exceeds maximum length of 63 characters
-- [check_name] raises IdentifierError: Identifier 'abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij' exceeds maximum length of 63 characters
-- [foreign_key_name] raises IdentifierError: Identifier 'abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij' exceeds maximum length of 63 characters
-- [f_name]
ALTER TABLE t ADD CONSTRAINT abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcde_3315 UNIQUE (a);

-- [drop_name] raises IdentifierError: Identifier 'abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij' exceeds maximum length of 63 characters
-- [drop_index_name] raises IdentifierError: Identifier 'abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij' exceeds maximum length of 63 characters
-- [name_of_characters]
CREATE INDEX "éééééééééééééééééééééééééééééééééééééééé" ON t (a);

-- [label]
SELECT 1 AS abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij;

-- [column_labels]
SELECT abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij.abcdefghij AS abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefg_1, abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij.a AS abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefg_2 
FROM abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij;

-- [alias]
SELECT abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij.a 
FROM t AS abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij;

-- [enum_name]
CREATE TYPE abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij AS ENUM ('x');

CREATE TABLE t (
    a abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij
);

-- [enum_label]
CREATE TYPE e AS ENUM ('abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij');

CREATE TABLE t (
    a e
);

