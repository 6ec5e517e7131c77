CREATE TABLE weekdays (
    number INTEGER NOT NULL, 
    name VARCHAR(9) NOT NULL, 
    PRIMARY KEY (number)
);

INSERT INTO weekdays (number, name) VALUES (1, 'Monday');

INSERT INTO weekdays (number, name) VALUES (2, 'Tuesday');

