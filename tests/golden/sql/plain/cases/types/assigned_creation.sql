-- [after_create]
CREATE TYPE e AS ENUM ('a', 'b');

ALTER TABLE t ADD COLUMN x e;

CREATE TABLE u (
    x e, 
    y e
);

-- [between_two_tables]
CREATE TYPE e AS ENUM ('a', 'b');

CREATE TABLE u (
    x e
);

CREATE TABLE v (
    x e
);

ALTER TABLE w ADD COLUMN x e;

-- [after_the_column]
CREATE TABLE v (
    x e
);

ALTER TABLE w ADD COLUMN x e;

-- [between_two_uses_of_a_column]
CREATE TYPE e AS ENUM ('a', 'b');

CREATE TABLE v (
    x e
);

ALTER TABLE w ADD COLUMN x e;

-- [of_the_generic_class]
CREATE TYPE e AS ENUM ('a', 'b');

CREATE TABLE v (
    x e
);

ALTER TABLE w ADD COLUMN x e;

-- [and_back]
SELECT 'True';

CREATE TABLE v (
    x e
);

CREATE TYPE e AS ENUM ('a', 'b');

CREATE TABLE w (
    x e
);

-- [in_an_array]
CREATE TABLE v (
    x e[], 
    y e
);

-- [of_a_copy]
CREATE TABLE v (
    x e
);

CREATE TYPE e AS ENUM ('a', 'b');

DROP TYPE e;

-- [around_alter_column]
ALTER TABLE t ALTER COLUMN x TYPE e USING x::e;

ALTER TABLE t ADD COLUMN y e;

-- [in_metadata]
CREATE TABLE t (
    x e
);

-- [of_a_domain]
CREATE TABLE v (
    x e
);

-- [in_a_batch]
ALTER TABLE t ADD COLUMN x e;

ALTER TABLE t ADD COLUMN y e;

-- [below_an_array]
CREATE TABLE v (
    x e[], 
    y e
);

-- [after_a_table_of_metadata]
CREATE TABLE t (
    x e
);

-- [that_was_made_without]
CREATE TYPE e AS ENUM ('a', 'b');

CREATE TABLE w (
    x e
);

