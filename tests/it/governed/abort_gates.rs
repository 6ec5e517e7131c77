//! Phase 3: each abort gate is recognised, named and proven to have changed nothing.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use alembic_rs::config::DatabaseUrl;
use alembic_rs::db::Cell;
use alembic_rs::governance::{Digest, Phase, RootCause};

use super::stage::{Stage, revision_file};
use super::walk::{Stop, Walk};
use crate::db::support::connect;
use crate::upgrade::project::column;

/// The upgrade must stop at a gate, and leave the clone stamped at the anchor and otherwise equal.
fn assert_aborts(stage: &Stage, status: u8, gate: &'static str, cause: RootCause) -> Walk {
    let before = stage.source_state();
    let walk = stage.rehearse();
    walk.assert_stops(&Stop {
        status,
        phase: Phase::Upgrade,
        gate,
        cause,
    });
    assert_eq!(stage.source_state(), before);
    stage.assert_clone_is_as_its_source();
    let rows = column(stage.copy(), "SELECT version_num FROM alembic_version");
    assert_eq!(rows, ["0019_nav_snapshots_and_investor_statements"]);
    let facts = &walk.judgement(gate).facts;
    assert_eq!(facts["nothing_changed"], "proven by a new session");
    let log = walk.file("clone_upgrade_0019_to_head.log");
    assert!(log.contains("ROLLBACK") && log.contains("STOP"), "{log}");
    walk
}

fn assert_abort_gate(
    stage: &Stage,
    status: u8,
    abort_gate: &str,
    sqlstate: &str,
    cause: RootCause,
) {
    let walk = assert_aborts(stage, status, "upgrade-completes", cause);
    let facts = walk.judgement("upgrade-completes").facts;
    assert_eq!(facts["abort_gate"], abort_gate, "{facts:#?}");
    assert_eq!(facts["sqlstate"], sqlstate, "{facts:#?}");
}

#[test]
fn a_table_that_is_there_already() {
    let stage = Stage::with_statement("0020", "CREATE TABLE funds (id int)");
    assert_abort_gate(&stage, 10, "DuplicateTable", "42P07", RootCause::SqlDrift);
}

#[test]
fn a_column_that_is_there_already() {
    let stage = Stage::with_statement("0021", "ALTER TABLE funds ADD COLUMN name text");
    assert_abort_gate(&stage, 10, "DuplicateTable", "42701", RootCause::SqlDrift);
}

#[test]
fn a_column_that_is_not_there() {
    let stage = Stage::with_statement(
        "0021",
        "ALTER TABLE funds ALTER COLUMN vintage SET NOT NULL",
    );
    assert_abort_gate(&stage, 10, "MissingColumn", "42703", RootCause::SqlDrift);
}

#[test]
fn a_table_that_is_not_there() {
    let stage = Stage::with_statement("0021", "ALTER TABLE vintages ADD COLUMN year int");
    assert_abort_gate(&stage, 10, "MissingColumn", "42P01", RootCause::SqlDrift);
}

#[test]
fn an_enumeration_that_is_there_already() {
    let stage = Stage::with_statement("0022", "CREATE TYPE fund_status AS ENUM ('open')");
    assert_abort_gate(
        &stage,
        10,
        "EnumOrTypeConflict",
        "42710",
        RootCause::SqlDrift,
    );
}

#[test]
fn a_label_that_the_enumeration_does_not_have() {
    let stage = Stage::with_statement(
        "0022",
        "ALTER TABLE funds ALTER status SET DEFAULT 'wound up'",
    );
    assert_abort_gate(
        &stage,
        10,
        "EnumOrTypeConflict",
        "22P02",
        RootCause::SqlDrift,
    );
}

#[test]
fn a_backfill_that_breaks_a_constraint() {
    for (assignment, sqlstate) in [
        ("path = 'the same'", "23505"),
        ("title = NULL", "23502"),
        ("deal_id = uploaded_by", "23503"),
    ] {
        let stage = Stage::new();
        stage.edit(
            "versions/0021_ai_engine_wave_ai2.py",
            "SET root_folder = split_part(path, '/', 1)",
            &format!("SET {assignment}"),
        );
        assert_abort_gate(
            &stage,
            10,
            "BackfillConflict",
            sqlstate,
            RootCause::SqlDrift,
        );
    }
}

