ALTER TABLE users RENAME a TO b;

ALTER TABLE crm.users RENAME a TO "A";

COMMENT ON COLUMN users.a IS 'it''s new';

COMMENT ON COLUMN users.a IS NULL;

COMMENT ON COLUMN crm.users.a IS 'c';

