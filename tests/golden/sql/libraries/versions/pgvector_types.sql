CREATE TABLE t (
    a VECTOR(1536), 
    b VECTOR, 
    c VECTOR(3) NOT NULL, 
    d HALFVEC(4), 
    e HALFVEC, 
    f SPARSEVEC(5), 
    g SPARSEVEC, 
    h BIT(6), 
    i BIT(1), 
    j VECTOR(7), 
    k HALFVEC(8), 
    l VECTOR(2)[], 
    m BIT VARYING(9)
);

CREATE INDEX ix_t_a ON t USING hnsw (a vector_cosine_ops) WITH (m = 16, ef_construction = 64);

ALTER TABLE t ALTER COLUMN a TYPE VECTOR(768);

