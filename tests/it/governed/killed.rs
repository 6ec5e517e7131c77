//! A walk that somebody stops: by a signal it ends in order, killed it leaves what tells of it.

use std::path::PathBuf;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::Duration;

use alembic_rs::config::DatabaseUrl;
use alembic_rs::governance::{Decision, Event, FailureClass, Outcome, Phase, Status, decide};

use super::approved::Approved;
use super::stage::{Stage, name_of};
use super::walk::Walk;
use crate::db::support::connect;
use crate::program::{Answer, root, run};
use crate::upgrade::project::column;

/// A statement that takes longer than anybody waits, on the rows of the fixture.
const ENDLESS: &str = "SELECT count(*) FROM covenants a, covenants b, covenants c, covenants d,
        covenants e, covenants f";

/// Waits until a question has an answer; the program must not have ended before.
fn until(server: &DatabaseUrl, question: &str, child: &mut Child) {
    while column(server, question).is_empty() {
        let state = child.try_wait().expect("a state");
        assert_eq!(state, None, "it ended early");
        sleep(Duration::from_millis(50));
    }
}

/// Who is in a database, but for the one that asks.
fn sessions(database: &str) -> String {
    format!(
        "SELECT pid::text || ' ' || coalesce(state, '') || ' ' || query FROM pg_stat_activity
          WHERE datname = '{database}' AND pid <> pg_backend_pid()
            AND backend_type IN ('client backend', 'parallel worker')"
    )
}

/// Waits until nobody is in a database any more.
fn until_nobody_is_in(server: &DatabaseUrl, database: &str) {
    // A server looks for its client every two seconds; 600 turns are half a minute.
    for _ in 0..600 {
        if column(server, &sessions(database)).is_empty() {
            return;
        }
        sleep(Duration::from_millis(50));
    }
    panic!("{:#?}", column(server, &sessions(database)));
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill")
        .args([name, &child.id().to_string()])
        .status();
    assert!(sent.expect("kill is there").success());
}

/// A rehearsal in the middle of the endless statement of its upgrade.
fn rehearsal_at_work(stage: &Stage) -> (Child, PathBuf) {
    let evidence = stage.path("evidence_stopped");
    let folder = evidence.to_string_lossy().into_owned();
    let mut child = stage.start(&["release", "rehearse", "--evidence", &folder]);
    let server = stage.source().with_database("postgres");
    until(&server, &at_work_in(&name_of(stage.copy())), &mut child);
    (child, evidence)
}

fn at_work_in(database: &str) -> String {
    format!(
        "SELECT pid::text FROM pg_stat_activity
          WHERE datname = '{database}' AND state = 'active' AND query LIKE '%covenants a%'
            AND pid <> pg_backend_pid()"
    )
}

/// A walk that was not waited for.
fn stopped(child: &mut Child, evidence: PathBuf) -> Walk {
    Walk {
        answer: Answer {
            exit: child.wait().expect("an end").code(),
            stdout: String::new(),
            stderr: String::new(),
        },
        evidence,
    }
}

/// Demands a sealed BLOCKER because of a signal, which says where the walk was stopped.
fn assert_ended_in_order(walk: &Walk, name: &str, (phase, gate): (Phase, &str)) -> Decision {
    assert_eq!(walk.answer.exit, Some(15), "{walk:#?}");
    let ledger = walk.ledger();
    let decision = decide(&ledger);
    assert_eq!(decision.status, Status::Blocker);
    assert_eq!(decision.exit_status, 15, "{decision:#?}");
    let failed = ledger
        .judgements()
        .find(|judged| matches!(judged.outcome, Outcome::Failed { .. }))
        .expect("a gate has failed");
    assert_eq!(
        (failed.phase, failed.gate.as_str()),
        (phase, gate),
        "{failed:#?}"
    );
    assert!(
        matches!(
            failed.outcome,
            Outcome::Failed {
                class: FailureClass::Halted,
                ..
            }
        ),
        "{failed:#?}"
    );
    let told = format!("stopped by {name}");
    assert!(failed.detail.contains(&told), "{failed:#?}");
    let halted = ledger
        .entries()
        .iter()
        .any(|entry| matches!(entry.event, Event::Halted { .. }));
    assert!(halted && ledger.is_closed());
    assert_eq!(
        verified(walk).exit,
        Some(15),
        "it is sealed, and proves a BLOCKER"
    );
    decision
}

fn verified(walk: &Walk) -> Answer {
    let folder = walk.evidence.to_string_lossy();
    run(root(), &["release", "verify", &folder])
}

#[test]
fn a_signal_cancels_the_statement_undoes_the_upgrade_and_seals_the_evidence() {
    for (option, name) in [("-TERM", "SIGTERM"), ("-INT", "SIGINT")] {
        let stage = Stage::with_statement("0020", ENDLESS);
        let before = stage.source_state();
        let (mut child, evidence) = rehearsal_at_work(&stage);
        signal(&child, option);
        let walk = stopped(&mut child, evidence);
        assert_ended_in_order(&walk, name, (Phase::Upgrade, "upgrade-completes"));
        let judged = walk.judgement("upgrade-completes");
        assert_eq!(judged.facts["nothing_changed"], "proven by a new session");
        assert_eq!(judged.facts["signal"], name);
        let log = walk.file("clone_upgrade_0019_to_head.log");
        assert!(log.contains("-- undone explicitly\n| ROLLBACK;"), "{log}");
        let server = stage.source().with_database("postgres");
        assert_eq!(column(&server, &sessions(&name_of(stage.copy()))), [""; 0]);
        assert_eq!(stage.source_state(), before);
        stage.assert_clone_is_as_its_source();
        assert!(stage.has_snapshot());
        assert_eq!(stage.rehearse().answer.exit, Some(15), "it is halted");
        // What it has left is enough to go back.
        stage.roll_back(&walk).assert_passes();
        assert_eq!(stage.clone_state(), before);
    }
}

