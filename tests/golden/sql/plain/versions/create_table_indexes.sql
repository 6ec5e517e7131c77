CREATE TABLE letters (
    id SERIAL NOT NULL, 
    body TEXT, 
    PRIMARY KEY (id)
);

CREATE INDEX ix_letters_body ON letters USING gin (body);

