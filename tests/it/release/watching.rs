//! The probes of databases that nobody may write to.

use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use alembic_rs::db::{Environment, Parameters, Sandbox, SandboxOptions};
use alembic_rs::governance::{Probe, ProbeClass};
use alembic_rs::release::{DatabasePart, IsolationProbe, Target, archiving_probe, write_freeze};

use super::targets::{settings, target};
use crate::db::support::{connect, new_database};

const SHORT: Duration = Duration::from_millis(300);

#[test]
fn a_write_freeze_holds_where_nobody_writes() {
    // A server of its own: the transaction ids are those of all databases together.
    let sandbox = Sandbox::start(&SandboxOptions::Temporary, &Environment::of_process());
    let sandbox = sandbox.expect("a server");
    let url = sandbox.create_database("quiet").expect("a database");
    let parameters = Parameters::resolve(&url, &Environment::default()).expect("parameters");
    let target = Target::reach_by(DatabasePart::Production, &settings("quiet"), parameters);
    let target = target.expect("reached");
    let idle = connect(&url).expect("a connection");
    let text = write_freeze(&target, &[], SHORT).expect("nobody writes");
    assert!(text.contains("no transaction id was assigned"), "{text}");
    assert!(text.contains("other sessions, all idle: 1"), "{text}");
    drop(idle);
}

#[test]
fn whoever_writes_during_the_freeze_fails_it() {
    let url = new_database();
    let target = target(DatabasePart::Production, &url);
    let mut writer = connect(&url).expect("a connection");
    writer.execute("CREATE TABLE t (x int)").expect("a table");
    let pid = writer.backend_pid().expect("a process");
    // An open transaction, even one that has only read so far.
    writer
        .execute("BEGIN; SELECT count(*) FROM t")
        .expect("begun");
    let error = write_freeze(&target, &[], SHORT).expect_err("a transaction is open");
    assert!(error.detail.contains(&format!("process {pid}")), "{error}");
    writer.rollback().expect("over");
    // One that waits for its second phase, which no session shows.
    let prepared = writer.execute("BEGIN; INSERT INTO t VALUES (1); PREPARE TRANSACTION 'half'");
    if prepared.is_ok() {
        let error = write_freeze(&target, &[], SHORT).expect_err("a prepared transaction");
        assert!(error.detail.contains("half"), "{error}");
        writer.execute("ROLLBACK PREPARED 'half'").expect("over");
    }
    // Short transactions between two looks: the counters tell.
    let (stop, stopped) = channel::<()>();
    let writing = thread::spawn(move || {
        let mut writer = connect(&url).expect("a connection");
        while stopped.try_recv().is_err() {
            writer.execute("INSERT INTO t VALUES (1)").expect("a row");
            thread::sleep(Duration::from_millis(1));
        }
    });
    let outcome = write_freeze(&target, &[], SHORT);
    stop.send(()).expect("it is writing");
    writing.join().expect("it was writing");
    let error = outcome.expect_err("somebody writes");
    let seen = ["rows were written", "other sessions are at work"];
    assert!(
        seen.iter().any(|seen| error.detail.contains(seen)),
        "{error}"
    );
}

#[test]
fn the_source_is_as_it_was_or_the_probe_fails() {
    let url = new_database();
    let mut connection = connect(&url).expect("a connection");
    connection
        .execute(
            "CREATE TABLE funds (id int); INSERT INTO funds VALUES (1), (2);
             CREATE SEQUENCE s;
             CREATE FUNCTION writes() RETURNS bigint LANGUAGE sql AS 'SELECT txid_current()'",
        )
        .expect("a source");
    let target = target(DatabasePart::Source, &url);
    let tables = ["funds".to_owned()];
    let probe = |sql: &str| Probe {
        name: "total".to_owned(),
        sql: sql.to_owned(),
        before: None,
        after: None,
        class: ProbeClass::Asserted,
        reason: None,
        isolation: true,
    };
    let take = |sql: &str| IsolationProbe::take(&target, &tables, &[probe(sql)]);
    let entry = take("SELECT sum(id) FROM funds").expect("a probe");
    let exit = take("SELECT sum(id) FROM funds").expect("a probe");
    let text = entry.compare(&exit).expect("as it was");
    assert!(text.contains("probe total = 3"), "{text}");
    assert!(text.contains("rows of public.funds = 2"), "{text}");

    connection
        .execute("UPDATE funds SET id = 7 WHERE id = 1")
        .expect("changed");
    let changed = take("SELECT sum(id) FROM funds").expect("a probe");
    let error = entry.compare(&changed).expect_err("another answer");
    assert!(
        error
            .detail
            .contains("total: 3 at the entry, 9 at the exit"),
        "{error}"
    );
    connection
        .execute("DELETE FROM funds WHERE id = 7; INSERT INTO funds VALUES (0), (1)")
        .expect("changed");
    let changed = take("SELECT sum(id) FROM funds").expect("a probe");
    let error = entry.compare(&changed).expect_err("another number of rows");
    assert!(error.detail.contains("rows of public.funds"), "{error}");

    for (sql, expected) in [
        ("SELECT writes()", "transaction id"),
        ("SELECT nextval('s')", "read-only transaction"),
        ("DELETE FROM funds RETURNING id", "read-only transaction"),
        ("SELECT * FROM nothing", "does not exist"),
        ("COMMIT", "the transaction"),
    ] {
        let error = take(sql).expect_err(sql);
        assert!(error.detail.contains(expected), "{sql}: {error}");
    }
    let absent = IsolationProbe::take(&target, &["absent".to_owned()], &[]);
    assert!(absent.expect_err("no table").detail.contains("absent"));
}

#[test]
fn an_archive_that_is_off_is_none() {
    let target = target(DatabasePart::Production, &new_database());
    let error = archiving_probe(&target, Duration::from_secs(3600)).expect_err("off");
    assert!(error.detail.contains("archive_mode is off"), "{error}");
}
