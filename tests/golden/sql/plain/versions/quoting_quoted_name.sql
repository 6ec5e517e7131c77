CREATE TABLE Dotted.Schema."lower" (
    UPPER INTEGER
);

