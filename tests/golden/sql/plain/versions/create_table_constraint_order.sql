CREATE TABLE ordered (
    a INTEGER, 
    b INTEGER NOT NULL, 
    PRIMARY KEY (b), 
    CONSTRAINT ck_first CHECK (a > 1), 
    CONSTRAINT uq_second UNIQUE (b), 
    CONSTRAINT fk_third FOREIGN KEY(b) REFERENCES others (id), 
    UNIQUE (a), 
    FOREIGN KEY(a) REFERENCES others (id)
);

