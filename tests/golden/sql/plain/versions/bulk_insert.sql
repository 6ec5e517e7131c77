INSERT INTO t (id, name, "on", rate, flag) VALUES (1, 'it''s', '2025-01-02', 1.50, true);

INSERT INTO t (id, name, "on", rate, flag) VALUES (2, NULL, NULL, NULL, false);

