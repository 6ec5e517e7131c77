CREATE TABLE lists (
    a INTEGER[], 
    b VARCHAR(10)[], 
    c TEXT[][], 
    d UUID[] DEFAULT '{}', 
    e TIMESTAMP WITH TIME ZONE[] NOT NULL, 
    f VARCHAR(5)[] COLLATE "C", 
    g NUMERIC(8, 3)[], 
    h JSONB[]
);