#[test]
fn a_backfill_of_more_rows_than_approved() {
    let stage = Stage::new();
    stage.edit(
        "release.toml",
        "minimum = 30\nmaximum = 60",
        "minimum = 30\nmaximum = 39",
    );
    let walk = assert_aborts(&stage, 10, "backfill-volume", RootCause::BackfillVolume);
    let detail = walk.detail("backfill-volume");
    assert!(detail.contains("40") && detail.contains("39"), "{detail}");
    // It was counted before, and not even sent.
    assert!(detail.contains("was not sent"), "{detail}");
    assert!(!is_executed(
        &walk,
        &walk.judgement("backfill-volume").facts["statement"]
    ));
}

#[test]
fn a_backfill_of_more_rows_that_nobody_could_count_before_is_undone() {
    let stage = Stage::new();
    stage.edit(
        "release.toml",
        "minimum = 30\nmaximum = 60",
        "minimum = 30\nmaximum = 39",
    );
    // Each time it is asked, the condition could be another one.
    stage.edit(
        &super::stage::revision_file("0021"),
        "WHERE doc_type = 'CREDIT_AGREEMENT' AND deal_id IS NOT NULL",
        "WHERE doc_type = 'CREDIT_AGREEMENT' AND deal_id IS NOT NULL AND random() < 2",
    );
    let walk = assert_aborts(&stage, 10, "backfill-volume", RootCause::BackfillVolume);
    let detail = walk.detail("backfill-volume");
    assert!(detail.contains("changed 40 rows"), "{detail}");
    assert!(is_executed(
        &walk,
        &walk.judgement("backfill-volume").facts["statement"]
    ));
}

/// Whether a statement was sent.
fn is_executed(walk: &Walk, sql: &str) -> bool {
    let digest = Digest::of(sql);
    walk.ledger()
        .executed()
        .any(|executed| executed.sha256 == digest)
}

#[test]
fn a_backfill_of_fewer_rows_than_approved() {
    let stage = Stage::new();
    stage.edit(
        "release.toml",
        "minimum = 30\nmaximum = 60",
        "minimum = 41\nmaximum = 60",
    );
    assert_aborts(&stage, 10, "backfill-volume", RootCause::BackfillVolume);
}

#[test]
fn a_lock_that_another_session_holds() {
    let stage = waiting_for_another_session();
    stage.edit(
        "release.toml",
        "lock_timeout = \"5s\"",
        "lock_timeout = \"200ms\"",
    );
    let walk =
        rehearse_with_another_session(&stage, &["LOCK TABLE pipeline_deals IN ACCESS SHARE MODE"]);
    assert_lock_gate(&stage, &walk, "55P03");
}

#[test]
fn a_deadlock_with_another_session() {
    let stage = waiting_for_another_session();
    stage.edit(
        "release.toml",
        "lock_timeout = \"5s\"",
        "lock_timeout = \"60s\"",
    );
    let walk = rehearse_with_another_session(
        &stage,
        &[
            "SET deadlock_timeout = '10min'",
            "LOCK TABLE pipeline_deals IN ACCESS SHARE MODE",
            "LOCK TABLE document_registry IN ACCESS SHARE MODE",
        ],
    );
    assert_lock_gate(&stage, &walk, "40P01");
}

#[test]
fn a_statement_that_takes_too_long() {
    let stage = Stage::with_statement("0021", "SELECT pg_sleep(600)");
    stage.edit(
        "release.toml",
        "statement_timeout = \"15min\"",
        "statement_timeout = \"2s\"",
    );
    assert_abort_gate(
        &stage,
        13,
        "LockTimeoutOrDeadlock",
        "57014",
        RootCause::LockTimeoutOrDeadlock,
    );
}

#[test]
fn a_step_that_would_run_outside_of_the_transaction_is_not_planned() {
    let stage = Stage::new();
    stage.edit(
        "versions/0020_ai_engine_wave_ai1.py",
        "def upgrade() -> None:\n",
        "def upgrade() -> None:\n    with op.get_context().autocommit_block():\n        \
         op.execute(\"CREATE INDEX CONCURRENTLY ix_of_its_own ON funds (status)\")\n",
    );
    let before = stage.source_state();
    let walk = stage.rehearse();
    assert_eq!(walk.answer.exit, Some(10), "{walk:#?}");
    assert_eq!(stage.source_state(), before);
    assert!(!stage.has_clone());
}

/// A release whose 0022 begins only when another session holds a lock on `pipeline_deals`: the
/// other is in the way then, for certain, and not before the clone was found to be isolated.
fn waiting_for_another_session() -> Stage {
    waiting_until(
        "SELECT pid FROM pg_locks WHERE relation = 'pipeline_deals'::regclass
         AND granted AND pid <> pg_backend_pid()",
    )
}

