ALTER TABLE users ADD COLUMN a kind;

ALTER TABLE users ADD COLUMN b kind2;

ALTER TABLE users ADD COLUMN c kind3[];

