CREATE TABLE tickets (
    id INTEGER NOT NULL, 
    queue VARCHAR(20) NOT NULL, 
    PRIMARY KEY (id)
);

