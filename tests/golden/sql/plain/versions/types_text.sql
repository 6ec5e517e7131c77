CREATE TABLE words (
    a VARCHAR, 
    b VARCHAR(50), 
    c VARCHAR(255), 
    d TEXT, 
    e VARCHAR(20), 
    f VARCHAR, 
    g TEXT, 
    h CHAR(3), 
    i CHAR, 
    j VARCHAR(7), 
    k VARCHAR, 
    l TEXT, 
    m VARCHAR(10) COLLATE "C", 
    n TEXT COLLATE "de_DE", 
    o TEXT(2000), 
    p NVARCHAR(9), 
    q NCHAR(9), 
    r VARCHAR(8) COLLATE "C"D"
);

