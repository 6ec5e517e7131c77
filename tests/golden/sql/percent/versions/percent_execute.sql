UPDATE t SET a = b %% 2 WHERE c LIKE '%%x%%';

UPDATE t SET a = b %% 2 WHERE c LIKE '%%x%%';

SELECT '100%%%%';

SELECT %%(name)s;

