INSERT INTO t (day, at, rate, share) VALUES ('2025-01-02', '2025-01-02 03:04:05', 1.50, 0.25);

