CREATE TYPE kind AS ENUM ('a', 'b');

CREATE TABLE first (
    kind kind
);

CREATE TABLE second (
    kind kind, 
    other kind
);

ALTER TABLE third ADD COLUMN kind kind;

