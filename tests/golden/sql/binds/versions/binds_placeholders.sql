UPDATE t SET a=%(a)s WHERE t.b = %(b_1)s;

UPDATE t SET a = %(a)s;

