-- [strings]
CREATE TABLE t (
    c0 VARCHAR, 
    c1 VARCHAR, 
    c2 VARCHAR(5), 
    c3 VARCHAR(5), 
    c4 VARCHAR, 
    c5 VARCHAR, 
    c6 VARCHAR, 
    c7 VARCHAR(5), 
    c8 VARCHAR, 
    c9 VARCHAR(5), 
    c10 NVARCHAR(5), 
    c11 NVARCHAR
);

-- [texts]
CREATE TABLE t (
    c0 TEXT, 
    c1 TEXT, 
    c2 TEXT(100), 
    c3 TEXT, 
    c4 TEXT, 
    c5 TEXT(5), 
    c6 TEXT, 
    c7 TEXT, 
    c8 TEXT(5), 
    c9 CLOB, 
    c10 CLOB
);

-- [chars]
CREATE TABLE t (
    c0 CHAR, 
    c1 CHAR(1), 
    c2 CHAR(5), 
    c3 NCHAR, 
    c4 NCHAR(5)
);

-- [collations]
CREATE TABLE t (
    c0 VARCHAR COLLATE "C", 
    c1 VARCHAR(5) COLLATE "de_DE", 
    c2 TEXT COLLATE "en-x-icu", 
    c3 VARCHAR(5) COLLATE "ucs_basic", 
    c4 CHAR(3) COLLATE "C", 
    c5 VARCHAR COLLATE "My "Coll"", 
    c6 VARCHAR(1)
);

-- [collation_and_not_null]
CREATE TABLE t (
    a VARCHAR(5) COLLATE "C" DEFAULT 'x' NOT NULL, 
    UNIQUE (a)
);

-- [postgresql_texts]
CREATE TABLE t (
    c0 TEXT, 
    c1 TEXT, 
    c2 VARCHAR, 
    c3 VARCHAR(5), 
    c4 CHAR(5), 
    c5 CITEXT, 
    c6 CITEXT, 
    c7 CITEXT, 
    c8 TSVECTOR, 
    c9 TSVECTOR, 
    c10 TSQUERY
);

-- [length_of_text]
CREATE TABLE t (
    c0 VARCHAR(5)
);

-- [negative_length]
CREATE TABLE t (
    c0 VARCHAR(-1)
);

