//! For a table of statements: the strongest lock on each relation, whether the table's file is
//! another one afterwards, whether the table was read, whether a transaction is allowed.
//!
//! Each statement runs in a transaction on a server; `pg_locks`, `pg_class.relfilenode` and the
//! transaction's own statistics say what it did, and that must be what the judgement says.

use std::collections::BTreeMap;
use std::sync::Arc;

use alembic_rs::db::{Cell, Connection};
use alembic_rs::ddl::Statement;
use alembic_rs::safety::{Effect, Examiner, LockMode, Model, Transactional, Work};
use alembic_rs::source::{Origin, SourceFile, Span};

use crate::db::support::{connect, new_database};

/// What is there before each statement.
const SETUP: &str = "\
CREATE TYPE mood AS ENUM ('low', 'high');
CREATE TABLE ref (id integer PRIMARY KEY, name text);
CREATE TABLE t (id integer CONSTRAINT t_pkey PRIMARY KEY, a integer NOT NULL, b varchar(10), \
    n numeric(6,2), ts timestamp without time zone, r integer, s integer, c char(3), m text, \
    CONSTRAINT t_s_fkey FOREIGN KEY (s) REFERENCES ref (id), CONSTRAINT t_a_check CHECK (a > 0), \
    CONSTRAINT t_b_key UNIQUE (b));
CREATE TABLE child (id integer, t_id integer REFERENCES t (id) ON DELETE CASCADE);
CREATE TABLE proved (x integer, CONSTRAINT x_there CHECK (x IS NOT NULL));
CREATE TABLE unchecked (r integer, y integer);
ALTER TABLE unchecked ADD CONSTRAINT unchecked_r FOREIGN KEY (r) REFERENCES ref (id) NOT VALID;
ALTER TABLE unchecked ADD CONSTRAINT unchecked_y CHECK (y > 0) NOT VALID;
CREATE INDEX t_a ON t (a);
CREATE UNIQUE INDEX t_r ON t (r);
CREATE MATERIALIZED VIEW mv AS SELECT id FROM t;
CREATE UNIQUE INDEX mv_id ON mv (id);
CREATE VIEW v AS SELECT id FROM t;
CREATE TABLE parted (k integer) PARTITION BY RANGE (k);
CREATE TABLE part_1 PARTITION OF parted FOR VALUES FROM (0) TO (10);
CREATE TABLE part_2 (k integer);
CREATE SCHEMA other;
CREATE SEQUENCE numbers;
CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE TRIGGER watch AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION nothing();
CREATE TYPE unused AS ENUM ('x');
CREATE TABLE ppref (k integer) PARTITION BY RANGE (k);
CREATE TABLE ppref1 PARTITION OF ppref DEFAULT;
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE DOMAIN plain AS integer;
CREATE TABLE daddy (id integer, v varchar(10));
CREATE TABLE kid (extra integer) INHERITS (daddy);
CREATE TABLE pp (k integer NOT NULL, v varchar(10), w integer) PARTITION BY RANGE (k);
CREATE TABLE pp1 PARTITION OF pp FOR VALUES FROM (0) TO (10);
CREATE TABLE ppdef PARTITION OF pp DEFAULT;
CREATE INDEX pp_w ON pp (w);
CREATE TABLE ppnew (k integer NOT NULL, v varchar(10), w integer);
CREATE TABLE fkpar (id integer PRIMARY KEY, v varchar(10) UNIQUE);
CREATE TABLE fkkid (id integer, p varchar(10) REFERENCES fkpar (v) ON UPDATE CASCADE);
CREATE TABLE checked (b varchar(10), e varchar(10), arr varchar(10)[], \
    CONSTRAINT checked_b CHECK (length(b) < 100));
CREATE INDEX checked_e ON checked (lower(e));
CREATE TABLE moody (m mood);
CREATE VIEW vv AS SELECT id FROM v;
INSERT INTO daddy SELECT g, g FROM generate_series(1, 2000) g;
INSERT INTO kid SELECT g, g, g FROM generate_series(1, 2000) g;
INSERT INTO pp SELECT g, g, g FROM generate_series(1, 2000) g;
INSERT INTO fkpar SELECT g, g FROM generate_series(1, 2000) g;
INSERT INTO fkkid SELECT g, g FROM generate_series(1, 2000) g;
INSERT INTO checked SELECT g, g FROM generate_series(1, 2000) g;
INSERT INTO ref SELECT g, 'r' FROM generate_series(1, 2000) g;
INSERT INTO t SELECT g, g, g::text, 1.5, now(), g, g, 'abc', 'low' FROM generate_series(1, 2000) g;
INSERT INTO child SELECT g, g FROM generate_series(1, 2000) g;
INSERT INTO proved SELECT g FROM generate_series(1, 2000) g;
INSERT INTO unchecked SELECT g, g FROM generate_series(1, 2000) g";

