-- [operations]
SELECT 1;

ALTER TABLE t ADD COLUMN a INTEGER;

CREATE INDEX ix ON t (a);

-- [in_a_batch]
ALTER TABLE t DROP COLUMN a;

