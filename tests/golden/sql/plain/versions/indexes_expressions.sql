CREATE INDEX ix_a ON users (lower(email));

CREATE INDEX ix_b ON users (a, created_at DESC NULLS LAST);

CREATE UNIQUE INDEX ix_c ON users ((data ->> 'x'));

CREATE INDEX ix_d ON users (lower(email));

CREATE INDEX ix_e ON users (a DESC);

CREATE INDEX ix_f ON users USING hash (a || ':' || b);

CREATE INDEX ix_g ON users (a) WHERE a > 5;

CREATE INDEX ix_h ON users (b ASC NULLS FIRST);