/// A release whose 0022 begins only when a question has an answer. It is asked anew each time,
/// which a join would not do; in a reference database nobody waits.
pub(super) fn waiting_until(question: &str) -> Stage {
    let stage = Stage::with_statement(
        "0022",
        &format!(
            "WITH RECURSIVE attempt (number) AS (
             SELECT 1
             UNION ALL
             SELECT number + 1 FROM attempt
             WHERE current_database() LIKE 'netzprod%' AND pg_sleep(0.02) IS NOT NULL
                AND query_to_xml('{}', true, true, '')::text NOT LIKE '%<row%'
         )
         SELECT count(*) FROM attempt",
            question.replace('\'', "''")
        ),
    );
    // A function that may do anything is refused until somebody says why it is there.
    let refused = stage.run(&["release", "plan"]);
    assert_eq!(refused.exit, Some(10), "{refused:#?}");
    let digest = refused
        .stderr
        .split("sha256 = \"")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    stage.append(
        "release.toml",
        &format!(
            "\n[[justified]]\nsha256 = \"{}\"\nreason = \"it only waits\"\n",
            digest.expect("the digest is told")
        ),
    );
    stage
}

/// Rehearses while another session comes into the clone, when the upgrade has reached 0022: it runs
/// statements in a transaction that is left open until the release's session has gone.
fn rehearse_with_another_session(stage: &Stage, statements: &[&str]) -> Walk {
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| in_the_way(stage.copy(), statements, &is_over));
        let walk = stage.rehearse();
        is_over.store(true, Ordering::SeqCst);
        walk
    })
}

fn in_the_way(copy: &DatabaseUrl, statements: &[&str], is_over: &AtomicBool) {
    let watcher = copy.with_database("postgres");
    let name = super::stage::name_of(copy);
    if !is_reached(copy, is_over) {
        return;
    }
    let mut connection = connect(copy).expect("a connection");
    let own = connection.query("SELECT pg_backend_pid()");
    let own = own.expect("an answer").single().and_then(Cell::as_integer);
    let gone = format!(
        "SELECT 'yes' WHERE NOT EXISTS (
             SELECT FROM pg_stat_activity WHERE datname = '{name}' AND pid <> {})",
        own.expect("a number")
    );
    connection.begin().expect("a transaction");
    for statement in statements {
        connection.execute(statement).expect("it is executed");
    }
    until(&watcher, &gone, is_over);
    connection.close();
}

/// Waits until the upgrade of a clone waits; `false` where the rehearsal is over before that.
pub(super) fn is_reached(copy: &DatabaseUrl, is_over: &AtomicBool) -> bool {
    let name = super::stage::name_of(copy);
    let reached = format!(
        "SELECT 'yes' FROM pg_stat_activity WHERE datname = '{name}' AND query LIKE '%pg_sleep%'"
    );
    until(&copy.with_database("postgres"), &reached, is_over);
    !is_over.load(Ordering::SeqCst)
}

/// Waits until a query has an answer, or the rehearsal is over.
fn until(url: &DatabaseUrl, sql: &str, is_over: &AtomicBool) {
    while !is_over.load(Ordering::SeqCst) && column(url, sql).is_empty() {
        thread::sleep(Duration::from_millis(20));
    }
}

fn assert_lock_gate(stage: &Stage, walk: &Walk, sqlstate: &str) {
    let detail = walk.assert_stops(&Stop {
        status: 13,
        phase: Phase::Upgrade,
        gate: "upgrade-completes",
        cause: RootCause::LockTimeoutOrDeadlock,
    });
    let facts = walk.judgement("upgrade-completes").facts;
    assert_eq!(facts["abort_gate"], "LockTimeoutOrDeadlock", "{detail}");
    assert_eq!(facts["sqlstate"], sqlstate, "{detail}");
    stage.assert_clone_is_as_its_source();
}

/// A first statement of revision 0020 that hangs on an answer of the database, where no plan sees
/// it.
fn stage_behind_an_answer(statement: &str) -> Stage {
    let stage = Stage::new();
    stage.edit(
        "versions/0020_ai_engine_wave_ai1.py",
        "def upgrade() -> None:\n",
        &format!(
            "def upgrade() -> None:\n    if op.get_bind().execute(sa.text(\"select 1\")).scalar():\n        \
             op.execute(\"\"\"{statement}\"\"\")\n"
        ),
    );
    stage
}

