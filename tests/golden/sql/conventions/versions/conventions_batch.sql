ALTER TABLE users ADD CONSTRAINT uq_users_a UNIQUE (a);

ALTER TABLE users ADD CONSTRAINT fk_users_a_teams FOREIGN KEY(a) REFERENCES teams (id);

ALTER TABLE users ADD CONSTRAINT ck_users_positive CHECK (a > 0);

ALTER TABLE users DROP CONSTRAINT uq_users_a;

