//! A copy is equal, however it was made, and a capture says so of itself.

use std::cell::Cell;
use std::process::{Command, Stdio};
use std::rc::Rc;

use alembic_rs::config::DatabaseUrl;
use alembic_rs::db::catalog::Structure;
use alembic_rs::db::{Connection, Environment, Sandbox, SandboxOptions, TransactionStatus};
use alembic_rs::snapshot::{CaptureScope, Extent, ParityReport, Snapshot, SnapshotError, compare};

use crate::db::support::{connect, new_database};

use super::support::{EVERYTHING, capture, execute, furnished, structure};

/// Whether two databases are equal in everything, notes included.
fn assert_equal(expected: &Snapshot, found: &Snapshot) {
    let report = ParityReport::of_snapshots(expected, found, Extent::Contents, &[]);
    assert!(
        report.holds() && report.notes.is_empty(),
        "{}",
        report.to_text()
    );
    assert!(
        expected.structure.tables.len() > 6,
        "the structure was read"
    );
    assert!(expected.contents.len() > 6, "the contents were read");
    assert_eq!(expected.state_digest(), found.state_digest());
}

/// A program of PostgreSQL's on a database of the test's server.
fn postgresql(program: &str, url: &DatabaseUrl) -> Command {
    let mut command = Command::new(program);
    for (name, value) in url.settings() {
        let variable = match *name {
            "host" => "PGHOST",
            "port" => "PGPORT",
            "user" => "PGUSER",
            "password" => "PGPASSWORD",
            "dbname" => "PGDATABASE",
            _ => continue,
        };
        command.env(variable, value.expose());
    }
    command
}

