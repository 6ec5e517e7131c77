ALTER TABLE users ADD COLUMN created_at TIMESTAMP WITHOUT TIME ZONE;

ALTER TABLE users ADD COLUMN created_by VARCHAR(40);

CREATE INDEX ix_users_created_at_created_by ON users (created_at, created_by);

UPDATE users SET created_by = 'n001';

ALTER TABLE teams ADD COLUMN created_at TIMESTAMP WITHOUT TIME ZONE;

ALTER TABLE teams ADD COLUMN created_by VARCHAR(40);

CREATE INDEX ix_teams_created_at_created_by ON teams (created_at, created_by);

UPDATE teams SET created_by = '2';

SELECT 'A', 'C';

SELECT 'missing';

SELECT
  1;

