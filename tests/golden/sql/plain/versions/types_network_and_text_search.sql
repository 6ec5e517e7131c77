CREATE TABLE exotics (
    a INET, 
    b CIDR, 
    c MACADDR, 
    d MACADDR8, 
    e MONEY, 
    f OID, 
    g REGCLASS, 
    h REGCONFIG, 
    i TSVECTOR, 
    j TSQUERY, 
    k BIT(1), 
    l BIT(8), 
    m BIT VARYING, 
    n BIT VARYING(5), 
    o HSTORE, 
    p CITEXT, 
    q JSONPATH
);

