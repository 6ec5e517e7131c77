SELECT 'inside';

COMMIT;

ALTER TYPE kind ADD VALUE 'c';

CREATE INDEX CONCURRENTLY ix_a ON t (a);

BEGIN;

SELECT 'inside again';

