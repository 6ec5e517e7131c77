-- [constructs]
CREATE TYPE e AS ENUM ('a', 'b');

CREATE TABLE t (
    id SERIAL NOT NULL, 
    n VARCHAR(5) DEFAULT 'x', 
    e e, 
    j JSONB, 
    PRIMARY KEY (id), 
    CONSTRAINT u UNIQUE (n)
);

-- [functions]
SELECT count(*) AS count_1 
FROM t 
WHERE n = 'a';

-- [the_last_one_wins]
SELECT 'Time sqlalchemy.dialects.postgresql.array';

-- [standard_library]
SELECT '2020-01-02 00:00:00 1 day, 0:00:00';

-- [a_name_hidden_by_one_that_is_missing]
SELECT 'Pool';

-- [a_name_that_none_of_them_exports]
SELECT $$name 'sqltypes' is not defined$$;

-- [names_that_begin_with_an_underscore]
SELECT $$name '__version__' is not defined$$;

