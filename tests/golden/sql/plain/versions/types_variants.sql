CREATE TABLE variants (
    a JSONB, 
    b JSONB, 
    c BIGSERIAL NOT NULL, 
    d TEXT, 
    PRIMARY KEY (c)
);

