CREATE TABLE codes (
    id SERIAL NOT NULL, 
    code VARCHAR(8), 
    PRIMARY KEY (id)
);

CREATE UNIQUE INDEX ix_codes_code ON codes (code);

