-- [binaries]
CREATE TABLE t (
    c0 BYTEA, 
    c1 BYTEA, 
    c2 BYTEA, 
    c3 BLOB, 
    c4 BLOB, 
    c5 BINARY, 
    c6 BINARY(5), 
    c7 VARBINARY, 
    c8 VARBINARY(5), 
    c9 BYTEA, 
    c10 BYTEA
);

-- [pickle_variants]
CREATE TABLE t (
    c0 BYTEA, 
    c1 BYTEA, 
    c2 BYTEA
);

-- [bytea]
CREATE TABLE t (
    c0 BYTEA, 
    c1 BYTEA, 
    c2 BYTEA
);

-- [json]
CREATE TABLE t (
    c0 JSON, 
    c1 JSON, 
    c2 JSON, 
    c3 JSON, 
    c4 JSON, 
    c5 JSON, 
    c6 JSON, 
    c7 JSONB, 
    c8 JSONB, 
    c9 JSONB, 
    c10 JSONB, 
    c11 JSONPATH
);

-- [json_variants]
CREATE TABLE t (
    c0 JSONB, 
    c1 JSON, 
    c2 JSONB
);

-- [uuid]
CREATE TABLE t (
    c0 UUID, 
    c1 UUID, 
    c2 UUID, 
    c3 CHAR(32), 
    c4 UUID, 
    c5 UUID, 
    c6 UUID, 
    c7 UUID, 
    c8 UUID, 
    c9 UUID, 
    c10 UUID
);

-- [networks]
CREATE TABLE t (
    c0 INET, 
    c1 INET, 
    c2 CIDR, 
    c3 CIDR, 
    c4 MACADDR, 
    c5 MACADDR, 
    c6 MACADDR8, 
    c7 MACADDR8
);

-- [system]
CREATE TABLE t (
    c0 OID, 
    c1 OID, 
    c2 REGCLASS, 
    c3 REGCLASS, 
    c4 REGCONFIG, 
    c5 REGCONFIG
);

-- [bits]
CREATE TABLE t (
    c0 BIT(1), 
    c1 BIT(1), 
    c2 BIT(5), 
    c3 BIT(1), 
    c4 BIT VARYING(5), 
    c5 BIT VARYING
);

-- [hstore]
CREATE TABLE t (
    c0 HSTORE, 
    c1 HSTORE, 
    c2 HSTORE
);

-- [ranges]
CREATE TABLE t (
    c0 INT4RANGE, 
    c1 INT4RANGE, 
    c2 INT8RANGE, 
    c3 NUMRANGE, 
    c4 DATERANGE, 
    c5 TSRANGE, 
    c6 TSTZRANGE, 
    c7 INT4MULTIRANGE, 
    c8 INT8MULTIRANGE, 
    c9 NUMMULTIRANGE, 
    c10 DATEMULTIRANGE, 
    c11 TSMULTIRANGE, 
    c12 TSTZMULTIRANGE
);

-- [variants]
CREATE TABLE t (
    c0 BIGINT, 
    c1 INTEGER, 
    c2 TEXT, 
    c3 SMALLINT
);

-- [variant_primary_key]
CREATE TABLE t (
    id BIGSERIAL NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE u (
    id INTEGER NOT NULL, 
    PRIMARY KEY (id)
);

-- [null_type] raises CompileError: (in table 't', column 'c0'): Can't generate DDL for NullType(); did you forget to specify a type on this Column?
-- [types_module]
CREATE TABLE t (
    c0 VARCHAR(5), 
    c1 INTEGER, 
    c2 JSON, 
    c3 TIMESTAMP WITHOUT TIME ZONE
);

-- [of_other_databases]
CREATE TABLE t (
    c0 INTEGER, 
    c1 VARCHAR(5)
);

-- [tuple_type] raises AttributeError: 'TupleType' object has no attribute '_compiler_dispatch'
