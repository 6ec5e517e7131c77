-- [create_table]
CREATE TABLE s."T" (
    id SERIAL NOT NULL, 
    kind kind, 
    CONSTRAINT "pk_T" PRIMARY KEY (id)
);

-- [create_table_if_not_exists]
CREATE TABLE IF NOT EXISTS s."T" (
    id SERIAL NOT NULL, 
    kind kind, 
    CONSTRAINT "pk_T" PRIMARY KEY (id)
);

-- [create_table_on_condition]
CREATE TABLE s."T" (
    id SERIAL NOT NULL, 
    kind kind, 
    CONSTRAINT "pk_T" PRIMARY KEY (id)
);

-- [drop_table]
DROP TABLE s."T";

-- [drop_table_if_exists]
DROP TABLE IF EXISTS s."T";

-- [create_index]
CREATE UNIQUE INDEX CONCURRENTLY "Ix" ON s."T" (kind DESC);

-- [create_index_if_not_exists]
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "Ix" ON s."T" (kind DESC);

-- [create_unnamed_index]
CREATE INDEX "ix_s_T_id" ON s."T" (id);

DROP INDEX s."ix_s_T_id";

-- [drop_index]
DROP INDEX CONCURRENTLY s."Ix";

-- [drop_index_if_exists]
DROP INDEX CONCURRENTLY IF EXISTS s."Ix";

-- [create_schema]
CREATE SCHEMA "Crm";

CREATE SCHEMA IF NOT EXISTS crm;

CREATE SCHEMA "crm";

-- [drop_schema]
DROP SCHEMA crm;

DROP SCHEMA IF EXISTS crm CASCADE;

-- [create_sequence]
CREATE SEQUENCE sq;

CREATE SEQUENCE IF NOT EXISTS "S".sq;

-- [create_sequence_with_options]
CREATE SEQUENCE sq AS BIGINT INCREMENT BY -2 START WITH 5 MINVALUE -9 MAXVALUE 9 CACHE 3 CYCLE;

-- [create_sequence_without_bounds]
CREATE SEQUENCE sq NO MINVALUE NO MAXVALUE NO CYCLE;

-- [create_sequence_of_a_collection]
CREATE SEQUENCE q.sq;

-- [drop_sequence]
DROP SEQUENCE sq;

DROP SEQUENCE IF EXISTS s."Sq";

-- [text]
CREATE ROLE reader;

-- [text_with_values]
GRANT SELECT TO reader;

-- [text_with_a_number]
SET x = 5; SET y = "it's";

-- [text_with_per_cent_signs]
SELECT 'a%' -- %(x)s;

-- [text_with_one_per_cent_sign] raises ValueError: unsupported format character ''' (0x27) at index 10
-- [text_without_a_value] raises KeyError: 'what'
-- [text_with_a_dictionary]
SELECT {};

-- [text_with_colons_and_tabs]
SELECT ':x'::text;

-- [text_on_condition]
SELECT 1;

SELECT 2;

SELECT 3;

-- [text_that_is_none] raises ArgumentError: Expected a string or unicode SQL statement, got '5'