/// Statements that change or read rows: how they find them is the server's choice, so that their
/// scans say nothing.
const ROWS: &[&str] = &[
    "UPDATE t SET a = 1",
    "UPDATE t SET m = ref.name FROM ref WHERE ref.id = t.id",
    "DELETE FROM t WHERE id < 10",
    "DELETE FROM child",
    "INSERT INTO child VALUES (1, 1)",
    "UPDATE daddy SET id = 5",
    "DELETE FROM ONLY daddy",
    "SELECT * FROM daddy FOR UPDATE",
    "SELECT * FROM (SELECT * FROM ref) q FOR UPDATE",
    "UPDATE pp SET w = 1",
    "INSERT INTO pp VALUES (5, 'a', 1)",
    "UPDATE v SET id = id",
    "SELECT id FROM v FOR UPDATE",
    "UPDATE fkkid SET p = '2' WHERE id = 1",
    "UPDATE fkpar SET v = 'z' WHERE id = 1",
    "UPDATE fkpar SET id = 50000 WHERE id = 1",
    "INSERT INTO fkpar VALUES (1, '1') ON CONFLICT (id) DO UPDATE SET v = 'new'",
    "INSERT INTO child SELECT id, id FROM t",
    "WITH gone AS (DELETE FROM child RETURNING t_id) INSERT INTO ref SELECT t_id + 5000 FROM gone",
    "SELECT count(*) FROM t JOIN ref ON ref.id = t.r",
    "SELECT id FROM t WHERE id = 1 FOR UPDATE",
    "CREATE VIEW w AS SELECT id FROM t",
    "CREATE TABLE copied AS SELECT id FROM t",
];

