//! The rollback of a clone, and everything that must never pass for one.

use alembic_rs::config::DatabaseUrl;
use alembic_rs::db::{Connection, DatabaseIdentity, Environment, Parameters};
use alembic_rs::governance::{Digest, FailureClass, Probe, ProbeClass};
use alembic_rs::release::{
    BeforeState, Obstacle, Rollback, RollbackAction, SnapshotRecord, Surfaces, VerifiedSnapshot,
};
use alembic_rs::snapshot::{CaptureScope, Snapshot};

use crate::db::support::{connect, new_database};

const BASELINE: &str = "CREATE TYPE mood AS ENUM ('good', 'bad');
    CREATE TABLE funds (id serial PRIMARY KEY, name text, mood mood, share float8);
    INSERT INTO funds (name, mood, share) SELECT 'fund ' || n, 'good', n / 3.0 FROM generate_series(1, 50) AS n;
    CREATE TABLE notes (id int, fund int REFERENCES funds);
    INSERT INTO notes VALUES (1, 1), (1, 1);
    CREATE VIEW v_funds AS SELECT name FROM funds;";

/// What a release does to the database, and what nothing must be left of.
const RELEASE: &str = "CREATE TABLE axis (id int PRIMARY KEY);
    ALTER TABLE funds ADD COLUMN axis int REFERENCES axis;
    UPDATE funds SET mood = 'bad' WHERE id < 10;
    DELETE FROM notes WHERE ctid = (SELECT min(ctid) FROM notes);
    SELECT nextval('funds_id_seq')";

struct Setting {
    url: DatabaseUrl,
    parameters: Parameters,
    before: BeforeState,
    snapshot: VerifiedSnapshot,
    probes: Vec<Probe>,
}

fn probes() -> Vec<Probe> {
    let probe = |name: &str, sql: &str| Probe {
        name: name.to_owned(),
        sql: sql.to_owned(),
        before: None,
        after: None,
        class: ProbeClass::Asserted,
        reason: None,
        isolation: false,
    };
    vec![
        probe("good", "SELECT count(*) FROM funds WHERE mood = 'good'"),
        probe(
            "axis",
            "SELECT CASE WHEN to_regclass('axis') IS NULL THEN 'absent' ELSE 'present' END",
        ),
    ]
}

fn execute(url: &DatabaseUrl, sql: &str) {
    connect(url)
        .expect("a connection")
        .execute(sql)
        .expect("executed");
}

fn capture(url: &DatabaseUrl) -> Result<BeforeState, Obstacle> {
    let files = [("sql/99_run_all.sql".to_owned(), Digest::of("SELECT 1"))];
    let mut session = || Ok(connect(url).expect("a connection"));
    BeforeState::capture(&mut session, &CaptureScope::everything(), &probes(), &files)
}

impl Setting {
    fn new() -> Self {
        let url = new_database();
        execute(&url, BASELINE);
        let parameters = Parameters::resolve(&url, &Environment::default()).expect("parameters");
        let (before, probes) = (capture(&url).expect("a state"), probes());
        let rollback = Rollback {
            clone_database: &parameters,
            protected: &[],
            before: &before,
            probes: &probes,
        };
        let (snapshot, text) = rollback.make_snapshot().expect("a verified snapshot");
        assert!(
            text.contains("the state is the state before, exactly"),
            "{text}"
        );
        Self {
            url,
            parameters,
            before,
            snapshot,
            probes,
        }
    }

    fn rollback(&self) -> Rollback<'_> {
        Rollback {
            clone_database: &self.parameters,
            protected: &[],
            before: &self.before,
            probes: &self.probes,
        }
    }

    fn snapshot_url(&self) -> DatabaseUrl {
        self.url.with_database(&self.snapshot.record().database)
    }

    fn is_as_before(&self) -> bool {
        let mut connection = connect(&self.url).expect("a connection");
        let found = self.before.compare_with(&mut connection, &self.probes);
        found.expect("a comparison").holds()
    }
}

#[test]
fn the_state_before_comes_back_exactly_and_a_second_time_there_is_nothing_to_do() {
    let setting = Setting::new();
    execute(&setting.url, RELEASE);
    assert!(!setting.is_as_before());

    let first = setting
        .rollback()
        .roll_back(&setting.snapshot)
        .expect("rolled back");
    assert_eq!(first.action, RollbackAction::Restored);
    assert!(
        first.text.contains("THE STATE IS NOT THE STATE BEFORE"),
        "{}",
        first.text
    );
    assert!(
        first
            .text
            .ends_with("the state is the state before, exactly\n"),
        "{}",
        first.text
    );
    assert!(setting.is_as_before());

    let identity = |url: &DatabaseUrl| {
        DatabaseIdentity::read(&mut connect(url).expect("a connection")).expect("an identity")
    };
    let between = identity(&setting.url);
    let second = setting
        .rollback()
        .roll_back(&setting.snapshot)
        .expect("nothing to do");
    assert_eq!(second.action, RollbackAction::NothingToDo);
    assert_eq!(
        identity(&setting.url).oid,
        between.oid,
        "the clone was left alone"
    );
    setting
        .rollback()
        .drop_snapshot(setting.snapshot.clone())
        .expect("dropped");
    assert!(connect(&setting.snapshot_url()).is_err());
}

