CREATE TABLE events (
    day DATE NOT NULL, 
    kind TEXT
)
 PARTITION BY RANGE (day);

CREATE TABLE logs (
    line TEXT
)
 TABLESPACE fast;

CREATE TABLE more_logs (
    level INTEGER
)
 INHERITS ( logs );

CREATE TEMPORARY TABLE scratch (
    x INTEGER
)
 ON COMMIT DROP;

CREATE UNLOGGED TABLE unlogged (
    x INTEGER
);

CREATE TABLE IF NOT EXISTS hurried (
    x INTEGER
);

CREATE TABLE heaped (
    x INTEGER
)
 USING heap;

