//! Probes that cannot change anything, and the guard against a second run.

use alembic_rs::db::{Connection, TransactionStatus};
use alembic_rs::governance::{FailureClass, Guard, Probe, ProbeClass};
use alembic_rs::release::guard::{self, Applied};
use alembic_rs::release::{Obstacle, probes};

use crate::db::support::{connect, new_database};

fn probe(name: &str, sql: &str) -> Probe {
    Probe {
        name: name.to_owned(),
        sql: sql.to_owned(),
        before: None,
        after: None,
        class: ProbeClass::Asserted,
        reason: None,
        isolation: false,
    }
}

fn database(sql: &str) -> Connection {
    let mut connection = connect(&new_database()).expect("a connection");
    connection.execute(sql).expect("prepared");
    connection
}

const FUNDS: &str = "CREATE TABLE funds (id int, at timestamptz, f float8, b bytea);
    INSERT INTO funds VALUES (1, '2026-06-03 10:00+02', 0.1, '\\x00ff'), (2, NULL, NULL, NULL);
    CREATE SEQUENCE numbers;
    CREATE FUNCTION writes() RETURNS int LANGUAGE plpgsql
      AS 'BEGIN DELETE FROM funds; RETURN 1; END'";

#[test]
fn answers_are_written_as_psql_writes_them_whatever_the_session_is_set_to() {
    let mut connection = database(FUNDS);
    connection
        .execute(
            "SET TimeZone = 'Asia/Tokyo'; SET DateStyle = 'German'; SET bytea_output = 'escape'",
        )
        .expect("set");
    let asked = [
        probe("rows", "SELECT * FROM funds ORDER BY id"),
        probe("none", "SELECT id FROM funds WHERE false"),
        probe("empty", "SELECT ''"),
        probe("array", "SELECT ARRAY[1, NULL]"),
    ];
    let answers = probes::ask(&mut connection, &asked).expect("answers");
    assert_eq!(
        answers["rows"],
        "1|2026-06-03 08:00:00+00|0.1|\\x00ff\n2|NULL|NULL|NULL"
    );
    assert_eq!(answers["none"], "(0 rows)");
    assert_eq!(answers["empty"], "");
    assert_eq!(answers["array"], "{1,NULL}");
    assert_eq!(connection.transaction_status(), TransactionStatus::Idle);
}

#[test]
fn no_probe_can_write_or_leave_its_transaction() {
    let mut connection = database(FUNDS);
    for (sql, expected) in [
        ("SELECT writes()", "read-only transaction"),
        ("DELETE FROM funds RETURNING id", "read-only transaction"),
        ("SELECT nextval('numbers')", "read-only transaction"),
        (
            "SELECT set_config('transaction_read_only', 'off', false)",
            "read-write mode",
        ),
        ("COMMIT; DELETE FROM funds; SELECT 1", "single query"),
        ("COMMIT", "ended the transaction"),
        ("SET lock_timeout = 0", "returns no columns"),
        ("\\! rm", "single query"),
        ("SELECT 'a", "cannot be read"),
        ("", "single query"),
        ("SELECT missing", "has no answer"),
    ] {
        for within in [false, true] {
            let asked = [probe("p", sql)];
            let answers = if within {
                connection.begin().expect("begun");
                let answers = probes::ask_within(&mut connection, &asked);
                connection.rollback().expect("rolled back");
                answers
            } else {
                probes::ask(&mut connection, &asked)
            };
            let obstacle = answers.expect_err(sql);
            assert!(
                obstacle.detail.contains(expected) || obstacle.detail.contains("cannot ask inside"),
                "{sql}: {obstacle}"
            );
            assert_eq!(connection.transaction_status(), TransactionStatus::Idle);
        }
    }
    let count = probes::ask(&mut connection, &[probe("n", "SELECT count(*) FROM funds")]);
    assert_eq!(count.expect("an answer")["n"], "2");
}

#[test]
fn a_probe_inside_of_a_transaction_sees_it_and_leaves_it_writable() {
    let mut connection = database(FUNDS);
    connection.begin().expect("begun");
    connection
        .execute("DELETE FROM funds WHERE id = 1")
        .expect("deleted");
    let asked = [probe("n", "SELECT count(*) FROM funds")];
    let answers = probes::ask_within(&mut connection, &asked).expect("answers");
    assert_eq!(answers["n"], "1");
    connection
        .execute("DELETE FROM funds")
        .expect("still writable");
    connection.commit().expect("committed");
}

const TABLES: [&str; 2] = ["axis", "axis_value"];

fn checked(
    connection: &mut Connection,
    versions: &[&str],
    guards: &[Guard],
) -> Result<String, Obstacle> {
    let owned = |texts: &[&str]| {
        texts
            .iter()
            .map(|text| (*text).to_owned())
            .collect::<Vec<_>>()
    };
    let applied = Applied {
        versions: &owned(versions),
        path: &owned(&["0020", "0021"]),
        tables: &owned(&TABLES),
    };
    guard::check(connection, &applied, guards)
}

fn substrate() -> Guard {
    Guard {
        message: "axis substrate already present ({} tables)".to_owned(),
        sql: "SELECT count(*) FROM pg_tables WHERE tablename LIKE 'axis%'".to_owned(),
    }
}

#[test]
fn a_second_run_is_aborted_with_status_3_before_anything_is_changed() {
    let mut connection = database("CREATE TABLE other ()");
    let text = checked(&mut connection, &["0019"], &[substrate()]).expect("not applied yet");
    assert!(
        text.contains("tables of the release that are there: 0 of 2"),
        "{text}"
    );

    connection.execute("CREATE TABLE axis ()").expect("made");
    let obstacle = checked(&mut connection, &["0019"], &[substrate()]).expect_err("guarded");
    assert_eq!(
        obstacle.detail,
        "PREFLIGHT ABORT: axis substrate already present (1 tables)"
    );
    assert_eq!(obstacle.class, FailureClass::RerunGuard);
    assert_eq!(obstacle.class.exit_status(), 3);

    let obstacle = checked(&mut connection, &["0021"], &[]).expect_err("recorded");
    assert!(
        obstacle
            .detail
            .starts_with("PREFLIGHT ABORT: revision 0021")
    );

    connection
        .execute("CREATE TABLE axis_value ()")
        .expect("made");
    let obstacle = checked(&mut connection, &[], &[]).expect_err("present");
    assert!(
        obstacle.detail.ends_with("already present (2 tables)"),
        "{obstacle}"
    );
}

#[test]
fn a_guard_that_cannot_be_read_is_no_permission() {
    let mut connection = database("CREATE TABLE other ()");
    for sql in [
        "SELECT NULL",
        "SELECT 1 WHERE false",
        "SELECT 'no'",
        "SELECT missing",
    ] {
        let guard = Guard {
            sql: sql.to_owned(),
            ..substrate()
        };
        let obstacle = checked(&mut connection, &[], &[guard]).expect_err(sql);
        assert_eq!(obstacle.class, FailureClass::Gate, "{sql}: {obstacle}");
    }
}
