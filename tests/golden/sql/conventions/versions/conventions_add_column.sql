ALTER TABLE users ADD COLUMN team_id INTEGER;

ALTER TABLE users ADD CONSTRAINT fk_users_team_id_teams FOREIGN KEY(team_id) REFERENCES teams (id);

ALTER TABLE users ADD COLUMN code VARCHAR(4);

ALTER TABLE users ADD CONSTRAINT uq_users_code UNIQUE (code);

ALTER TABLE users ADD COLUMN rank INTEGER;

CREATE INDEX ix_users_rank ON users (rank);

ALTER TABLE users ADD COLUMN kind VARCHAR(1);

ALTER TABLE users ADD CONSTRAINT ck_users_kind CHECK (kind IN ('a'));

