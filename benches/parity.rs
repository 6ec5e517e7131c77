//! Snapshots and their comparison: a database of many tables, and a table of many rows.

mod measure;

use alembic_rs::config::DatabaseUrl;
use alembic_rs::db::{Connection, Sandbox};
use alembic_rs::snapshot::{CaptureScope, Snapshot, StructureScope, Tables, compare};
use measure::{heading, medians, peak_memory, program, revisions, rounds, row, run};

/// Tables with ten columns, an index, a check and a foreign key each.
const TABLES: usize = 1_000;

/// Rows of four columns; as many thousands as this. `PARITY_ROWS` sets another number.
const THOUSANDS_OF_ROWS: usize = 1_000;

/// What makes the tables.
const SCHEMA: &str = "\
DO $$ BEGIN FOR n IN 1..TABLES LOOP \
EXECUTE format('CREATE TABLE t%s (id serial PRIMARY KEY, parent integer REFERENCES t%s, \
  a integer NOT NULL DEFAULT 0, b bigint, c text, d varchar(40), e timestamptz DEFAULT now(), \
  f numeric(12, 2), g boolean NOT NULL DEFAULT false, h jsonb, CHECK (a >= 0))', n, greatest(n - 1, 1)); \
EXECUTE format('CREATE INDEX ON t%s (parent)', n); \
IF n % 200 = 0 THEN COMMIT; END IF; \
END LOOP; END $$";

/// What makes the rows.
const ROWS: &str = "\
CREATE TABLE wide AS SELECT n AS id, n % 1000 AS a, n * 7::bigint AS b, 'row ' || n % 5000 AS c \
FROM generate_series(1, ROWS) n";

fn connect(sandbox: &Sandbox, url: &DatabaseUrl) -> Connection {
    let parameters = sandbox.parameters(url).expect("the server's parameters");
    Connection::connect(&parameters).expect("a connection")
}

fn many_tables(sandbox: &Sandbox) {
    let tables = revisions(TABLES);
    let url = sandbox.create_database("many_tables").expect("a database");
    let mut connection = connect(sandbox, &url);
    connection
        .execute(&SCHEMA.replace("TABLES", &tables.to_string()))
        .expect("the tables");
    connection
        .execute("VACUUM ANALYZE")
        .expect("a tidy catalog");
    let structure = CaptureScope::structure_only();
    let counted = CaptureScope {
        counts: Tables::All,
        ..CaptureScope::structure_only()
    };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("snapshot.json");
    let snapshot = Snapshot::capture(&mut connection, &structure).expect("a snapshot");
    snapshot.write(&file).expect("the file");
    let (address, file) = (url.to_string(), file.display().to_string());
    let arguments = ["parity", file.as_str(), address.as_str()];
    let second = std::cell::RefCell::new(connect(sandbox, &url));
    let capture = |scope: &CaptureScope| {
        Snapshot::capture(&mut second.borrow_mut(), scope).expect("a snapshot")
    };
    let times = medians(
        rounds(5),
        &mut [
            &mut || drop(capture(&structure)),
            &mut || drop(capture(&counted)),
            &mut || assert_eq!(compare(&snapshot.structure, &snapshot.structure), []),
            &mut || {
                assert_eq!(
                    compare(
                        &capture(&structure).structure,
                        &capture(&structure).structure
                    ),
                    []
                );
            },
            &mut || run(&mut program(folder.path(), &arguments)),
        ],
    );
    heading(&format!("{tables} tables"), "capturing the structure");
    row("capture the structure", times[0], times[0], None);
    row("and count the rows", times[1], times[0], None);
    row("compare two structures", times[2], times[0], None);
    row("capture twice and compare", times[3], times[0], None);
    let memory = peak_memory(&mut program(folder.path(), &arguments));
    row(
        "parity FILE URL, the whole process",
        times[4],
        times[0],
        memory,
    );
}

fn many_rows(sandbox: &Sandbox) {
    let wanted = std::env::var("PARITY_ROWS")
        .ok()
        .and_then(|text| text.parse().ok());
    let rows = wanted.unwrap_or_else(|| revisions(THOUSANDS_OF_ROWS) * 1_000);
    let url = sandbox.create_database("many_rows").expect("a database");
    let mut connection = connect(sandbox, &url);
    connection
        .execute(&ROWS.replace("ROWS", &rows.to_string()))
        .expect("the rows");
    connection
        .execute("VACUUM ANALYZE wide")
        .expect("a tidy table");
    let scope = CaptureScope {
        structure: StructureScope::LeftOut,
        counts: Tables::None,
        contents: Tables::All,
    };
    let connection = std::cell::RefCell::new(connection);
    let ask = |query: &str| drop(connection.borrow_mut().query(query).expect("an answer"));
    let times = medians(
        rounds(3),
        &mut [
            &mut || ask("SELECT count(*) FROM wide"),
            &mut || ask("SELECT sum(id), sum(a), sum(b), max(c) FROM wide"),
            &mut || {
                drop(Snapshot::capture(&mut connection.borrow_mut(), &scope).expect("a snapshot"));
            },
        ],
    );
    heading(&format!("{rows} rows"), "a scan that looks at each value");
    row("count the rows", times[0], times[1], None);
    row("look at each value", times[1], times[1], None);
    row("hash all rows", times[2], times[1], None);
}

fn main() {
    let sandbox = Sandbox::shared().expect("a private server");
    many_tables(sandbox);
    many_rows(sandbox);
}
