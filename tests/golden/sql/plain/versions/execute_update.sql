UPDATE t SET name='x';

UPDATE t SET name='it''s' WHERE t.id = 5;

UPDATE t SET id=3, name='y' WHERE t.name IS NULL;

DELETE FROM t WHERE t.id IN (1, 2);

INSERT INTO t (id, name) VALUES (1, 'n');

DELETE FROM t WHERE t.id > 1 AND t.name != 'z';

