CREATE TABLE t (
    a VECTOR(3), 
    b HALFVEC(3), 
    c SPARSEVEC(3)
);

INSERT INTO t (a, b, c) VALUES ('[1.0,2.5,3.0]', '[1.0,0.1,-3.0]', '{2:1.5}/3');

INSERT INTO t (a, b, c) VALUES ('[0.1,10000000000.0,1e-10]', '[1e-07,1000.0,65504.0]', '{1:1.0,2:0.1}/3');

INSERT INTO t (a, b, c) VALUES (NULL, NULL, NULL);

