SELECT 'before the column';

ALTER TABLE users ADD COLUMN a INTEGER;

ALTER TABLE users DROP COLUMN b;