#[test]
fn a_copy_by_dump_and_restore_is_equal() {
    let (source, copy) = (furnished(), new_database());
    let mut dump = postgresql("pg_dump", &source)
        .args(["--no-owner", "--no-acl"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("pg_dump starts");
    let restore = postgresql("psql", &copy)
        .args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null"])
        .stdin(dump.stdout.take().expect("its output"))
        .status();
    assert!(dump.wait().expect("pg_dump ends").success());
    assert!(restore.expect("psql ends").success());
    assert_equal(&capture(&source), &capture(&copy));
}

#[test]
fn a_copy_by_template_is_equal() {
    let source = furnished();
    let server = Sandbox::shared().expect("a private server");
    let name = |url: &DatabaseUrl| capture(url).database.name;
    let copy = format!("{}_copy", name(&source));
    execute(
        server.url(),
        &format!("CREATE DATABASE {copy} TEMPLATE {}", name(&source)),
    );
    assert_equal(
        &capture(&source),
        &capture(&server.url().with_database(&copy)),
    );
}

#[test]
fn two_servers_with_the_same_are_equal() {
    let other = Sandbox::start(&SandboxOptions::Temporary, &Environment::of_process())
        .expect("another private server");
    let copy = other.create_database("copy").expect("a database");
    let parameters = other.parameters(&copy).expect("parameters");
    let mut connection = Connection::connect(&parameters).expect("a connection");
    // Configured otherwise: what is read must not hang on it.
    let settings = "ALTER DATABASE copy SET timezone = 'Asia/Kolkata'; \
                    ALTER DATABASE copy SET datestyle = 'German'; \
                    ALTER DATABASE copy SET bytea_output = 'escape'; \
                    ALTER DATABASE copy SET extra_float_digits = -3; \
                    ALTER DATABASE copy SET search_path = crm, public; \
                    ALTER DATABASE copy SET quote_all_identifiers = on";
    connection.execute(EVERYTHING).expect("the statements");
    connection.execute(settings).expect("the settings");
    let mut connection = Connection::connect(&parameters).expect("a connection");
    let source = new_database();
    execute(&source, EVERYTHING);
    let found = Snapshot::capture(&mut connection, &CaptureScope::everything());
    let (expected, found) = (capture(&source), found.expect("a snapshot"));
    assert_equal(&expected, &found);
}

#[test]
fn a_capture_proves_that_it_has_only_read() {
    let url = furnished();
    let snapshot = capture(&url);
    assert!(snapshot.read_only_proof.holds());
    assert!(!snapshot.read_only_proof.transaction_id_assigned);
    assert!(snapshot.database.system_identifier.is_some());
    let mut connection = connect(&url).expect("a connection");
    connection.begin().expect("a transaction");
    let refused = Snapshot::capture(&mut connection, &CaptureScope::everything());
    assert!(matches!(refused, Err(SnapshotError::TransactionOpen)));
}

#[test]
fn the_role_that_reads_has_no_part_in_it() {
    let url = furnished();
    let mut connection = connect(&url).expect("a connection");
    connection
        .execute("CREATE ROLE parity_nobody; SET ROLE parity_nobody")
        .expect("a role without privileges");
    let seen = Structure::read(&mut connection).expect("a structure");
    assert_eq!(compare(&structure(&url), &seen), []);
    let everybody = "RESET ROLE; REVOKE EXECUTE ON FUNCTION pg_control_system() FROM public; \
                     SET ROLE parity_nobody";
    connection.execute(everybody).expect("a right less");
    let scope = CaptureScope::structure_only();
    let snapshot = Snapshot::capture(&mut connection, &scope).expect("a snapshot");
    assert_eq!(snapshot.database.system_identifier, None);
}

/// The requests a reading of the structure sends.
fn requests(url: &DatabaseUrl) -> usize {
    let mut connection = connect(url).expect("a connection");
    let seen = Rc::new(Cell::new(0));
    let count = Rc::clone(&seen);
    connection.on_notice(move |notice| {
        if notice.message.starts_with("statement: ") {
            count.set(count.get() + 1);
        }
    });
    let settings = "SET log_statement = 'all'; SET client_min_messages = 'log'";
    connection
        .execute(settings)
        .expect("the server tells each statement");
    seen.set(0);
    Structure::read(&mut connection).expect("a structure");
    seen.get()
}

#[test]
fn the_number_of_queries_does_not_hang_on_the_number_of_tables() {
    let url = new_database();
    let few = requests(&url);
    let tables: String = (0..80)
        .map(|n| format!("CREATE TABLE t{n} (id serial PRIMARY KEY, a integer REFERENCES t0);"))
        .collect();
    execute(&url, &tables);
    assert_eq!(structure(&url).tables.len(), 80);
    assert_eq!(requests(&url), few);
    assert!((10..=24).contains(&few), "{few}");
}

#[test]
fn a_reading_inside_of_a_transaction_leaves_its_settings_and_sees_its_changes() {
    let url = furnished();
    let before = structure(&url);
    let mut connection = connect(&url).expect("a connection");
    connection
        .execute("BEGIN; SET LOCAL search_path = crm, public; CREATE TABLE fresh (id integer)")
        .expect("a table");
    let inside = Structure::read(&mut connection).expect("a structure");
    assert!(inside.table("crm.fresh").is_some() && before.table("crm.fresh").is_none());
    let path = connection.query("SHOW search_path").expect("an answer");
    assert_eq!(
        path.single().and_then(alembic_rs::db::Cell::as_text),
        Some("crm, public")
    );
    assert_eq!(
        connection.transaction_status(),
        TransactionStatus::InTransaction
    );
    connection.rollback().expect("the end");
    assert_eq!(compare(&before, &structure(&url)), []);
}

#[test]
fn a_snapshot_comes_back_from_its_file_as_it_was() {
    let snapshot = capture(&furnished());
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("snapshot.json");
    snapshot.write(&path).expect("the file is written");
    let read = Snapshot::read(&path).expect("the file is read");
    assert_eq!(read, snapshot);
    assert_eq!(read.digest(), snapshot.digest());
    let text = snapshot.to_json();
    for broken in [
        text.replacen("\"format\": 1", "\"format\": 2", 1),
        text.replacen("\"format\"", "\"frmat\"", 1),
        text.replacen("\"read_only\": \"on\"", "\"read_only\": \"off\"", 1),
        text.replacen("\"not_null\"", "\"nullable\"", 1),
        text[..text.len() / 2].to_owned(),
        String::new(),
    ] {
        std::fs::write(&path, broken).expect("the file is written");
        let refused = Snapshot::read(&path).expect_err("it is no snapshot");
        assert!(matches!(refused, SnapshotError::Format { .. }), "{refused}");
    }
}

#[test]
fn a_part_of_a_structure_is_compared_alone() {
    let whole = structure(&furnished());
    let part = whole.clone().only_tables(&["reports", "public.funds"]);
    assert_eq!(part.tables.len(), 2);
    assert_eq!(part.sequences.len(), 2);
    assert_eq!(
        compare(&part, &whole.clone().only_tables(&["funds", "reports"])),
        []
    );
    let without = whole.clone().without_table("funds");
    assert!(without.table("funds").is_none() && without.table("reports").is_some());
    assert_eq!(without.sequences.len(), whole.sequences.len() - 1);
}
