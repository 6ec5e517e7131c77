-- [decorator]
CREATE TABLE t (
    c0 VARCHAR, 
    c1 VARCHAR, 
    c2 VARCHAR(20), 
    c3 VARCHAR(5)
);

-- [decorator_of_instance]
CREATE TABLE t (
    c0 VARCHAR(255), 
    c1 VARCHAR(255), 
    c2 VARCHAR(255)
);

-- [decorator_by_dialect]
CREATE TABLE t (
    c0 UUID, 
    c1 UUID
);

-- [decorator_value]
INSERT INTO t (a) VALUES ('abc');

INSERT INTO t (a) VALUES (NULL);

UPDATE t SET a='yz' WHERE t.a = 'x';

-- [decorator_primary_key]
CREATE TABLE t (
    id UUID DEFAULT gen_random_uuid() NOT NULL, 
    PRIMARY KEY (id)
);

-- [decorator_in_array]
CREATE TABLE t (
    c0 VARCHAR(5)[], 
    c1 UUID[]
);

-- [decorator_with_variant]
CREATE TABLE t (
    c0 TEXT
);

-- [user_defined]
CREATE TABLE t (
    c0 POINT(2), 
    c1 POINT(2), 
    c2 POINT(3)
);

-- [user_defined_in_array]
CREATE TABLE t (
    c0 POINT(3)[]
);

-- [user_defined_added]
ALTER TABLE t ADD COLUMN a POINT(3) NOT NULL;

ALTER TABLE t ALTER COLUMN a TYPE POINT(2);

-- [schema_type] raises TypeError: TypeEngine.dialect_impl() missing 1 required positional argument: 'dialect'
-- [decorator_of_enum]
CREATE TYPE kind AS ENUM ('a', 'b');

CREATE TABLE t (
    c0 kind
);

