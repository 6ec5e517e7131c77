CREATE TYPE x_kind AS ENUM ('one', 'it''s');

CREATE TYPE y_kind AS ENUM ('two');

CREATE TABLE a (
    x x_kind, 
    y y_kind DEFAULT 'two' NOT NULL
);

CREATE TABLE b (
    x x_kind
);

CREATE TYPE z_kind AS ENUM ('three');

CREATE TABLE c (
    x z_kind
);

CREATE TABLE d (
    x made_elsewhere
);

