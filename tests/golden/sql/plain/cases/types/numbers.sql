-- [integers]
CREATE TABLE t (
    c0 INTEGER, 
    c1 INTEGER, 
    c2 BIGINT, 
    c3 SMALLINT, 
    c4 INTEGER, 
    c5 INTEGER, 
    c6 BIGINT, 
    c7 SMALLINT
);

-- [numerics]
CREATE TABLE t (
    c0 NUMERIC, 
    c1 NUMERIC, 
    c2 NUMERIC(10), 
    c3 NUMERIC(10, 2), 
    c4 NUMERIC, 
    c5 NUMERIC(5, 0), 
    c6 NUMERIC(38, 10), 
    c7 DECIMAL, 
    c8 DECIMAL(5, 1), 
    c9 NUMERIC, 
    c10 NUMERIC(0, 0), 
    c11 NUMERIC(10, 2)
);

-- [floats]
CREATE TABLE t (
    c0 FLOAT, 
    c1 FLOAT, 
    c2 FLOAT(24), 
    c3 FLOAT(53), 
    c4 FLOAT, 
    c5 FLOAT, 
    c6 FLOAT(10), 
    c7 REAL, 
    c8 REAL, 
    c9 DOUBLE PRECISION, 
    c10 DOUBLE PRECISION, 
    c11 DOUBLE PRECISION, 
    c12 DOUBLE, 
    c13 DOUBLE, 
    c14 DOUBLE PRECISION, 
    c15 DOUBLE PRECISION, 
    c16 FLOAT, 
    c17 FLOAT
);

-- [float_variant_with_oracle_precision]
CREATE TABLE t (
    c0 FLOAT(5)
);

-- [booleans]
CREATE TABLE t (
    c0 BOOLEAN, 
    c1 BOOLEAN, 
    c2 BOOLEAN, 
    c3 BOOLEAN, 
    c4 BOOLEAN, 
    c5 BOOLEAN
);

-- [boolean_constraint]
CREATE TABLE t (
    c0 BOOLEAN
);

-- [boolean_constraint_unnamed]
CREATE TABLE t (
    c0 BOOLEAN
);

-- [postgresql_numbers]
CREATE TABLE t (
    c0 INTEGER, 
    c1 BIGINT, 
    c2 SMALLINT, 
    c3 NUMERIC(10, 2), 
    c4 NUMERIC, 
    c5 FLOAT, 
    c6 FLOAT(24), 
    c7 REAL, 
    c8 DOUBLE PRECISION, 
    c9 DOUBLE PRECISION, 
    c10 BOOLEAN, 
    c11 MONEY, 
    c12 MONEY
);

-- [serial_by_type]
CREATE TABLE t (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE t (
    id BIGSERIAL NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE t (
    id SMALLSERIAL NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE t (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE t (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

