//! The cutover: fifteen files and a PASS, or a stop that changes nothing.

use std::fs;

use alembic_rs::governance::{Phase, RootCause};
use jiff::{SignedDuration, Timestamp};

use super::approved::Approved;
use super::stage::Stage;
use super::walk::Stop;
use crate::upgrade::project::column;

const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// The files that the runbook names.
const EVIDENCE: [&str; 15] = [
    "prod_preflight_approval_attestation.log",
    "prod_write_freeze_attestation.log",
    "prod_pitr_window_attestation.log",
    "prod_heads_preflight.log",
    "prod_history_preflight.log",
    "prod_anchor_structural_parity_0019.log",
    "prod_monthly_report_packs_fks.log",
    "prod_alembic_width_precheck.log",
    "prod_alembic_width_correction.log",
    "prod_stamp_anchor.log",
    "prod_current_post_stamp.log",
    "prod_upgrade_0019_to_head.log",
    "prod_post_upgrade_current.log",
    "prod_post_upgrade_heads.log",
    "prod_ai4_object_parity.log",
];

/// The cutover must stop before anything is changed.
fn assert_refused(release: &Approved, (status, gate): (u8, &'static str)) -> String {
    let before = release.stage.source_state();
    let detail = release.cut_over().assert_stops(&Stop {
        status,
        phase: Phase::Preconditions,
        gate,
        cause: RootCause::SqlDrift,
    });
    assert_eq!(release.stage.source_state(), before);
    detail
}

#[test]
fn a_rehearsed_release_is_run_on_production_and_leaves_fifteen_files() {
    let release = Approved::new();
    let walk = release.cut_over();
    walk.assert_passes();
    for name in EVIDENCE {
        assert!(!walk.file(name).trim().is_empty(), "{name}");
    }
    let rows = column(
        release.stage.source(),
        "SELECT version_num FROM alembic_version",
    );
    assert_eq!(rows, ["70a79686336c"]);

    // A second cutover is refused by the guard.
    let before = release.stage.source_state();
    release.cut_over().assert_stops(&Stop {
        status: 3,
        phase: Phase::Preconditions,
        gate: "rerun-guard",
        cause: RootCause::SqlDrift,
    });
    assert_eq!(release.stage.source_state(), before);
}

#[test]
fn a_cutover_that_is_not_confirmed_by_the_name_of_its_database_is_not_begun() {
    let release = Approved::rehearsed(Stage::new());
    let before = release.stage.source_state();
    let walk = release.cut_over_as("netzprod_of_somebody_else");
    assert_eq!(walk.answer.exit, Some(2), "{walk:#?}");
    assert!(!walk.evidence.exists());
    assert_eq!(release.stage.source_state(), before);
}

#[test]
fn a_missing_approval_stops() {
    let release = Approved::new();
    release.withdraw("governance");
    let detail = assert_refused(&release, (14, "approvals"));
    assert!(detail.contains("governance"), "{detail}");
}

#[test]
fn one_person_in_two_roles_stops() {
    let release = Approved::new();
    release.withdraw("governance");
    release.approve("governance", "execution@example.org", "execution", HOUR);
    assert_refused(&release, (14, "approvals"));
}

#[test]
fn an_approval_that_has_expired_stops() {
    let release = Approved::new();
    release.withdraw("execution");
    let now = Timestamp::now();
    let over = (now - HOUR * 3, now - HOUR);
    release.approve_between("execution", "execution@example.org", "execution", over);
    assert_refused(&release, (14, "approvals"));
}

#[test]
fn an_approval_of_another_plan_stops() {
    let release = Approved::new();
    let file = release.approval("governance");
    let text = fs::read_to_string(&file).expect("it is there");
    let line = text
        .lines()
        .find(|line| line.starts_with("plan: "))
        .expect("a plan");
    let other = format!("plan: {}", "0".repeat(64));
    fs::remove_file(format!("{file}.sig")).expect("it is there");
    fs::write(&file, text.replace(line, &other)).expect("it can be written");
    release.sign(&file, "governance");
    assert_refused(&release, (14, "approvals"));
}

#[test]
fn an_approval_that_was_changed_after_it_was_signed_stops() {
    let release = Approved::new();
    let file = release.approval("governance");
    let text = fs::read_to_string(&file).expect("it is there");
    fs::write(&file, text.replace("example.org", "example.com")).expect("it can be written");
    assert_refused(&release, (14, "approvals"));
}

#[test]
fn a_window_that_is_not_open_stops() {
    let release = Approved::rehearsed(Stage::new());
    let now = Timestamp::now();
    for (role, principal) in [
        ("execution", "execution@example.org"),
        ("governance", "governance@example.org"),
    ] {
        release.approve_between(role, principal, role, (now + HOUR, now + HOUR * 2));
    }
    for name in ["preflight_approval", "write_freeze", "pitr_window"] {
        release.attest(name, SignedDuration::ZERO);
    }
    let walk = release.cut_over();
    assert_eq!(walk.answer.exit, Some(14), "{walk:#?}");
}

#[test]
fn a_missing_attestation_stops() {
    let release = Approved::new();
    for name in ["pitr_window", "write_freeze", "preflight_approval"] {
        let path = release.stage.path(&format!("attestations/{name}.toml"));
        fs::remove_file(path).expect("it is there");
        let before = release.stage.source_state();
        let walk = release.cut_over();
        assert_eq!(walk.answer.exit, Some(14), "{walk:#?}");
        assert!(walk.detail(&format!("attestation-{name}")).contains(name));
        assert_eq!(release.stage.source_state(), before);
        release.attest(name, SignedDuration::ZERO);
    }
}

#[test]
fn an_attestation_that_is_too_old_stops() {
    let release = Approved::new();
    release.attest("write_freeze", HOUR * 2);
    assert_refused(&release, (14, "attestation-write_freeze"));
}

#[test]
fn a_file_that_is_not_committed_stops() {
    let stage = Stage::new();
    stage.append("versions/notes.txt", "as it was committed");
    let release = Approved::rehearsed(stage).with_leave();
    release
        .stage
        .append("versions/notes.txt", ", and changed since");
    let detail = assert_refused(&release, (10, "working-tree-clean"));
    assert!(detail.contains("notes.txt"), "{detail}");
}

#[test]
fn a_rehearsal_that_was_tampered_with_stops() {
    let release = Approved::new();
    let copy = release.stage.path("evidence_tampered");
    fs::create_dir(&copy).expect("a folder");
    for entry in fs::read_dir(release.rehearsal()).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("text");
        let name = path.file_name().expect("a name");
        let text = if name == "clone_rowcount_parity.log" {
            text + "\n"
        } else {
            text
        };
        fs::write(copy.join(name), text).expect("it can be written");
    }
    let release = release.with_rehearsal(&copy);
    let detail = assert_refused(&release, (10, "rehearsal-passed"));
    assert!(detail.contains("clone_rowcount_parity.log"), "{detail}");
}

