CREATE INDEX ix_a ON users (a DESC, b ASC, c NULLS LAST);

