UPDATE t SET a = 'it''s' WHERE b = 5;

UPDATE t SET a = NULL;

SELECT 1.5, 1.5;

SELECT true;