const STATEMENTS: &[&str] = &[
    // New tables.
    "CREATE TABLE fresh (id integer)",
    "CREATE TABLE fresh (id integer REFERENCES ref (id), PRIMARY KEY (id))",
    "CREATE TABLE fresh (LIKE t)",
    "CREATE TABLE fresh () INHERITS (t)",
    "CREATE TABLE part_3 PARTITION OF parted FOR VALUES FROM (20) TO (30)",
    // New columns.
    "ALTER TABLE t ADD COLUMN x integer",
    "ALTER TABLE t ADD COLUMN x integer DEFAULT 5 NOT NULL",
    "ALTER TABLE t ADD COLUMN x timestamp DEFAULT now() NOT NULL",
    "ALTER TABLE t ADD COLUMN x timestamp DEFAULT timezone('utc', now())",
    "ALTER TABLE t ADD COLUMN x timestamptz DEFAULT CURRENT_TIMESTAMP",
    "ALTER TABLE t ADD COLUMN x jsonb DEFAULT '{}'::jsonb NOT NULL",
    "ALTER TABLE t ADD COLUMN x uuid DEFAULT gen_random_uuid()",
    "ALTER TABLE t ADD COLUMN x timestamptz DEFAULT clock_timestamp()",
    "ALTER TABLE t ADD COLUMN x integer DEFAULT nextval('numbers')",
    "ALTER TABLE t ADD COLUMN x SERIAL",
    "ALTER TABLE t ADD COLUMN x integer GENERATED BY DEFAULT AS IDENTITY",
    "ALTER TABLE t ADD COLUMN x integer GENERATED ALWAYS AS (a * 2) STORED",
    "ALTER TABLE t ADD COLUMN x integer REFERENCES ref (id)",
    "ALTER TABLE t ADD COLUMN x integer UNIQUE",
    "ALTER TABLE t ADD COLUMN x integer CHECK (x > 0)",
    "ALTER TABLE t ADD COLUMN x integer, DROP COLUMN m",
    // Columns altered.
    "ALTER TABLE t DROP COLUMN a",
    "ALTER TABLE t DROP COLUMN s",
    "ALTER TABLE t RENAME COLUMN a TO z",
    "ALTER TABLE t RENAME a TO z",
    "ALTER TABLE t RENAME TO renamed",
    "ALTER TABLE t SET SCHEMA other",
    "ALTER TABLE t ALTER COLUMN a SET DEFAULT 5",
    "ALTER TABLE t ALTER COLUMN a DROP DEFAULT",
    "ALTER TABLE t ALTER COLUMN a DROP NOT NULL",
    "ALTER TABLE t ALTER COLUMN a SET NOT NULL",
    "ALTER TABLE t ALTER COLUMN r SET NOT NULL",
    "ALTER TABLE proved ALTER COLUMN x SET NOT NULL",
    "ALTER TABLE t ALTER COLUMN b TYPE varchar(20)",
    "ALTER TABLE t ALTER COLUMN b TYPE text",
    "ALTER TABLE t ALTER COLUMN b TYPE text USING b::text",
    "ALTER TABLE t ALTER COLUMN b TYPE varchar(8)",
    "ALTER TABLE t ALTER COLUMN m TYPE varchar(8)",
    "ALTER TABLE t ALTER COLUMN m TYPE varchar",
    "ALTER TABLE t ALTER COLUMN n TYPE numeric(8,2)",
    "ALTER TABLE t ALTER COLUMN n TYPE numeric(8,3)",
    "ALTER TABLE t ALTER COLUMN n TYPE numeric",
    "ALTER TABLE t ALTER COLUMN a TYPE bigint",
    "ALTER TABLE t ALTER COLUMN s TYPE bigint",
    "ALTER TABLE t ALTER COLUMN c TYPE text",
    "ALTER TABLE t ALTER COLUMN m TYPE mood USING m::mood",
    "ALTER TABLE t ALTER COLUMN m TYPE text USING upper(m)",
    "ALTER TABLE t ALTER COLUMN ts TYPE timestamp(3)",
    "ALTER TABLE t ALTER COLUMN ts TYPE timestamptz USING ts AT TIME ZONE 'UTC'",
    "ALTER TABLE t ALTER COLUMN a SET STATISTICS 100",
    "ALTER TABLE t ALTER COLUMN m SET STORAGE EXTERNAL",
    "ALTER TABLE t ALTER COLUMN a ADD GENERATED BY DEFAULT AS IDENTITY",
    // Tables altered.
    "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE t SET (fillfactor = 70)",
    "ALTER TABLE proved SET UNLOGGED",
    "ALTER TABLE t REPLICA IDENTITY FULL",
    "ALTER TABLE t CLUSTER ON t_a",
    "ALTER TABLE t DISABLE TRIGGER watch",
    "COMMENT ON TABLE t IS 'x'",
    "COMMENT ON COLUMN t.a IS 'x'",
    "CREATE TRIGGER look BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION nothing()",
    "DROP TRIGGER watch ON t",
    "CREATE POLICY p ON t USING (true)",
    "CREATE RULE q AS ON INSERT TO ref DO INSTEAD NOTHING",
    "ANALYZE t",
    "GRANT SELECT ON t TO public",
    "LOCK TABLE t IN EXCLUSIVE MODE",
    // Constraints.
    "ALTER TABLE t ADD CONSTRAINT u UNIQUE (r)",
    "ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX t_r",
    "ALTER TABLE proved ADD CONSTRAINT k PRIMARY KEY (x)",
    "ALTER TABLE t ADD CONSTRAINT e EXCLUDE (r WITH =)",
    "ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0)",
    "ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0) NOT VALID",
    "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (r) REFERENCES ref (id)",
    "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (r) REFERENCES ref (id) ON DELETE CASCADE NOT VALID",
    "ALTER TABLE unchecked VALIDATE CONSTRAINT unchecked_r",
    "ALTER TABLE unchecked VALIDATE CONSTRAINT unchecked_y",
    "ALTER TABLE t DROP CONSTRAINT t_s_fkey",
    "ALTER TABLE t DROP CONSTRAINT t_a_check",
    "ALTER TABLE t DROP CONSTRAINT t_b_key",
    "ALTER TABLE t RENAME CONSTRAINT t_a_check TO z",
    // Indexes.
    "CREATE INDEX i ON t (a, b)",
    "CREATE UNIQUE INDEX i ON t (r) WHERE r > 5",
    "DROP INDEX t_a",
    "ALTER INDEX t_a RENAME TO z",
    "REINDEX TABLE t",
    // Tables dropped and emptied.
    "DROP TABLE child",
    "DROP TABLE unchecked",
    "DROP VIEW vv",
    "DROP MATERIALIZED VIEW mv",
    "TRUNCATE child",
    "TRUNCATE t CASCADE",
    "CLUSTER t USING t_a",
    // Views and partitions.
    "CREATE OR REPLACE VIEW v AS SELECT id FROM t WHERE id > 1",
    "REFRESH MATERIALIZED VIEW mv",
    "REFRESH MATERIALIZED VIEW CONCURRENTLY mv",
    "ALTER TABLE parted ATTACH PARTITION part_2 FOR VALUES FROM (10) TO (20)",
    "ALTER TABLE parted DETACH PARTITION part_1",
    // What inherits.
    "ALTER TABLE daddy ADD COLUMN x uuid DEFAULT gen_random_uuid()",
    "ALTER TABLE daddy ALTER COLUMN v TYPE text",
    "ALTER TABLE daddy ADD CONSTRAINT k CHECK (id > 0)",
    "ALTER TABLE daddy ALTER COLUMN id SET STATISTICS 10",
    "ALTER TABLE daddy SET (fillfactor = 50)",
    "ALTER TABLE daddy RENAME TO renamed",
    "ALTER TABLE daddy ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE ONLY daddy ALTER COLUMN id SET DEFAULT 5",
    "ALTER TABLE kid NO INHERIT daddy",
    "TRUNCATE daddy",
    "DROP TABLE daddy CASCADE",
    "LOCK TABLE daddy IN SHARE MODE",
    "ALTER TABLE pp ADD COLUMN x integer",
    "ALTER TABLE pp ALTER COLUMN w TYPE bigint",
    "ALTER TABLE pp ADD CONSTRAINT k UNIQUE (k)",
    "ALTER TABLE pp ADD CONSTRAINT k PRIMARY KEY (k)",
    "ALTER TABLE ppref ADD CONSTRAINT f FOREIGN KEY (k) REFERENCES ref (id)",
    "CREATE INDEX i ON pp (v)",
    "DROP INDEX pp_w",
    "DROP TABLE pp",
    "DROP TABLE pp1",
    "CREATE TABLE pp3 PARTITION OF pp FOR VALUES FROM (200000) TO (300000)",
    "ALTER TABLE pp ATTACH PARTITION ppnew FOR VALUES FROM (200000) TO (300000)",
    "ALTER TABLE pp DETACH PARTITION pp1",
    "ANALYZE pp",
    "CREATE TRIGGER look AFTER INSERT ON pp FOR EACH ROW EXECUTE FUNCTION nothing()",
    // What refers to it.
    "ALTER TABLE fkpar ALTER COLUMN v TYPE varchar(20)",
    "ALTER TABLE fkpar ALTER COLUMN id TYPE bigint",
    "ALTER TABLE fkpar DROP CONSTRAINT fkpar_v_key CASCADE",
    "ALTER TABLE fkpar DROP COLUMN v CASCADE",
    "DROP VIEW v CASCADE",
    "DROP TABLE t CASCADE",
    "DROP TYPE mood CASCADE",
    "DROP FUNCTION nothing() CASCADE",
    // What is computed from a column, and what holds its values against a condition.
    "ALTER TABLE checked ALTER COLUMN b TYPE varchar(20)",
    "ALTER TABLE checked ALTER COLUMN e TYPE text",
    "ALTER TABLE checked ALTER COLUMN arr TYPE text[]",
    "ALTER TABLE t ADD COLUMN x positive",
    "ALTER TABLE t ADD COLUMN x plain DEFAULT 5",
    // Whole tables as they are.
    "REINDEX INDEX t_a",
    "REINDEX (VERBOSE) TABLE t",
    "ANALYZE",
    // Types.
    "ALTER TYPE mood ADD VALUE 'middle'",
    "ALTER TYPE mood RENAME VALUE 'low' TO 'down'",
    "CREATE TYPE colour AS ENUM ('red')",
    "DROP TYPE unused",
    "CREATE SEQUENCE more",
    "ALTER SEQUENCE numbers OWNED BY t.id",
    "CREATE SCHEMA third",
    "SET LOCAL lock_timeout = '5s'",
];

