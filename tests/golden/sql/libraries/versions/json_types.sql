CREATE TABLE t (
    a JSON, 
    b JSON, 
    c JSONB, 
    d JSON, 
    e JSON
);

