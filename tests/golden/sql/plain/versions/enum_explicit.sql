CREATE TYPE a_kind AS ENUM ('x', 'y');

CREATE TYPE b_kind AS ENUM ('x');

CREATE TYPE crm.c_kind AS ENUM ('x');

CREATE TYPE a_kind AS ENUM ('x', 'y');

CREATE TYPE b_kind AS ENUM ('x');

CREATE TABLE t (
    a a_kind, 
    b b_kind
);

DROP TYPE a_kind;

DROP TYPE b_kind;

DROP TYPE crm.c_kind;

