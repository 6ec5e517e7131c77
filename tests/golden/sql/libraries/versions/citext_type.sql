CREATE TABLE t (
    a CITEXT NOT NULL, 
    b CITEXT DEFAULT 'x', 
    c CITEXT[], 
    UNIQUE (a)
);

INSERT INTO t (a, b) VALUES ('it''s 100%', 'y');

INSERT INTO t (a, b) VALUES ('z', NULL);

