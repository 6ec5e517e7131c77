-- [rows_of_a_query]
-- 'MockConnection' object has no attribute 'close';

-- [what_asks_for_rows]
-- 'MockConnection' object has no attribute 'close';

-- 'MockConnection' object has no attribute 'close';

-- 'MockConnection' object has no attribute 'close';

-- 'MockConnection' object has no attribute 'close';

-- 'MockConnection' object has no attribute 'close';

-- 'MockConnection' object has no attribute 'close';

-- 'MockConnection' object has no attribute 'close';

-- 'MockConnection' object has no attribute 'close';

-- [changes]
-- AttributeError: 'MockConnection' object has no attribute 'close';

-- AttributeError: 'MockConnection' object has no attribute 'close';

-- AttributeError: 'MockConnection' object has no attribute 'close';

-- [a_query_that_is_not_run]
SELECT 'postgresql postgresql';

-- [get_of_several] raises InvalidRequestError: get() can only be used against a single mapped class.
-- [delete_behind_a_limit] raises InvalidRequestError: Can't call Query.update() or Query.delete() when limit() has been called
-- [get_behind_criteria] raises InvalidRequestError: Query.get() being called on a Query with existing criterion. 
-- [criteria_behind_a_limit] raises InvalidRequestError: Query.filter() being called on a Query which already has LIMIT or OFFSET applied.  Call filter() before limit() or offset() are applied.
-- [locked_rows]
-- 'MockConnection' object has no attribute 'close';

-- [criteria_of_text] raises ArgumentError: Textual SQL expression "name = 'a'" should be explicitly declared as text("name = 'a'")