#[test]
fn a_rehearsal_that_was_blocked_stops() {
    let stage = Stage::new();
    stage.edit(
        "release.toml",
        "minimum = 30\nmaximum = 60",
        "minimum = 30\nmaximum = 39",
    );
    let release = Approved::rehearsed(stage);
    // Whatever was done about the halt: the rehearsal was no PASS.
    fs::remove_dir_all(release.stage.path(".alembic-rs")).expect("the halt is remembered");
    assert_refused(&release, (10, "rehearsal-passed"));
}

#[test]
fn a_rehearsal_that_is_too_old_stops() {
    let stage = Stage::new();
    stage.append("release.toml", "\n[rehearsal]\nmaximal_age = \"1ms\"\n");
    let release = Approved::rehearsed(stage).with_leave();
    let detail = assert_refused(&release, (10, "rehearsal-passed"));
    assert!(detail.contains("1ms"), "{detail}");
}

#[test]
fn a_configuration_that_was_changed_after_it_was_approved_stops_and_needs_approval_anew() {
    let release = Approved::new();
    release.stage.append("alembic.ini", "\n# changed since\n");
    let detail = assert_refused(&release, (10, "plan-unchanged"));
    assert!(detail.contains("alembic.ini"), "{detail}");
    // Another plan can be made of it, which nobody has approved.
    let plan = release.stage.plan();
    let answer = release.stage.run(&["release", "approve", "--plan", &plan]);
    assert_eq!(answer.exit, Some(14), "{answer:#?}");
}

#[test]
fn a_plan_that_was_tampered_with_after_it_was_approved_stops() {
    let release = Approved::new();
    let plan = release.stage.path("plan.json");
    let text = fs::read_to_string(&plan).expect("the plan");
    assert!(text.contains("\"maximum\": 60"), "{text}");
    fs::write(&plan, text.replace("\"maximum\": 60", "\"maximum\": 6000")).expect("written");
    assert_refused(&release, (10, "plan-unchanged"));
}

