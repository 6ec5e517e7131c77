CREATE TABLE eggs (
    id SERIAL NOT NULL, 
    hen_id INTEGER, 
    PRIMARY KEY (id)
);

