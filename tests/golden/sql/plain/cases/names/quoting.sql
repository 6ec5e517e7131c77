-- [reserved_words]
CREATE TABLE "user" (
    "all" INTEGER, 
    "analyse" INTEGER, 
    "analyze" INTEGER, 
    "and" INTEGER, 
    "any" INTEGER, 
    "array" INTEGER, 
    "as" INTEGER, 
    "asc" INTEGER
);

-- [every_reserved_word]
CREATE TABLE t (
    "asymmetric" INTEGER, 
    "both" INTEGER, 
    "case" INTEGER, 
    "cast" INTEGER, 
    "check" INTEGER, 
    "collate" INTEGER, 
    "column" INTEGER, 
    "constraint" INTEGER, 
    "create" INTEGER, 
    "current_catalog" INTEGER, 
    "current_date" INTEGER, 
    "current_role" INTEGER, 
    "current_time" INTEGER, 
    "current_timestamp" INTEGER, 
    "current_user" INTEGER, 
    "default" INTEGER, 
    "deferrable" INTEGER, 
    "desc" INTEGER, 
    "distinct" INTEGER, 
    "do" INTEGER, 
    "else" INTEGER, 
    "end" INTEGER, 
    "except" INTEGER, 
    "false" INTEGER, 
    "fetch" INTEGER, 
    "for" INTEGER, 
    "foreign" INTEGER, 
    "from" INTEGER, 
    "grant" INTEGER, 
    "group" INTEGER, 
    "having" INTEGER, 
    "in" INTEGER, 
    "initially" INTEGER, 
    "intersect" INTEGER, 
    "into" INTEGER, 
    "leading" INTEGER, 
    "limit" INTEGER, 
    "localtime" INTEGER, 
    "localtimestamp" INTEGER, 
    "new" INTEGER, 
    "not" INTEGER, 
    "null" INTEGER, 
    "of" INTEGER, 
    "off" INTEGER, 
    "offset" INTEGER, 
    "old" INTEGER, 
    "on" INTEGER, 
    "only" INTEGER, 
    "or" INTEGER, 
    "order" INTEGER, 
    "placing" INTEGER, 
    "primary" INTEGER, 
    "references" INTEGER, 
    "returning" INTEGER, 
    "select" INTEGER, 
    "session_user" INTEGER, 
    "some" INTEGER, 
    "symmetric" INTEGER, 
    "table" INTEGER, 
    "then" INTEGER, 
    "to" INTEGER, 
    "trailing" INTEGER, 
    "true" INTEGER, 
    "union" INTEGER, 
    "unique" INTEGER, 
    "user" INTEGER, 
    "using" INTEGER, 
    "variadic" INTEGER, 
    "when" INTEGER, 
    "where" INTEGER, 
    "window" INTEGER, 
    "with" INTEGER, 
    "authorization" INTEGER, 
    "between" INTEGER, 
    "binary" INTEGER, 
    "cross" INTEGER, 
    "current_schema" INTEGER, 
    "freeze" INTEGER, 
    "full" INTEGER, 
    "ilike" INTEGER, 
    "inner" INTEGER, 
    "is" INTEGER, 
    "isnull" INTEGER, 
    "join" INTEGER, 
    "left" INTEGER, 
    "like" INTEGER, 
    "natural" INTEGER, 
    "notnull" INTEGER, 
    "outer" INTEGER, 
    "over" INTEGER, 
    "overlaps" INTEGER, 
    "right" INTEGER, 
    "similar" INTEGER, 
    "verbose" INTEGER
);

-- [words_that_are_not_reserved]
CREATE TABLE t (
    name INTEGER, 
    value INTEGER, 
    type INTEGER, 
    key INTEGER, 
    index INTEGER, 
    date INTEGER, 
    time INTEGER, 
    year INTEGER, 
    status INTEGER, 
    data INTEGER, 
    text INTEGER, 
    level INTEGER, 
    role INTEGER, 
    view INTEGER, 
    sequence INTEGER, 
    lateral INTEGER, 
    tablesample INTEGER, 
    int INTEGER
);

-- [case]
CREATE TABLE "CRM"."Users" (
    "createdAt" INTEGER, 
    "UPPER" INTEGER
);

-- [characters]
CREATE TABLE t (
    "a b" INTEGER, 
    "a-b" INTEGER, 
    "a.b" INTEGER, 
    "1a" INTEGER, 
    a1 INTEGER, 
    _a INTEGER, 
    "$a" INTEGER, 
    a$b INTEGER, 
    "a#" INTEGER, 
    "é" INTEGER, 
    "名前" INTEGER, 
    "a'b" INTEGER, 
    "a""b" INTEGER, 
    "a\b" INTEGER, 
    "a%b" INTEGER, 
    "a:b" INTEGER, 
    "a;b" INTEGER, 
    "(a)" INTEGER
);

-- [tab_and_newline]
CREATE TABLE t (
    "a    b" INTEGER, 
    "a
b" INTEGER
);

-- [empty_name] raises ArgumentError: Column must be constructed with a non-blank name or assign a non-blank .name before adding to a Table.
-- [non_ascii_lower_case]
CREATE TABLE "été" (
    "straße" INTEGER, 
    "ǆ" INTEGER
);

-- [quoted_name_forced]
ALTER TABLE "t" ADD COLUMN "a" INTEGER;

-- [quoted_name_forbidden]
ALTER TABLE User ADD COLUMN A b INTEGER;

-- [quoted_name_undecided]
ALTER TABLE "User" ADD COLUMN a INTEGER;

-- [quoted_schema]
ALTER TABLE Crm.Sub.t ADD COLUMN a INTEGER;

-- [quoted_name_of_constraint]
ALTER TABLE t ADD CONSTRAINT "Uq" UNIQUE ("a");

-- [schema_with_dot]
CREATE TABLE "a.b".t (
    a INTEGER, 
    FOREIGN KEY(a) REFERENCES "a.b".o (id)
);

-- [type_names]
CREATE TYPE "User" AS ENUM ('x');

CREATE TYPE "My S"."order" AS ENUM ('x');

CREATE TABLE t (
    a "User", 
    b "My S"."order"
);

-- [percent_and_colon_names]
CREATE INDEX "ix%a" ON "t%b" ("c%d", "e:f");

ALTER TABLE "t:x" DROP CONSTRAINT "c%d";

ALTER TABLE "a%b" RENAME TO "c:d";

-- [function_names]
SELECT Lower('a') AS "Lower_1", my_schema.Func(1) AS "Func_1", select(2) AS select_1, "a b"() AS a_b_1;

-- [label_names]
SELECT 1 AS "User", 2 AS "a b", 3 AS "a%b", 4 AS "a:b";

-- [a_table_that_refers_to_itself_quoted_by_order]
CREATE TABLE "value" (
    "value" INTEGER, 
    FOREIGN KEY("value") REFERENCES "value" ("value")
);

CREATE TABLE s."log" (
    x INTEGER, 
    value INTEGER, 
    FOREIGN KEY(x) REFERENCES s."log" (value)
);

CREATE TABLE user (
    x INTEGER, 
    value INTEGER, 
    FOREIGN KEY(x) REFERENCES user (value)
);

CREATE INDEX ix_user_x ON user (x);

CREATE TABLE "s".x (
    value INTEGER, 
    b INTEGER, 
    FOREIGN KEY(b) REFERENCES "s".x (value)
);

-- [an_exclude_constraint_over_a_column_quoted_by_order]
CREATE TABLE x (
    user INTEGER, 
    EXCLUDE USING gist (user WITH =)
);