#[test]
fn a_transaction_that_is_ended_and_begun_anew_behind_an_answer() {
    for statement in [
        "COMMIT AND CHAIN",
        "COMMIT; BEGIN",
        "ROLLBACK AND CHAIN",
        "START TRANSACTION",
    ] {
        let stage = stage_behind_an_answer(statement);
        let walk = assert_aborts(&stage, 10, "upgrade-completes", RootCause::SqlDrift);
        let detail = walk.detail("upgrade-completes");
        assert!(detail.contains("begins or ends a transaction"), "{detail}");
    }
}

#[test]
fn a_statement_that_may_do_anything_behind_an_answer() {
    let stage = stage_behind_an_answer("DO $$ BEGIN DELETE FROM audit_events; END $$");
    let walk = assert_aborts(&stage, 10, "upgrade-completes", RootCause::SqlDrift);
    let detail = walk.detail("upgrade-completes");
    assert!(detail.contains("[[justified]]"), "{detail}");
}

#[test]
fn a_time_limit_that_a_migration_lifts() {
    for (statement, word) in [
        ("SET lock_timeout = 0", "lock_timeout is set to 0"),
        (
            "SET LOCAL lock_timeout = '1min'",
            "lock_timeout is set to 1min",
        ),
        ("RESET statement_timeout", "statement_timeout is set to 0"),
    ] {
        let stage = Stage::with_statement("0020", statement);
        let walk = assert_aborts(&stage, 10, "upgrade-completes", RootCause::SqlDrift);
        let detail = walk.detail("upgrade-completes");
        assert!(detail.contains(word), "{detail}");
    }
    let stage = Stage::with_statement("0020", "SET LOCAL lock_timeout = '1s'");
    stage.rehearse().assert_passes();
}

#[test]
fn rows_that_are_no_longer_counted() {
    let stage = Stage::with_statement("0020", "SET LOCAL track_counts = off");
    let walk = assert_aborts(&stage, 10, "upgrade-completes", RootCause::SqlDrift);
    let detail = walk.detail("upgrade-completes");
    assert!(detail.contains("track_counts is off"), "{detail}");
}

/// A bound of revision 0020.
fn bound(stage: &Stage, table: &str, minimum: u64, maximum: u64) {
    stage.append(
        "release.toml",
        &format!(
            "\n[[backfill]]\nrevision = \"0020_ai_engine_wave_ai1\"\ntable = \"{table}\"\n\
             minimum = {minimum}\nmaximum = {maximum}\n"
        ),
    );
}

#[test]
fn a_truncate_that_takes_more_rows_than_approved() {
    let stage = Stage::with_statement("0020", "TRUNCATE audit_events");
    bound(&stage, "audit_events", 0, 19);
    let walk = assert_aborts(&stage, 10, "backfill-volume", RootCause::BackfillVolume);
    let detail = walk.detail("backfill-volume");
    assert!(
        detail.contains("changed 20 rows; approved are 0 to 19"),
        "{detail}"
    );
}

#[test]
fn a_backfill_of_a_table_whose_name_needs_quotes() {
    let release = |maximum| {
        let stage = Stage::with_statement("0020", "UPDATE \"Odd\" SET a = a + 1");
        let made = "CREATE TABLE \"Odd\" (a int)";
        stage.on_source(&format!("{made}; INSERT INTO \"Odd\" VALUES (1), (2), (3)"));
        stage.edit(
            &revision_file("0018"),
            "def upgrade() -> None:\n",
            &format!("def upgrade() -> None:\n    op.execute('{made}')\n"),
        );
        bound(&stage, "Odd", 1, maximum);
        stage
    };
    release(3).rehearse().assert_passes();
    assert_aborts(
        &release(2),
        10,
        "backfill-volume",
        RootCause::BackfillVolume,
    );
}

#[test]
fn rows_of_another_database_are_not_changed_by_a_rehearsal() {
    // The wrapper reads nothing, so that the statement stands where no capture knows of its table.
    let stage = stage_behind_an_answer("UPDATE elsewhere SET a = 1");
    let made = "CREATE FOREIGN DATA WRAPPER nobody; CREATE SERVER out FOREIGN DATA WRAPPER nobody; \
                CREATE FOREIGN TABLE elsewhere (a int) SERVER out";
    stage.on_source(made);
    stage.edit(
        &revision_file("0018"),
        "def upgrade() -> None:\n",
        &format!("def upgrade() -> None:\n    op.execute('{made}')\n"),
    );
    bound(&stage, "elsewhere", 0, 9);
    let walk = assert_aborts(&stage, 10, "backfill-volume", RootCause::BackfillVolume);
    let detail = walk.detail("backfill-volume");
    assert!(detail.contains("a foreign table"), "{detail}");
}
