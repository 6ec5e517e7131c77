ALTER TABLE users ADD CONSTRAINT pk_users PRIMARY KEY (id);

ALTER TABLE users ADD CONSTRAINT uq_users_a_b UNIQUE (a, b);

ALTER TABLE users ADD CONSTRAINT fk_users_team_id_teams FOREIGN KEY(team_id) REFERENCES teams (id);

ALTER TABLE users ADD CONSTRAINT ck_users_positive CHECK (a > 0);

ALTER TABLE users ADD CONSTRAINT ck_given CHECK (a > 0);

CREATE INDEX ix_users_a ON users (a);

ALTER TABLE users ADD CONSTRAINT given UNIQUE (a);

ALTER TABLE users DROP CONSTRAINT ck_users_positive;

ALTER TABLE users DROP CONSTRAINT ck_given;

