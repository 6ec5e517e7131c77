CREATE TABLE t (
    a VARCHAR(5), 
    b VARCHAR(6), 
    c TEXT, 
    d TEXT
);