#[test]
fn a_production_session_in_clear_text_stops_where_encryption_is_demanded() {
    let stage = Stage::new();
    stage.edit("release.toml", "require_ssl = false", "require_ssl = true");
    let mut release = Approved::rehearsed(stage).with_leave();
    let url = release.stage.source().to_string().replace(":***@", "@");
    let asking = if url.contains('?') { "&" } else { "?" };
    // A URL that would do without is refused before it is used; a session that is not encrypted,
    // whatever the URL asks for, by the server's own word.
    for (mode, gate) in [
        ("prefer", "target-identity"),
        ("require", "session-encryption"),
        ("verify-full", "session-encryption"),
    ] {
        for variable in ["DATABASE_URL", "PG_DSN"] {
            let url = format!("{url}{asking}sslmode={mode}");
            release.stage.set(variable, &url);
        }
        let before = release.stage.source_state();
        let walk = release.cut_over();
        let detail = walk.assert_stops(&Stop {
            status: 10,
            phase: Phase::Preconditions,
            gate,
            cause: RootCause::Ssl,
        });
        assert!(detail.contains("require_ssl"), "{mode}: {detail}");
        assert_eq!(release.stage.source_state(), before);
    }
}

#[test]
fn two_variables_of_two_databases_stop() {
    let mut release = Approved::new();
    let other = release.stage.copy().to_string().replace(":***@", "@");
    release.stage.set("PG_DSN", &other);
    assert_refused(&release, (10, "same-database-twice"));
}

#[test]
fn a_production_that_has_drifted_halts_and_stays_halted_until_somebody_resolves_it() {
    let release = Approved::new();
    release.stage.on_source("CREATE TABLE grown_overnight ()");
    let before = release.stage.source_state();
    let walk = release.cut_over();
    let detail = walk.assert_stops(&Stop {
        status: 11,
        phase: Phase::Validate,
        gate: "anchor-parity",
        cause: RootCause::StructuralParityMismatch,
    });
    assert!(detail.contains("grown_overnight"), "{detail}");
    assert!(walk.file("HALTED.md").contains("point-in-time recovery"));
    assert_eq!(
        release.stage.source_state(),
        before,
        "nothing is restored by itself"
    );
}

#[test]
fn a_statement_that_was_not_rehearsed_is_not_executed() {
    let stage = Stage::new();
    stage.edit(
        "versions/0020_ai_engine_wave_ai1.py",
        "def upgrade() -> None:\n",
        "def upgrade() -> None:\n    covenants = op.get_bind().execute(\n        \
         sa.text(\"SELECT count(*) FROM covenants\")\n    ).scalar()\n    if covenants > 160:\n        \
         op.execute(\"CREATE INDEX ix_covenants_name ON covenants (name)\")\n",
    );
    let release = Approved::rehearsed(stage).with_leave();
    release.stage.on_source(
        "INSERT INTO covenants (facility_id, name, test_frequency, threshold)
         SELECT facility_id, 'one more', test_frequency, threshold FROM covenants LIMIT 1",
    );
    let walk = release.cut_over();
    let detail = walk.assert_stops(&Stop {
        status: 10,
        phase: Phase::Upgrade,
        gate: "transcript-identity",
        cause: RootCause::SqlDrift,
    });
    assert!(detail.contains("rehears"), "{detail}");
    let index = column(
        release.stage.source(),
        "SELECT to_regclass('ix_covenants_name')::text",
    );
    assert!(index.is_empty());
    let rows = column(
        release.stage.source(),
        "SELECT version_num FROM alembic_version",
    );
    assert_eq!(rows, ["0019_nav_snapshots_and_investor_statements"]);
}

/// What may be rolled back in production needs authorisations of its own, by two more people.
#[test]
fn each_kind_of_authorisation_is_needed_and_each_by_another_person() {
    let kinds = ["opt_4", "production_rollback"];
    let stage = Stage::new();
    stage.edit(
        "release.toml",
        "roles = [\"execution\", \"governance\"]",
        "roles = [\"execution\", \"governance\", \"opt_4\", \"production_rollback\"]",
    );
    let release = Approved::rehearsed_with(stage, &kinds).with_leave();
    for kind in kinds {
        let detail = assert_refused(&release, (14, "approvals"));
        assert!(detail.contains(kind), "{detail}");
        release.approve(kind, &format!("{kind}@example.org"), kind, HOUR);
    }
    // One person in both is nobody in the second.
    release.withdraw("production_rollback");
    release.approve("production_rollback", "opt_4@example.org", "opt_4", HOUR);
    assert_refused(&release, (14, "approvals"));
    release.withdraw("production_rollback");
    release.approve(
        "production_rollback",
        "production_rollback@example.org",
        "production_rollback",
        HOUR,
    );
    release.cut_over().assert_passes();
}
