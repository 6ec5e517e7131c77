CREATE TYPE rate AS ENUM ('5%%', '10%%');

CREATE TABLE t (
    x rate
);

