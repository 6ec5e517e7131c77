-- [as_text]
SELECT 'My s.User';

SELECT 'My s.User'My s.User;

SELECT 'My s.User';

SELECT 'My s.User'My s.User;

SELECT 'é x';

SELECT 'é x'é x;

SELECT 'm.t';

SELECT 'm.t'm.t;

-- [with_a_format]
SELECT $$unsupported format string passed to Table.__format__$$;

-- [names]
SELECT 'User My s My s.User ['a', 'b']';

SELECT 'User My s My s.User ['a']';

-- [of_a_table_that_was_created]
CREATE TABLE s."T" (
    a INTEGER
);

DELETE FROM s.T -- s.T ['a'];

-- [execution_options_of_a_text]
VACUUM;

SELECT 'x';

SELECT 'x';

-- [options_that_mean_something]
SELECT 1;

