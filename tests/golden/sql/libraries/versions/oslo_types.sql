CREATE TABLE t (
    a TEXT, 
    b TEXT, 
    c INTEGER
);

SELECT 60;

