-- [plain]
CREATE DOMAIN d AS INTEGER;

CREATE TABLE t (
    c0 d
);

-- [options]
CREATE DOMAIN d AS VARCHAR(5) COLLATE "C" DEFAULT 'x' CONSTRAINT ck NOT NULL CHECK (VALUE <> 1);

CREATE TABLE t (
    c0 d
);

-- [check_as_text]
CREATE DOMAIN d AS INTEGER CHECK (VALUE > 0);

CREATE TABLE t (
    c0 d
);

-- [check_with_percent]
CREATE DOMAIN d AS INTEGER DEFAULT 5 CHECK (VALUE % 2 = 0);

CREATE TABLE t (
    c0 d
);

-- [schema]
CREATE DOMAIN crm."D" AS INTEGER;

CREATE TABLE t (
    c0 crm."D"
);

-- [create_type_false]
CREATE TABLE t (
    c0 d
);

-- [by_hand]
CREATE DOMAIN d AS INTEGER NOT NULL;

DROP DOMAIN d;

-- [add_column]
ALTER TABLE t ADD COLUMN a d;

-- [of_enum]
CREATE DOMAIN d AS e;

CREATE TABLE t (
    c0 d
);

