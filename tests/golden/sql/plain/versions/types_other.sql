CREATE TABLE things (
    a BOOLEAN, 
    b BOOLEAN, 
    c BYTEA, 
    d BYTEA, 
    e BYTEA, 
    f UUID, 
    g UUID, 
    h UUID, 
    i UUID, 
    j UUID, 
    k JSON, 
    l JSON, 
    m JSONB, 
    n JSONB, 
    o BYTEA, 
    p CHAR(32)
);

