UPDATE t SET b='100%%' WHERE t.a %% 2 = 1;

UPDATE t SET b = '7%%';

