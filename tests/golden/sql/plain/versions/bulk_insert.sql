INSERT INTO t (id, name, flag) VALUES (1, 'it''s', true);

INSERT INTO t (id, name, flag) VALUES (2, NULL, false);

INSERT INTO t (id, name) VALUES (3, '50% of it');