#[test]
fn a_signal_while_the_clone_is_filled_leaves_no_clone() {
    let stage = Stage::new();
    stage.edit("release.toml", "method = \"template\"", "method = \"dump\"");
    stage.edit(
        "release.toml",
        "lock_timeout = \"5s\"",
        "lock_timeout = \"10min\"",
    );
    let before = stage.source_state();
    let mut other = connect(stage.source()).expect("a connection");
    other.begin().expect("begun");
    other
        .execute("LOCK TABLE exchange_rates IN ACCESS EXCLUSIVE MODE")
        .expect("locked");
    let evidence = stage.path("evidence_stopped");
    let folder = evidence.to_string_lossy().into_owned();
    let mut child = stage.start(&["release", "rehearse", "--evidence", &folder]);
    let waiting = format!(
        "SELECT pid::text FROM pg_stat_activity
          WHERE datname = '{}' AND query LIKE 'LOCK TABLE%' AND wait_event_type = 'Lock'",
        name_of(stage.source())
    );
    until(
        &stage.source().with_database("postgres"),
        &waiting,
        &mut child,
    );
    signal(&child, "-TERM");
    let walk = stopped(&mut child, evidence);
    other.rollback().expect("rolled back");
    other.close();
    assert_ended_in_order(&walk, "SIGTERM", (Phase::Provision, "clone-provisioned"));
    assert!(
        !stage.has_clone(),
        "{}",
        walk.file("clone_provisioning_attestation.log")
    );
    assert_eq!(stage.source_state(), before);
}

#[test]
fn a_killed_rehearsal_proves_nothing_and_the_next_run_says_what_to_do() {
    let stage = Stage::with_statement("0020", ENDLESS);
    let before = stage.source_state();
    let (mut child, evidence) = rehearsal_at_work(&stage);
    child.kill().expect("it is killed");
    let walk = stopped(&mut child, evidence);
    assert_eq!(walk.answer.exit, None, "a signal has ended it");
    // Its sessions end by themselves, in the middle of the statement.
    until_nobody_is_in(
        &stage.source().with_database("postgres"),
        &name_of(stage.copy()),
    );
    stage.assert_clone_is_as_its_source();
    let answer = verified(&walk);
    assert_eq!(answer.exit, Some(10), "{answer:#?}");
    assert!(answer.stdout.contains("not closed"), "{answer:#?}");

    let next = stage.rehearse();
    assert_eq!(next.answer.exit, Some(15), "{next:#?}");
    let detail = next.detail("no-unresolved-halt");
    for told in [
        "was killed",
        "release rollback --rehearsal",
        "release resolve",
    ] {
        assert!(detail.contains(told), "{told}: {detail}");
    }

    // The snapshot and its record are there: the clone can be brought back.
    stage.roll_back(&walk).assert_passes();
    assert_eq!(stage.clone_state(), before);
    // A file of a folder without a seal is held against the ledger.
    std::fs::write(walk.evidence.join("rollback_snapshot.json"), "{}").expect("it can be written");
    let refused = stage.roll_back(&walk);
    assert_eq!(refused.answer.exit, Some(10), "{refused:#?}");
    assert!(
        refused
            .detail("rollback-snapshot-verified")
            .contains("not what the ledger recorded")
    );
}

#[test]
fn a_signal_stops_a_cutover_and_production_is_as_it_was_stamped() {
    let quick = "SELECT count(*) FROM covenants a, covenants b, covenants c";
    let release = Approved::rehearsed(Stage::with_statement("0020", quick)).with_leave();
    release.stage.on_source(
        "INSERT INTO covenants (facility_id, name, test_frequency, threshold)
         SELECT facility_id, name || ' ' || n, test_frequency, threshold
           FROM covenants, generate_series(1, 200) AS n",
    );
    let documents = "SELECT md5(string_agg(d::text, ',' ORDER BY d.id)) FROM document_registry d";
    let before = column(release.stage.source(), documents);
    let (mut child, evidence) = release.start_to_cut_over();
    let production = name_of(release.stage.source());
    let server = release.stage.source().with_database("postgres");
    until(&server, &at_work_in(&production), &mut child);
    signal(&child, "-TERM");
    let walk = stopped(&mut child, evidence);
    assert_ended_in_order(&walk, "SIGTERM", (Phase::Upgrade, "upgrade-completes"));
    assert!(walk.file("HALTED.md").contains("point-in-time recovery"));
    assert_eq!(column(&server, &sessions(&production)), [""; 0]);
    let source = release.stage.source();
    assert_eq!(column(source, documents), before);
    assert_eq!(
        column(source, "SELECT version_num FROM alembic_version"),
        ["0019_nav_snapshots_and_investor_statements"]
    );
    assert!(
        column(
            source,
            "SELECT 1::text WHERE to_regclass('ai_documents') IS NOT NULL"
        )
        .is_empty()
    );
    assert_eq!(release.cut_over().answer.exit, Some(15), "it is halted");
}