/// Statements that a transaction block refuses.
const OUTSIDE: &[&str] = &[
    "CREATE INDEX CONCURRENTLY i ON t (b)",
    "DROP INDEX CONCURRENTLY t_a",
    "DROP INDEX CONCURRENTLY IF EXISTS t_a",
    "REINDEX TABLE CONCURRENTLY t",
    "REINDEX INDEX CONCURRENTLY t_a",
    "VACUUM t",
    "VACUUM FULL t",
    "VACUUM (FULL, ANALYZE) t",
    "VACUUM FULL FREEZE t, ref",
    "REINDEX (CONCURRENTLY) TABLE t",
    "REINDEX SCHEMA public",
    "CLUSTER",
    "CREATE DATABASE another",
    "ALTER SYSTEM SET work_mem = '5MB'",
    "ALTER TABLE parted DETACH PARTITION part_1 CONCURRENTLY",
];

const FILES: &str = "SELECT oid::int8, relfilenode::int8, pg_stat_get_xact_numscans(oid) FROM pg_class \
                     WHERE oid IN (SELECT oid FROM there)";

#[test]
fn the_judgement_is_the_servers() {
    let url = new_database();
    let mut connection = connect(&url).expect("a connection");
    connection.execute(SETUP).expect("the setup");
    connection
        .execute(
            "CREATE TEMP TABLE there AS SELECT oid, relname, relkind FROM pg_class \
             WHERE relnamespace = 'public'::regnamespace",
        )
        .expect("the list of what is there");
    let mut wrong = Vec::new();
    for statement in STATEMENTS {
        compare(&mut connection, statement, Scans::Compared, &mut wrong);
    }
    for statement in ROWS {
        compare(&mut connection, statement, Scans::Ignored, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_a_transaction_refuses_is_known() {
    let url = new_database();
    let mut connection = connect(&url).expect("a connection");
    connection.execute(SETUP).expect("the setup");
    for statement in OUTSIDE {
        connection.begin().expect("a transaction");
        let error = connection.execute(statement).expect_err(statement);
        let sqlstate = error.server_error().map(|error| error.sqlstate.to_string());
        assert_eq!(sqlstate.as_deref(), Some("25001"), "{statement}");
        connection.rollback().expect("a rollback");
        let effect = judged(statement);
        assert_eq!(effect.transactional, Transactional::No, "{statement}");
        assert_eq!(effect.unknown, None, "{statement}");
    }
}

/// What may do anything is never said to be harmless.
#[test]
fn what_sets_code_off_is_not_known() {
    for statement in [
        "INSERT INTO t (id, a, s) VALUES (9999, 1, 1)",
        "SELECT our_function()",
        "SELECT * FROM our_schema.generate_series(1, 2)",
        "CREATE TABLE fresh AS SELECT our_function()",
        "SELECT query_to_xml('DROP TABLE t', true, true, '')",
        "EXPLAIN ANALYZE DELETE FROM t",
        "COPY t FROM PROGRAM 'x'",
        "EXECUTE prepared",
    ] {
        assert!(judged(statement).unknown.is_some(), "{statement}");
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Scans {
    Compared,
    Ignored,
}

/// What is said of one statement, with the setup known.
fn judged(statement: &str) -> Effect {
    let mut examiner = Examiner::new(Model::empty(), 0);
    examiner.replay(SETUP);
    examiner.begin_plan();
    let file = Arc::new(SourceFile::new("test.py", ""));
    let mut answers = examiner.statement(&Statement {
        text: statement.to_owned(),
        origin: Origin::new(file, Span::new(0, 0)),
    });
    assert_eq!(answers.len(), 1, "{statement}");
    answers.remove(0).effect
}

fn compare(connection: &mut Connection, statement: &str, scans: Scans, wrong: &mut Vec<String>) {
    let effect = judged(statement);
    if let Some(reason) = &effect.unknown {
        wrong.push(format!("{statement}\n    is not known: {reason}"));
        return;
    }
    connection.begin().expect("a transaction");
    let before = files(connection);
    if let Err(error) = connection.execute(statement) {
        wrong.push(format!("{statement}\n    fails: {error}"));
        connection.rollback().expect("a rollback");
        return;
    }
    let after = files(connection);
    let locks = locks(connection);
    connection.rollback().expect("a rollback");
    let names = names(connection);
    for (oid, (name, kind)) in &names {
        let taken = locks.get(oid).copied();
        let lock = effect.locks.iter().find(|lock| {
            lock.relation
                .name()
                .is_some_and(|known| known.name() == name.as_str())
        });
        let said = lock.map(|lock| lock.mode);
        // The locks on a table's own indexes and sequences go with it and are not told; a lock
        // that keeps nobody from anything but DDL may be taken where names are looked up.
        let is_told = lock.is_some()
            || (matches!(kind.as_str(), "r" | "p" | "m" | "v")
                && taken > Some(LockMode::AccessShare));
        // What is told of without its name, or with a reservation, is the most that can happen.
        let unnamed = effect
            .locks
            .iter()
            .filter(|lock| lock.relation.name().is_none());
        let most = unnamed
            .chain(lock.filter(|lock| lock.reservation.is_some()))
            .map(|lock| lock.mode)
            .max();
        if is_told && said != taken && taken > most {
            let show = |mode: Option<LockMode>| mode.map_or("none", LockMode::name);
            wrong.push(format!(
                "{statement}\n    {name}: {} is said, {} is taken",
                show(said),
                show(taken)
            ));
        }
        if kind != "r" && kind != "m" {
            continue;
        }
        let work = lock.map_or(Work::None, |lock| lock.work);
        let old = before.get(oid).copied().unwrap_or_default();
        let Some(new) = after.get(oid).copied() else {
            continue;
        };
        let done = if new.0 != old.0 {
            Work::Rewrite
        } else if new.1 > old.1 && scans == Scans::Compared {
            Work::Scan
        } else {
            Work::None
        };
        let differs = match scans {
            Scans::Compared => work != done,
            Scans::Ignored => (work == Work::Rewrite) != (done == Work::Rewrite),
        };
        // The other end of a foreign key is read by the query that checks it; an empty partition
        // has no rows to read.
        if differs
            && lock.is_some_and(|lock| lock.reservation.is_none())
            && !is_other_end(statement, name)
        {
            wrong.push(format!(
                "{statement}\n    {name}: {work:?} is said, {done:?} is done"
            ));
        }
    }
}

/// Whether the scan of a table is that of the query which checks a foreign key to it.
fn is_other_end(statement: &str, table: &str) -> bool {
    table == "ref"
        && ["REFERENCES ref", "VALIDATE", "COLUMN s TYPE"]
            .iter()
            .any(|form| statement.contains(form))
}

fn names(connection: &mut Connection) -> BTreeMap<i64, (String, String)> {
    let rows = connection
        .query("SELECT oid::int8, relname, relkind::text FROM there")
        .expect("the names")
        .rows;
    rows.iter()
        .map(|row| match row.as_slice() {
            [Cell::Integer(oid), Cell::Text(name), Cell::Text(kind)] => {
                (*oid, (name.clone(), kind.clone()))
            }
            other => panic!("{other:?}"),
        })
        .collect()
}

fn files(connection: &mut Connection) -> BTreeMap<i64, (i64, i64)> {
    let rows = connection.query(FILES).expect("the files").rows;
    rows.iter()
        .map(|row| match row.as_slice() {
            [
                Cell::Integer(oid),
                Cell::Integer(file),
                Cell::Integer(scans),
            ] => (*oid, (*file, *scans)),
            other => panic!("{other:?}"),
        })
        .collect()
}

fn locks(connection: &mut Connection) -> BTreeMap<i64, LockMode> {
    let rows = connection
        .query(
            "SELECT l.relation::int8, l.mode FROM pg_locks l WHERE l.pid = pg_backend_pid() \
             AND l.granted AND l.relation IN (SELECT oid FROM there)",
        )
        .expect("the locks")
        .rows;
    let mut strongest: BTreeMap<i64, LockMode> = BTreeMap::new();
    for row in &rows {
        let [Cell::Integer(oid), Cell::Text(mode)] = row.as_slice() else {
            panic!("{row:?}");
        };
        let mode = LockMode::ALL
            .into_iter()
            .find(|known| known.catalog_name() == mode)
            .expect("a mode of the manual");
        let known = strongest.entry(*oid).or_insert(mode);
        *known = (*known).max(mode);
    }
    strongest
}
