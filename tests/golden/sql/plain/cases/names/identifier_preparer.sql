-- [methods]
SELECT users users users;

SELECT "users";

SELECT "User" "User" "User";

SELECT "User";

SELECT "user" "user" "user";

SELECT "user";

SELECT "1a" "1a" "1a";

SELECT "1a";

SELECT "a b" "a b" "a b";

SELECT "a b";

SELECT "a""b" "a""b" "a""b";

SELECT "a""b";

SELECT "a%b" "a%b" "a%b";

SELECT "a%b";

SELECT "é" "é" "é";

SELECT "é";

SELECT a$ a$ a$;

SELECT "a$";

SELECT "$a" "$a" "$a";

SELECT "$a";

SELECT "all" "all" "all";

SELECT "all";

SELECT "schema.table" "schema.table" "schema.table";

SELECT "schema.table";

SELECT name name name;

SELECT "name";

SELECT a
 a
 a;

SELECT "a
";

-- [a_bound_method]
CREATE SCHEMA "My Schema";

CREATE SCHEMA x;

-- [names_that_know_how_they_want_to_be_quoted]
SELECT "a";

SELECT Aé;

SELECT a;

SELECT "A";

-- [tables]
SELECT "My"."User" "User";

SELECT "My".x;

SELECT "s.t".q;

CREATE TABLE s."T x" (
    a INTEGER
);

SELECT s."T x";

-- [columns]
SELECT "B";

SELECT B c;

SELECT "Xy";

SELECT "A b";

-- [a_dialect_of_its_own_doubles_percent_signs]
SELECT "a%%b";

-- [an_empty_name]
SELECT $$string index out of range$$;

-- [an_alias]
SELECT "Q q";

-- [what_else_it_has]
SELECT 102;

