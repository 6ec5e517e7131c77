//! Statements, rows, notices, transactions, and how connections fail.

use std::cell::RefCell;
use std::rc::Rc;
use std::thread;
use std::time::Duration;

use alembic_rs::config::DatabaseUrl;
use alembic_rs::db::{
    Cell, ConnectErrorKind, Connection, DbError, ErrorPosition, Sandbox, TemporalKind,
    TransactionStatus,
};

use super::support::{connect, new_database};

fn connected() -> Connection {
    connect(&new_database()).expect("a connection")
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn sqlstate(error: &DbError) -> &str {
    error
        .server_error()
        .map_or("", |error| error.sqlstate.code())
}

#[test]
fn values_come_back_as_their_types() {
    let mut connection = connected();
    let rows = connection
        .query(
            r#"CREATE TYPE mood AS ENUM ('sad', 'ok');
             CREATE DOMAIN small AS integer CHECK (value < 10);
             SELECT NULL AS nothing, true AS yes, 7::small AS number, 1.5::float8 AS real,
                    1.50::numeric AS exact, 'x'::varchar AS word, '\x00ff'::bytea AS bytes,
                    'ok'::mood AS mood, DATE '2024-02-29' AS day, '{"a": 1}'::jsonb AS json,
                    ARRAY[[1,2],[3,NULL]] AS numbers, ARRAY['a,b', NULL, ''] AS words,
                    ARRAY['ok'::mood] AS moods"#,
        )
        .expect("rows");
    let names: Vec<_> = rows
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .collect();
    assert_eq!(names[..4], ["nothing", "yes", "number", "real"]);
    let row = |left, right| Cell::Array(vec![left, right]);
    assert_eq!(
        rows.rows,
        [vec![
            Cell::Null,
            Cell::Bool(true),
            Cell::Integer(7),
            Cell::Float(1.5),
            Cell::Numeric("1.50".to_owned()),
            text("x"),
            Cell::Bytes(vec![0, 255]),
            text("ok"),
            Cell::Temporal {
                kind: TemporalKind::Date,
                text: "2024-02-29".to_owned()
            },
            Cell::Json("{\"a\": 1}".to_owned()),
            row(
                row(Cell::Integer(1), Cell::Integer(2)),
                row(Cell::Integer(3), Cell::Null)
            ),
            Cell::Array(vec![text("a,b"), Cell::Null, text("")]),
            // psycopg2 leaves arrays of types it does not know as they are.
            text("{ok}"),
        ]]
    );
    assert_eq!(rows.completion.command_tag.as_deref(), Some("SELECT 1"));
}

#[test]
fn completions_tell_what_happened() {
    let mut connection = connected();
    let mut completion = |sql| {
        let completion = connection.execute(sql).expect(sql);
        (
            completion.command_tag.unwrap_or_default(),
            completion.rows_affected,
        )
    };
    assert_eq!(
        completion("CREATE TABLE t (a int)"),
        ("CREATE TABLE".to_owned(), None)
    );
    assert_eq!(
        completion("INSERT INTO t VALUES (1), (2)"),
        ("INSERT 0 2".to_owned(), Some(2))
    );
    assert_eq!(
        completion("SELECT 1; SELECT * FROM t; UPDATE t SET a = 0 WHERE a = 1;"),
        ("UPDATE 1".to_owned(), Some(1))
    );
    assert_eq!(completion("-- nothing"), (String::new(), None));
    let rows = connection
        .query("SELECT 1; DELETE FROM t")
        .expect("no rows");
    assert!(rows.columns.is_empty() && rows.rows.is_empty());
    assert_eq!(rows.completion.rows_affected, Some(2));
}

#[test]
fn the_transaction_status_is_the_servers() {
    let mut connection = connected();
    assert_eq!(connection.transaction_status(), TransactionStatus::Idle);
    connection.begin().expect("begun");
    assert_eq!(
        connection.transaction_status(),
        TransactionStatus::InTransaction
    );
    let error = connection
        .execute("CREATE TABLE t (a int); SELECT 1/0")
        .expect_err("a fault");
    assert_eq!(sqlstate(&error), "22012");
    assert_eq!(connection.transaction_status(), TransactionStatus::Failed);
    let error = connection
        .execute("SELECT 1")
        .expect_err("the transaction has failed");
    assert_eq!(sqlstate(&error), "25P02");
    let completion = connection.commit().expect("answered");
    assert_eq!(completion.command_tag.as_deref(), Some("ROLLBACK"));
    // A migration's own COMMIT is noticed as well.
    connection.begin().expect("begun");
    connection
        .execute("COMMIT; CREATE TABLE kept (a int)")
        .expect("executed");
    assert_eq!(connection.transaction_status(), TransactionStatus::Idle);
    let found = connection
        .query("SELECT to_regclass('kept')::text")
        .expect("rows");
    assert_eq!(found.single(), Some(&text("kept")));
}

#[test]
fn a_string_of_statements_is_one_transaction() {
    let mut connection = connected();
    connection
        .execute("CREATE TABLE a (i int); CREATE TABLE a (i int)")
        .expect_err("twice");
    let found = connection
        .query("SELECT to_regclass('a') IS NULL")
        .expect("rows");
    assert_eq!(found.single(), Some(&Cell::Bool(true)));
}

#[test]
fn a_server_error_has_every_field() {
    let mut connection = connected();
    connection
        .execute("CREATE TABLE t (a int CONSTRAINT few CHECK (a < 3))")
        .expect("created");
    let error = connection
        .execute("INSERT INTO t VALUES (5)")
        .expect_err("refused");
    let error = error.server_error().expect("the server's").clone();
    assert_eq!(error.sqlstate.code(), "23514");
    assert_eq!(error.table.as_deref(), Some("t"));
    assert_eq!(error.constraint.as_deref(), Some("few"));
    assert_eq!(
        error.to_string(),
        "ERROR:  new row for relation \"t\" violates check constraint \"few\"\n\
         DETAIL:  Failing row contains (5)."
    );
    let error = connection.execute("SELECT é, nope").expect_err("refused");
    let position = error
        .server_error()
        .and_then(|error| error.position.clone());
    assert_eq!(position, Some(ErrorPosition::Statement(8)));
}

#[test]
fn notices_arrive_before_the_result() {
    let mut connection = connected();
    let seen = Rc::new(RefCell::new(Vec::new()));
    let notices = Rc::clone(&seen);
    connection.on_notice(move |notice| notices.borrow_mut().push(notice.to_string()));
    connection
        .execute("DROP TABLE IF EXISTS absent; DO $$ BEGIN RAISE WARNING 'a % b', 1; END $$")
        .expect("executed");
    connection.execute("COMMIT").expect("executed");
    let seen = seen.borrow();
    assert_eq!(
        seen[0],
        "NOTICE:  table \"absent\" does not exist, skipping"
    );
    assert!(seen[1].starts_with("WARNING:  a 1 b"), "{}", seen[1]);
    assert_eq!(seen[2], "WARNING:  there is no transaction in progress");
}

#[test]
fn copying_a_stream_is_refused_and_nothing_hangs() {
    let url = new_database();
    for sql in ["COPY t FROM STDIN", "COPY t TO STDOUT"] {
        let mut connection = connect(&url).expect("a connection");
        connection
            .execute("CREATE TABLE IF NOT EXISTS t (a int)")
            .expect("created");
        let error = connection.execute(sql).expect_err("a stream");
        assert!(matches!(error, DbError::Unsupported { .. }), "{error}");
        assert!(connection.is_lost());
        let error = connection.execute("SELECT 1").expect_err("given up");
        assert!(matches!(error, DbError::ConnectionLost { .. }), "{error}");
    }
}

#[test]
fn a_nul_in_the_sql_is_refused_and_the_connection_lives() {
    let mut connection = connected();
    let error = connection
        .execute("SELECT '\0'")
        .expect_err("cut short otherwise");
    assert!(matches!(error, DbError::Unsupported { .. }), "{error}");
    connection.execute("SELECT 1").expect("alive");
}

#[test]
fn a_killed_session_is_noticed() {
    let url = new_database();
    let mut other = connect(&url).expect("a connection");
    // While idle.
    let mut victim = connect(&url).expect("a connection");
    let pid = victim.backend_pid().expect("a pid");
    other
        .execute(&format!("SELECT pg_terminate_backend({pid})"))
        .expect("executed");
    thread::sleep(Duration::from_millis(100));
    let error = victim.execute("SELECT 1").expect_err("gone");
    let expected = "FATAL:  terminating connection due to administrator command\n\
                    server closed the connection unexpectedly";
    assert!(error.to_string().starts_with(expected), "{error}");
    assert!(victim.is_lost());
    // In the middle of a statement.
    let mut victim = connect(&url).expect("a connection");
    let pid = victim.backend_pid().expect("a pid");
    let killer = thread::spawn(move || {
        let mut other = connect(&url).expect("a connection");
        thread::sleep(Duration::from_millis(100));
        other
            .execute(&format!("SELECT pg_terminate_backend({pid})"))
            .expect("executed");
    });
    let error = victim.execute("SELECT pg_sleep(30)").expect_err("gone");
    assert!(matches!(error, DbError::ConnectionLost { .. }), "{error}");
    killer.join().expect("no panic");
}

#[test]
fn a_statement_can_be_cancelled() {
    let mut connection = connected();
    let handle = connection.cancel_handle();
    let canceller = thread::spawn(move || {
        thread::sleep(Duration::from_millis(100));
        handle.cancel().expect("asked");
    });
    let error = connection
        .execute("SELECT pg_sleep(30)")
        .expect_err("cancelled");
    assert_eq!(sqlstate(&error), "57014");
    connection.execute("SELECT 1").expect("alive");
    canceller.join().expect("no panic");
}

#[test]
fn dropping_a_connection_ends_its_session_and_rolls_back() {
    let url = new_database();
    let mut connection = connect(&url).expect("a connection");
    let pid = connection.backend_pid().expect("a pid");
    connection
        .execute("BEGIN; CREATE TABLE t (a int)")
        .expect("executed");
    drop(connection);
    let mut other = connect(&url).expect("a connection");
    let question = format!(
        "SELECT to_regclass('t') IS NULL, NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = {pid})"
    );
    let gone = (0..100).any(|_| {
        thread::sleep(Duration::from_millis(10));
        let rows = other.query(&question).expect("rows").rows;
        rows == [vec![Cell::Bool(true), Cell::Bool(true)]]
    });
    assert!(gone, "the session ends");
}

#[test]
fn the_server_tells_its_version() {
    let mut connection = connected();
    let rows = connection.query("SHOW server_version_num").expect("rows");
    let number = connection.server_version_number().to_string();
    assert_eq!(rows.single(), Some(&text(&number)));
}

fn connect_error(url: &str) -> (ConnectErrorKind, String) {
    let url = DatabaseUrl::parse(url).expect("a valid URL");
    match connect(&url).expect_err("no connection") {
        DbError::Connect(error) => (error.kind(), error.to_string()),
        other => panic!("{other}"),
    }
}

#[test]
fn failures_to_connect_read_like_libpqs() {
    assert_eq!(
        connect_error("postgresql://u:p@127.0.0.1:1/d"),
        (
            ConnectErrorKind::Unreachable,
            "connection to server at \"127.0.0.1\", port 1 failed: Connection refused\n\t\
             Is the server running on that host and accepting TCP/IP connections?"
                .to_owned()
        )
    );
    assert_eq!(
        connect_error("postgresql://u:p@/d?host=/nonexistent"),
        (
            ConnectErrorKind::Unreachable,
            "connection to server on socket \"/nonexistent/.s.PGSQL.5432\" failed: \
             No such file or directory\n\t\
             Is the server running locally and accepting connections on that socket?"
                .to_owned()
        )
    );
    let (kind, message) = connect_error("postgresql://u:p@nohost.invalid/d");
    assert_eq!(kind, ConnectErrorKind::Unreachable);
    assert!(
        message.starts_with("could not translate host name \"nohost.invalid\" to address: "),
        "{message}"
    );
    let sandbox = Sandbox::shared().expect("a private server");
    let url = sandbox.url().with_database("nodb");
    let DbError::Connect(error) = connect(&url).expect_err("no such database") else {
        panic!("another error");
    };
    assert_eq!(error.kind(), ConnectErrorKind::DatabaseMissing);
    let message = error.to_string();
    assert!(
        message.starts_with("connection to server on socket \""),
        "{message}"
    );
    assert!(
        message.ends_with("failed: FATAL:  database \"nodb\" does not exist"),
        "{message}"
    );
}
