UPDATE t SET a = '5%%' WHERE b = '%(x)s';

UPDATE t SET a = 'x' WHERE b > 5;