/// A release that breaks a probe, or takes the whole clone away, can be rolled back all the same.
#[test]
fn a_clone_that_cannot_be_looked_at_is_restored() {
    let setting = Setting::new();
    execute(&setting.url, "DROP TABLE notes, funds CASCADE");
    let done = setting
        .rollback()
        .roll_back(&setting.snapshot)
        .expect("rolled back");
    assert_eq!(done.action, RollbackAction::Restored);

    let elsewhere = setting.url.with_database("postgres");
    execute(
        &elsewhere,
        &format!("DROP DATABASE \"{}\"", setting.parameters.database),
    );
    let done = setting
        .rollback()
        .roll_back(&setting.snapshot)
        .expect("rolled back");
    assert!(
        done.text.starts_with("there is no database"),
        "{}",
        done.text
    );
    assert!(setting.is_as_before());
}

/// Forbidden case 4: restoring from an unverified snapshot.
#[test]
fn nothing_is_restored_from_a_snapshot_that_was_not_verified() {
    let setting = Setting::new();
    execute(&setting.url, RELEASE);
    let record = setting.snapshot.record().clone();
    let refused = |record: SnapshotRecord, expected: &str| {
        let text = record.to_json();
        let taken = SnapshotRecord::of_json(&text).and_then(|one| setting.rollback().take_up(one));
        let obstacle = taken.expect_err(expected);
        assert!(obstacle.detail.contains(expected), "{obstacle}");
    };
    refused(
        SnapshotRecord {
            verified_at: None,
            ..record.clone()
        },
        "never verified",
    );
    refused(
        SnapshotRecord {
            format: 2,
            ..record.clone()
        },
        "format",
    );
    refused(
        SnapshotRecord {
            oid: record.oid + 1,
            ..record.clone()
        },
        "not the snapshot that was verified",
    );
    refused(
        SnapshotRecord {
            system_identifier: "1".to_owned(),
            ..record.clone()
        },
        "not the snapshot that was verified",
    );
    refused(
        SnapshotRecord {
            clone_database: "other".to_owned(),
            ..record.clone()
        },
        "is of the clone",
    );
    refused(
        SnapshotRecord {
            state: "0".repeat(64),
            ..record.clone()
        },
        "another state",
    );
    refused(
        SnapshotRecord {
            database: "template1".to_owned(),
            ..record.clone()
        },
        "not the snapshot",
    );
    assert!(setting.rollback().take_up(record).is_ok());
}

/// Forbidden case 4 again: it was verified, and somebody has written to it since.
#[test]
fn a_snapshot_that_was_changed_is_not_used_and_the_clone_is_left() {
    let setting = Setting::new();
    execute(&setting.url, RELEASE);
    execute(
        &setting.snapshot_url(),
        "UPDATE funds SET share = share + 0.5 WHERE id = 7",
    );
    let obstacle = setting
        .rollback()
        .roll_back(&setting.snapshot)
        .expect_err("changed");
    assert_eq!(obstacle.class, FailureClass::Parity, "{obstacle}");
    assert!(
        setting
            .rollback()
            .take_up(setting.snapshot.record().clone())
            .is_err()
    );
    execute(&setting.url, "SELECT axis FROM funds");
}

/// Forbidden cases 2 and 6: that nothing failed is no rollback; one difference is too many.
#[test]
fn a_state_with_any_difference_is_never_rolled_back() {
    let setting = Setting::new();
    for (change, undo) in [
        (
            "UPDATE funds SET share = 0.1 WHERE id = 3",
            "UPDATE funds SET share = 3 / 3.0 WHERE id = 3",
        ),
        (
            "INSERT INTO notes VALUES (1, 1)",
            "DELETE FROM notes WHERE ctid = (SELECT max(ctid) FROM notes)",
        ),
        ("CREATE INDEX extra ON notes (id)", "DROP INDEX extra"),
        (
            "ALTER TABLE notes RENAME CONSTRAINT notes_fund_fkey TO other",
            "ALTER TABLE notes RENAME CONSTRAINT other TO notes_fund_fkey",
        ),
        (
            "COMMENT ON TABLE notes IS 'x'",
            "COMMENT ON TABLE notes IS NULL",
        ),
        (
            "ALTER TYPE mood RENAME VALUE 'bad' TO 'worse'",
            "ALTER TYPE mood RENAME VALUE 'worse' TO 'bad'",
        ),
        (
            "SELECT setval('funds_id_seq', 51)",
            "SELECT setval('funds_id_seq', 50)",
        ),
    ] {
        execute(&setting.url, change);
        let mut connection = connect(&setting.url).expect("a connection");
        let found = setting
            .before
            .compare_with(&mut connection, &setting.probes)
            .expect("compared");
        assert!(!found.holds(), "{change}");
        assert!(found.require("the clone").is_err(), "{change}");
        assert!(
            found
                .to_text()
                .contains("THE STATE IS NOT THE STATE BEFORE")
        );
        execute(&setting.url, undo);
    }
}

