CREATE INDEX ix_a ON users (a);

CREATE UNIQUE INDEX ix_b ON users (a, b);

CREATE INDEX ix_c ON crm.users (a);

CREATE INDEX IF NOT EXISTS ix_d ON users (a);

CREATE INDEX ix_users_e ON users (e);

CREATE INDEX ix_f ON users (f);

CREATE INDEX ix_g ON users (a);

