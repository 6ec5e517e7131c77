UPDATE t SET a='x' WHERE t.b = 5;

