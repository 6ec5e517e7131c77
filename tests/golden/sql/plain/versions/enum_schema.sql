CREATE TYPE crm.k1 AS ENUM ('p');

CREATE TABLE a (
    x crm.k1
);

CREATE TYPE hr.k2 AS ENUM ('p');

CREATE TABLE hr.b (
    x hr.k2
);

CREATE TYPE k3 AS ENUM ('p');

CREATE TABLE hr.c (
    x k3
);

CREATE TYPE "Quoted Kind" AS ENUM ('p');

CREATE TABLE d (
    x "Quoted Kind"
);

