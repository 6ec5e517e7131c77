-- [plain]
CREATE TABLE t (
    c0 INTEGER[], 
    c1 INTEGER[], 
    c2 VARCHAR(5)[], 
    c3 TEXT[], 
    c4 TEXT[][], 
    c5 TEXT[], 
    c6 INTEGER[], 
    c7 FLOAT[]
);

-- [of_types]
CREATE TABLE t (
    c0 UUID[], 
    c1 TIMESTAMP WITH TIME ZONE[], 
    c2 NUMERIC(10, 2)[], 
    c3 JSONB[], 
    c4 INTERVAL (3)[], 
    c5 VARCHAR(5)[] COLLATE "C", 
    c6 CITEXT[], 
    c7 BIT(3)[]
);

-- [with_defaults]
CREATE TABLE t (
    a VARCHAR[] DEFAULT '{}', 
    b INTEGER[] DEFAULT ARRAY[]::integer[] NOT NULL
);

-- [default_of_array_literal]
CREATE TABLE t (
    a INTEGER[] DEFAULT ARRAY[1, 2]
);

-- [of_array] raises ValueError: Do not nest ARRAY types; ARRAY(basetype) handles multi-dimensional arrays of basetype
-- [of_enum]
CREATE TYPE e AS ENUM ('a', 'b');

CREATE TABLE t (
    c0 e[]
);

-- [of_postgresql_enum_not_created]
CREATE TABLE t (
    c0 e[]
);

-- [of_enum_in_add_column]
ALTER TABLE t ADD COLUMN a e[] NOT NULL;

-- [of_enum_not_native]
CREATE TABLE t (
    c0 VARCHAR(3)[]
);

-- [of_enum_with_schema]
CREATE TYPE crm.e AS ENUM ('a');

CREATE TABLE t (
    c0 crm.e[][]
);