/// Forbidden case 3: an open transaction in the clone.
#[test]
fn a_clone_with_an_open_transaction_is_not_rolled_back() {
    let setting = Setting::new();
    execute(&setting.url, RELEASE);
    let mut other = connect(&setting.url).expect("a connection");
    other.begin().expect("begun");
    other.execute("DELETE FROM notes").expect("deleted");
    let obstacle = setting
        .rollback()
        .roll_back(&setting.snapshot)
        .expect_err("in use");
    assert_eq!(obstacle.class, FailureClass::LockOrTimeout, "{obstacle}");
    other.rollback().expect("rolled back");
    drop(other);
    let done = setting
        .rollback()
        .roll_back(&setting.snapshot)
        .expect("rolled back");
    assert_eq!(done.action, RollbackAction::Restored);
}

/// Forbidden case 5: a state before without the proof that capturing it changed nothing.
#[test]
fn a_state_without_its_proof_cannot_be_used() {
    let setting = Setting::new();
    let text = setting.before.to_json();
    assert_eq!(
        BeforeState::of_json(&text).expect("a state"),
        setting.before
    );
    for (from, to) in [
        (
            "\"transaction_id_assigned\": false",
            "\"transaction_id_assigned\": true",
        ),
        ("\"read_only\": \"on\"", "\"read_only\": \"off\""),
        ("repeatable read", "read committed"),
        ("\"state\": \"", "\"state\": \"0"),
        ("\"format\": 1", "\"format\": 2"),
        ("\"exit\": {", "\"leave\": {"),
        ("\"rows\": 50", "\"rows\": 51"),
    ] {
        assert!(text.contains(from), "{from}");
        assert!(
            BeforeState::of_json(&text.replacen(from, to, 1)).is_err(),
            "{from}"
        );
        assert!(
            BeforeState::of_json(&text.replace(from, to)).is_err(),
            "{from}"
        );
    }
}

/// Two captures that do not agree are no state before, whoever has written in between.
#[test]
fn a_state_that_changes_while_it_is_captured_is_refused() {
    let url = new_database();
    execute(&url, BASELINE);
    let mut sessions = 0;
    let mut session = || -> Result<Connection, Obstacle> {
        sessions += 1;
        if sessions == 2 {
            execute(&url, "INSERT INTO notes VALUES (2, 2)");
        }
        Ok(connect(&url).expect("a connection"))
    };
    let scope = CaptureScope::everything();
    let obstacle = BeforeState::capture(&mut session, &scope, &probes(), &[]).expect_err("changed");
    assert!(
        obstacle.detail.contains("not the same in two captures"),
        "{obstacle}"
    );

    let mut restless = probes();
    restless[0].sql = "SELECT clock_timestamp()".to_owned();
    let mut session = || Ok(connect(&url).expect("a connection"));
    let obstacle =
        BeforeState::capture(&mut session, &scope, &restless, &[]).expect_err("restless");
    assert!(obstacle.detail.contains("asked again: good"), "{obstacle}");
    restless[0].sql = "SELECT missing".to_owned();
    assert!(BeforeState::capture(&mut session, &scope, &restless, &[]).is_err());
}

#[test]
fn production_and_the_source_are_never_replaced() {
    let setting = Setting::new();
    execute(&setting.url, RELEASE);
    let mut connection = connect(&setting.url).expect("a connection");
    let production = [DatabaseIdentity::read(&mut connection).expect("an identity")];
    drop(connection);
    let rollback = Rollback {
        protected: &production,
        ..setting.rollback()
    };
    let obstacle = rollback
        .roll_back(&setting.snapshot)
        .expect_err("protected");
    assert!(obstacle.detail.contains("never replaced"), "{obstacle}");
    execute(&setting.url, "SELECT axis FROM funds");
}

#[test]
fn a_table_that_changes_without_being_named_is_told() {
    let setting = Setting::new();
    execute(
        &setting.url,
        "CREATE FUNCTION log_it() RETURNS trigger LANGUAGE plpgsql
           AS 'BEGIN INSERT INTO notes VALUES (9, 1); RETURN NEW; END';
         CREATE TRIGGER logs AFTER UPDATE ON funds FOR EACH ROW EXECUTE FUNCTION log_it();
         UPDATE funds SET name = 'x' WHERE id = 1",
    );
    let mut connection = connect(&setting.url).expect("a connection");
    let after = Snapshot::capture(&mut connection, &CaptureScope::everything()).expect("captured");
    let before = setting.before.snapshot();
    let surfaces = Surfaces::of(["UPDATE funds SET name = 'x' WHERE id = 1"]);
    assert_eq!(surfaces.changed_beyond(before, &after), ["public.notes"]);
    let surfaces = Surfaces::of(["UPDATE funds SET name = (SELECT max(id) FROM notes)"]);
    assert!(surfaces.changed_beyond(before, &after).is_empty());
}
