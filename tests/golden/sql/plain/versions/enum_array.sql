CREATE TYPE kind AS ENUM ('p', 'q');

CREATE TABLE a (
    x kind[]
);

