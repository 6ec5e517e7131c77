CREATE INDEX ix_a ON users USING gin (a);

CREATE INDEX ix_b ON users (a) WHERE a IS NOT NULL;

CREATE UNIQUE INDEX ix_c ON users (a) WHERE b > 0;

CREATE INDEX ix_d ON users (a, b text_pattern_ops);

CREATE INDEX ix_e ON users (a) INCLUDE (b, c);

CREATE INDEX ix_f ON users (a) WITH (fillfactor = 50);

CREATE INDEX ix_g ON users (a) TABLESPACE fast;

CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_h ON users (a);

CREATE UNIQUE INDEX ix_i ON users (a) NULLS NOT DISTINCT;

CREATE INDEX ix_j ON users USING ivfflat (a vector_cosine_ops) WITH (lists = 100);

