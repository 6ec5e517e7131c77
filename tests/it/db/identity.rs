//! What sessions tell of their database, and what they prove of themselves.

use std::time::Duration;

use alembic_rs::db::{
    AdvisoryLock, Counters, DatabaseIdentity, Environment, IdentityError, LockAttempt, LockKey,
    Parameters, ReadOnlySession, Timeouts, open_transactions, other_sessions,
    prepared_transactions,
};

use super::support::{connect, new_database};

#[test]
fn a_database_is_known_by_its_server_and_its_oid() {
    let (one, other) = (new_database(), new_database());
    let read = |url| DatabaseIdentity::read(&mut connect(url).expect("a connection"));
    let first = read(&one).expect("an identity");
    assert_eq!(first, read(&one).expect("an identity"));
    let second = read(&other).expect("an identity");
    assert_eq!(first.system_identifier, second.system_identifier);
    assert_ne!(first.oid, second.oid);
    assert!(!first.encrypted && first.encryption.is_none(), "a socket");
    assert_eq!(first.role, "postgres");
}

#[test]
fn a_server_that_may_not_be_asked_is_equal_to_none() {
    let url = new_database();
    let mut connection = connect(&url).expect("a connection");
    connection
        .execute(
            "REVOKE EXECUTE ON FUNCTION pg_catalog.pg_control_system() FROM PUBLIC;
             DO $$ BEGIN CREATE ROLE \"without \"\"rights\"\"\"; END $$;
             SET SESSION AUTHORIZATION \"without \"\"rights\"\"\"",
        )
        .expect("a role");
    let error = DatabaseIdentity::read(&mut connection).expect_err("no right");
    assert!(
        matches!(error, IdentityError::NoSystemIdentifier { .. }),
        "{error}"
    );
    let text = error.to_string();
    assert!(
        text.contains("GRANT EXECUTE ON FUNCTION pg_catalog.pg_control_system()"),
        "{text}"
    );
}

#[test]
fn a_reading_session_proves_that_it_only_read() {
    let url = new_database();
    let mut connection = connect(&url).expect("a connection");
    connection
        .execute("CREATE TABLE t AS SELECT 1 AS x")
        .expect("a table");
    let parameters = Parameters::resolve(&url, &Environment::default()).expect("parameters");
    let mut session = ReadOnlySession::open(&parameters).expect("a session");
    let rows = session
        .connection()
        .query("SELECT count(*) FROM t")
        .expect("rows");
    assert_eq!(
        rows.single().and_then(alembic_rs::db::Cell::as_integer),
        Some(1)
    );
    // The same rows for whoever is given the snapshot, whatever happens in between.
    connection
        .execute("INSERT INTO t VALUES (2)")
        .expect("a row");
    connection
        .execute(&format!(
            "BEGIN ISOLATION LEVEL REPEATABLE READ; SET TRANSACTION SNAPSHOT '{}'",
            session.snapshot()
        ))
        .expect("the snapshot");
    let rows = connection.query("SELECT count(*) FROM t").expect("rows");
    assert_eq!(
        rows.single().and_then(alembic_rs::db::Cell::as_integer),
        Some(1)
    );
    connection.rollback().expect("over");
    assert!(session.finish().expect("a proof").holds());

    let mut session = ReadOnlySession::open(&parameters).expect("a session");
    let refused = session
        .connection()
        .execute("INSERT INTO t VALUES (3)")
        .expect_err("read only");
    assert_eq!(
        refused
            .server_error()
            .expect("the server's")
            .sqlstate
            .code(),
        "25006"
    );
    assert!(
        session.finish().is_err(),
        "a transaction that has failed proves nothing"
    );

    let mut session = ReadOnlySession::open(&parameters).expect("a session");
    session
        .connection()
        .execute("SELECT txid_current()")
        .expect("an id");
    assert!(
        !session.finish().expect("a proof").holds(),
        "a transaction id was assigned"
    );
}

