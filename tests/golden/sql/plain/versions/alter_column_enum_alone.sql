ALTER TABLE users ALTER COLUMN kind TYPE other_kind;

