-- [autocommit_block]
SELECT 1;

COMMIT;

ALTER TYPE e ADD VALUE 'x';

BEGIN;

SELECT 2;

-- [autocommit_block_twice]
COMMIT;

SELECT 1;

BEGIN;

COMMIT;

SELECT 2;

BEGIN;

-- [autocommit_block_nested]
COMMIT;

COMMIT;

SELECT 1;

BEGIN;

BEGIN;

-- [autocommit_block_empty]
COMMIT;

BEGIN;

-- [dialect]
SELECT 1;

-- [bind_dialect]
SELECT 'postgresql';

-- [offline]
SELECT 'offline';

SELECT 'True';

-- [options]
SELECT 'True', 'None';

-- [implementation]
SELECT 'postgresql', True;

-- [static_output]
-- written as it is

-- [context_execute]
SELECT 1;

-- [invoke_drop_table]
DROP TABLE crm.t;

-- [invoke_create_index]
CREATE UNIQUE INDEX ix ON t (a);

-- [invoke_add_column]
ALTER TABLE t ADD COLUMN a INTEGER;

-- [invoke_execute]
SELECT 1;

-- [custom_operation]
GRANT ALL ON t TO me;

-- [run_async] raises ValueError: Cannot call run_async with a sync engine
-- [bare_names]
ALTER TABLE t ADD COLUMN a INTEGER;

-- [quoting_by_the_dialect]
SELECT "User", plain, "plain";

-- [operations_behind_the_module]
SELECT 'postgresql';

-- [implementation_asked]
SELECT 'postgresql', 'True';

-- [an_option_that_the_environment_may_have_left_out]
SELECT 'not given';

-- [options_of_the_configuration]
SELECT False, 'd';

SELECT False, 'alembic';

SELECT 'None', '5';

-- [attributes_of_the_configuration]
SELECT None, 5, False, 0;

SELECT 'x';

-- [changing_the_configuration]
SELECT 'y';

-- [filling_the_attributes]
SELECT 5;