#[test]
fn one_lock_has_one_holder_who_is_named() {
    let url = new_database();
    let parameters = Parameters::resolve(&url, &Environment::default()).expect("parameters");
    let attempt = |wait| AdvisoryLock::acquire(&parameters, LockKey::RELEASE, wait).expect("asked");
    let LockAttempt::Acquired(mut lock) = attempt(Duration::ZERO) else {
        panic!("nobody else has it")
    };
    assert!(lock.is_held().expect("an answer"));
    let LockAttempt::Held(holders) = attempt(Duration::from_millis(150)) else {
        panic!("it is held")
    };
    assert_eq!(holders.len(), 1);
    assert_eq!(Some(holders[0].process), lock.backend_pid().map(i64::from));
    assert!(
        holders[0].to_string().contains("of the user \"postgres\""),
        "{}",
        holders[0]
    );
    // The server lets go of it with the session, however that ends.
    let pid = lock.backend_pid().expect("a process");
    connect(&url)
        .expect("a connection")
        .execute(&format!("SELECT pg_terminate_backend({pid})"))
        .expect("terminated");
    assert!(lock.is_held().is_err(), "the session is gone");
    assert!(matches!(
        attempt(Duration::from_secs(5)),
        LockAttempt::Acquired(_)
    ));
}

#[test]
fn sessions_and_counters_tell_who_writes() {
    let url = new_database();
    let mut own = connect(&url).expect("a connection");
    own.execute("CREATE TABLE t (x int)").expect("a table");
    let own_pid = own.backend_pid().expect("a process");
    let mut watcher = connect(&url).expect("a connection");
    assert_eq!(
        other_sessions(&mut watcher, &[own_pid]).expect("sessions"),
        []
    );
    let found = other_sessions(&mut watcher, &[]).expect("sessions");
    assert_eq!(found.len(), 1);
    assert!(!found[0].may_write(), "{}", found[0]);

    let before = Counters::read(&mut watcher).expect("counters");
    own.execute("BEGIN; INSERT INTO t VALUES (1)")
        .expect("a row");
    let found = other_sessions(&mut watcher, &[]).expect("sessions");
    assert!(
        found[0].may_write() && found[0].transaction_id.is_some(),
        "{}",
        found[0]
    );
    assert_eq!(
        open_transactions(&mut watcher, &[own_pid])
            .expect("sessions")
            .len(),
        1
    );
    own.commit().expect("committed");
    assert_eq!(
        open_transactions(&mut watcher, &[own_pid]).expect("sessions"),
        []
    );
    own.execute("SELECT pg_stat_force_next_flush()")
        .expect("counted at once");
    let after = Counters::read(&mut watcher).expect("counters");
    assert!(after.counts_other_rows_than(&before), "{before} {after}");
    assert!(after.next_transaction_id > before.next_transaction_id);
    assert_eq!(
        prepared_transactions(&mut watcher).expect("names"),
        Vec::<String>::new()
    );
}

#[test]
fn limits_are_in_force_and_none_is_not_a_limit() {
    let url = new_database();
    let mut connection = connect(&url).expect("a connection");
    let limits = |lock: &str| Timeouts {
        lock: lock.to_owned(),
        statement: "15min".to_owned(),
        idle_in_transaction: Some("1h".to_owned()),
    };
    limits("5s").apply(&mut connection).expect("set");
    let rows = connection.query("SHOW lock_timeout").expect("a row");
    assert_eq!(
        rows.single().and_then(alembic_rs::db::Cell::as_text),
        Some("5s")
    );
    let error = limits("0")
        .apply(&mut connection)
        .expect_err("no limit")
        .to_string();
    assert!(error.contains("lock_timeout"), "{error}");
    let error = limits("5x")
        .apply(&mut connection)
        .expect_err("no time")
        .to_string();
    assert!(error.contains("lock_timeout"), "{error}");
}
