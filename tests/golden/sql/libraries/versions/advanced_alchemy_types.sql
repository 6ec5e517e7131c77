CREATE TABLE t (
    id UUID NOT NULL, 
    other UUID, 
    at TIMESTAMP WITH TIME ZONE NOT NULL, 
    at_default TIMESTAMP WITH TIME ZONE, 
    number BIGINT, 
    document JSONB, 
    flag BOOLEAN, 
    secret VARCHAR, 
    secret_length VARCHAR, 
    secret_text TEXT, 
    password VARCHAR(255), 
    password_length VARCHAR(64), 
    CONSTRAINT pk_t PRIMARY KEY (id)
);

