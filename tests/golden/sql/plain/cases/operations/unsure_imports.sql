-- [a_module_that_may_be_missing]
SELECT 'without';

-- [a_flag]
SELECT 'False';

-- [suppressed]
-- [by_its_name]
SELECT 'without';

-- [in_a_function_that_is_tried]
SELECT 'without';

-- [hasattr_of_a_module]
SELECT 'False';

-- [getattr_of_a_module]
SELECT '1';

-- [an_attribute_that_is_tried]
SELECT 'without';

-- [hasattr_of_a_class]
SELECT 'False';

-- [what_is_known]
ALTER TABLE t ADD COLUMN "c_True" JSONB;

SELECT 'True True';

-- [what_would_end_the_migration]
SELECT 'not JSON';

-- [a_handler_that_raises_at_times]
SELECT 'False';

-- [an_error_that_becomes_another]
SELECT 'without';

-- [a_finally_that_goes_on]
SELECT 'after';

