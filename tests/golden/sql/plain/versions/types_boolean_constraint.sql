CREATE TABLE switches (
    a BOOLEAN, 
    b BOOLEAN NOT NULL
);

