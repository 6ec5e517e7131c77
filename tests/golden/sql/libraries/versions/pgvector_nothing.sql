CREATE TABLE t (
    a VECTOR(3), 
    b HALFVEC(3), 
    c SPARSEVEC(3)
);

INSERT INTO t (a, b, c) VALUES (NULL, NULL, NULL);

