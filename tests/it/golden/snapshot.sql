-- What a database holds outside of the schema "bookkeeping", as text that can be compared; and how
-- it is emptied. Run once before the cases.
CREATE SCHEMA bookkeeping;
CREATE TABLE bookkeeping.snapshots (name text PRIMARY KEY, held text NOT NULL);

CREATE VIEW bookkeeping.schemas AS
SELECT oid, nspname FROM pg_namespace
WHERE nspname NOT LIKE 'pg\_%' AND nspname NOT IN ('information_schema', 'bookkeeping');

CREATE FUNCTION bookkeeping.reset() RETURNS void LANGUAGE plpgsql AS $$
DECLARE name text;
BEGIN
    FOR name IN SELECT nspname FROM bookkeeping.schemas LOOP
        EXECUTE format('DROP SCHEMA %I CASCADE', name);
    END LOOP;
    EXECUTE 'DISCARD TEMP';
    CREATE SCHEMA public;
    CREATE SCHEMA crm;
    CREATE SCHEMA "My Schema";
    CREATE SCHEMA "CRM";
    CREATE TABLE o (id integer PRIMARY KEY, x integer UNIQUE, y integer, UNIQUE (x, y));
    CREATE TABLE crm.o (id integer PRIMARY KEY);
    CREATE TABLE p (x integer, y integer, UNIQUE (x, y));
    CREATE TABLE crm.q (id integer PRIMARY KEY);
    CREATE TABLE "User" ("Group" integer PRIMARY KEY);
    CREATE TABLE p1 ();
    CREATE TABLE "P2" ();
    CREATE TABLE parent ();
    CREATE SEQUENCE s;
    CREATE SEQUENCE crm.s;
END $$;

-- The tables that the cases take for granted.
CREATE FUNCTION bookkeeping.furnish() RETURNS void LANGUAGE plpgsql AS $$
DECLARE place text;
BEGIN
    FOREACH place IN ARRAY ARRAY['crm', 'public'] LOOP
        PERFORM set_config('search_path', place, true);
        CREATE TABLE t (
            id integer PRIMARY KEY, a integer, b integer, c text, name text, amount numeric, ratio float, active boolean,
            created timestamp, day date, data jsonb, doc json, uid uuid, tags text[], numbers integer[], kind text, blob bytea,
            words tsvector, span int4range, untyped text, at timestamp, CONSTRAINT c CHECK (a > 0), CONSTRAINT u3 UNIQUE (b)
        );
        CREATE INDEX ix ON t (a);
        CREATE TABLE u (id integer PRIMARY KEY, t_id integer, name text, a integer);
        CREATE TABLE users (
            id serial PRIMARY KEY, name varchar(50) NOT NULL, state varchar(10), seen timestamp DEFAULT '2024-01-02'
        );
        CREATE TABLE "T" ("A" integer, "A b" integer, a integer, "User" integer);
        TRUNCATE o CASCADE;
        INSERT INTO o (id) VALUES (1), (2);
        INSERT INTO t (id, a, b, name, amount, active, created, data, tags, kind)
        VALUES (5, 1, 1, 'x', 1.5, true, '2024-01-02', '{"a": 1}', '{a}', 'red'), (6, 2, 2, NULL, 2, false, NULL, '[]', '{}', 'r');
        INSERT INTO u VALUES (7, 5, 'x'), (8, 6, 'y');
        INSERT INTO users VALUES (9, 'x', 'old', '2024-01-02');
    END LOOP;
END $$;

-- The same without what most cases make anew: keys, an index and a check, then column "a" too.
CREATE FUNCTION bookkeeping.loosen() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE o SET x = id, y = id;
    DROP INDEX ix;
    DROP INDEX crm.ix;
    ALTER TABLE t DROP CONSTRAINT c, DROP CONSTRAINT u3, DROP CONSTRAINT t_pkey, ADD UNIQUE (id), ALTER id DROP NOT NULL;
    ALTER TABLE crm.t DROP CONSTRAINT t_pkey, ADD UNIQUE (id);
    ALTER TABLE u DROP CONSTRAINT u_pkey, ALTER id DROP NOT NULL;
    ALTER TABLE t ALTER b TYPE text, ALTER a SET NOT NULL;
    CREATE TYPE e AS ENUM ('x', 'y');
END $$;
CREATE FUNCTION bookkeeping.narrow() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM t;
    DELETE FROM crm.t;
    DELETE FROM "T";
    DROP TYPE e;
    ALTER TABLE t DROP COLUMN a;
    ALTER TABLE crm.t DROP COLUMN a;
    ALTER TABLE "T" DROP COLUMN a;
END $$;

CREATE FUNCTION bookkeeping.snapshot() RETURNS text LANGUAGE sql AS $$
WITH relations AS (
    SELECT c.*, nspname || '.' || relname AS name FROM pg_class c JOIN bookkeeping.schemas s ON s.oid = relnamespace
), found (line) AS (
    SELECT format('schema %s', nspname) FROM bookkeeping.schemas
    UNION ALL
    SELECT format('%s %s %s %s %s', relkind, name, relpersistence, reloptions, pg_get_partkeydef(oid)) FROM relations
    UNION ALL
    SELECT format('column %s %s %s %s not null %s identity %s generated %s collation %s default %s', name, attnum, attname,
        format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated, attcollation::regcollation,
        pg_get_expr(adbin, adrelid))
    FROM relations r JOIN pg_attribute a ON attrelid = r.oid AND attnum > 0 AND NOT attisdropped
    LEFT JOIN pg_attrdef d ON adrelid = r.oid AND adnum = attnum
    WHERE relkind IN ('r', 'p')
    UNION ALL
    SELECT format('index %s', pg_get_indexdef(oid)) FROM relations WHERE relkind IN ('i', 'I')
    UNION ALL
    SELECT format('constraint %s on %s %s %s', conname, conrelid::regclass, contypid::regtype, pg_get_constraintdef(c.oid))
    FROM pg_constraint c JOIN bookkeeping.schemas s ON s.oid = connamespace
    UNION ALL
    SELECT format('sequence %s %s %s %s %s %s %s', seqrelid::regclass, seqtypid::regtype, seqstart, seqincrement, seqmin, seqmax, seqcycle)
    FROM pg_sequence JOIN relations r ON r.oid = seqrelid
    UNION ALL
    SELECT format('type %s %s %s %s %s', t.oid::regtype, typtype, typbasetype::regtype, typdefault, typnotnull)
    FROM pg_type t JOIN bookkeeping.schemas s ON s.oid = typnamespace WHERE typtype <> 'c' AND typelem = 0
    UNION ALL
    SELECT format('label %s %s %s', enumtypid::regtype, rank() OVER (PARTITION BY enumtypid ORDER BY enumsortorder), enumlabel)
    FROM pg_enum
    UNION ALL
    SELECT format('comment %s %s', pg_describe_object(classoid, objoid, objsubid), description)
    FROM pg_description WHERE objoid >= 16384
    UNION ALL
    SELECT format('rows %s %s', name, query_to_xml(format('SELECT * FROM %s', oid::regclass), true, false, ''))
    FROM relations WHERE relkind = 'r'
)
SELECT string_agg(line, E'\n' ORDER BY line COLLATE "C") FROM found
$$;
