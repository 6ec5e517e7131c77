SELECT 1;

SELECT 2;;

SELECT 'a:b', '12:30'::time, 'NULL';

UPDATE t SET a = 'x' WHERE b LIKE '%y%';

UPDATE t SET a = '12:30', b = c::text;

SELECT '\d+\.\d';

CREATE FUNCTION f() RETURNS trigger AS $$
        BEGIN
            NEW.a := 1; -- a comment: with a colon

            RETURN NEW;
        END;
        $$ LANGUAGE plpgsql;;

SELECT    3;

INSERT INTO t VALUES ('größe ✓');

