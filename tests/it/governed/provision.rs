//! Phase 0: a clone is an exact copy that nobody else is in, or the rehearsal stops.

use alembic_rs::governance::{Outcome, Phase, RootCause};

use super::stage::Stage;
use super::walk::Stop;
use crate::db::support::connect;
use crate::upgrade::project::column;

/// The rehearsal must stop in phase 0, and neither database may be changed by it.
fn assert_not_a_copy(
    stage: &Stage,
    (status, gate, cause): (u8, &'static str, RootCause),
) -> String {
    let before = stage.source_state();
    let copy_before = stage.has_clone().then(|| stage.clone_state());
    let walk = stage.rehearse();
    let detail = walk.assert_stops(&Stop {
        status,
        phase: Phase::Provision,
        gate,
        cause,
    });
    assert_eq!(stage.source_state(), before);
    if let Some(before) = copy_before {
        assert_eq!(stage.clone_state(), before);
    }
    detail
}

const NOT_EXACT: (u8, &str, RootCause) =
    (11, "clone-exact-copy", RootCause::StructuralParityMismatch);

#[test]
fn a_clone_made_by_a_dump_is_a_copy() {
    let stage = Stage::new();
    stage.edit("release.toml", "method = \"template\"", "method = \"dump\"");
    let walk = stage.rehearse();
    walk.assert_passes();
    let attestation = walk.file("clone_provisioning_attestation.log");
    assert!(
        attestation.contains("pg_dump") && attestation.contains("T0: "),
        "{attestation}"
    );
}

#[test]
fn a_clone_that_is_there_and_proven_to_be_a_copy_is_used() {
    let stage = Stage::with_clone("SELECT 1");
    stage.rehearse().assert_passes();
}

#[test]
fn a_row_missing_in_the_clone_stops() {
    let stage = Stage::with_clone("DELETE FROM investor_statements WHERE id IN (1, 2)");
    let detail = assert_not_a_copy(&stage, NOT_EXACT);
    assert!(detail.contains("investor_statements"), "{detail}");
}

#[test]
fn rows_beyond_the_tolerance_stop_and_a_row_within_it_does_not() {
    let unused = "DELETE FROM users u WHERE NOT EXISTS (SELECT FROM funds WHERE manager_id = u.id)
        AND NOT EXISTS (SELECT FROM investor_commitments WHERE investor_id = u.id)
        AND NOT EXISTS (SELECT FROM document_registry WHERE uploaded_by = u.id)
        AND NOT EXISTS (SELECT FROM investor_statements WHERE investor_id = u.id)
        AND email LIKE";
    // Two of 1200 are 0.17 %, one is 0.08 %; 0.1 % is allowed.
    let stage = Stage::with_clone(&format!("{unused} 'person119_@%'"));
    assert!(column(stage.copy(), "SELECT count(*)::text FROM users") < vec!["1199".to_owned()]);
    let detail = assert_not_a_copy(&stage, NOT_EXACT);
    assert!(detail.contains("users"), "{detail}");

    let stage = Stage::with_clone(&format!("{unused} 'person1199@%'"));
    assert_eq!(
        column(stage.copy(), "SELECT count(*)::text FROM users"),
        ["1199"]
    );
    let walk = stage.rehearse();
    assert_eq!(
        walk.judgement("row-count-parity").outcome,
        Outcome::Passed,
        "{walk:#?}"
    );
    let text = walk.file("clone_rowcount_parity.log");
    assert!(text.contains("1199") && text.contains("1200"), "{text}");
}

#[test]
fn an_explanation_of_other_numbers_explains_nothing() {
    let stage = Stage::with_clone("DELETE FROM monthly_report_packs WHERE status = 'draft'");
    let missing = column(
        stage.copy(),
        "SELECT count(*)::text FROM monthly_report_packs",
    );
    let rows: u64 = missing[0].parse().expect("a number");
    for (source, copy, is_explained) in [
        (144, rows, true),
        (144, rows + 1, false),
        (143, rows, false),
    ] {
        let release = Stage::with_clone("DELETE FROM monthly_report_packs WHERE status = 'draft'");
        release.edit(
            "release.toml",
            "tolerance = 0.001\n",
            &format!(
                "tolerance = 0.001\n\n[[row_counts.explained]]\ntable = \"monthly_report_packs\"\n\
                 source = {source}\nclone = {copy}\nreason = \"drafts are not copied\"\n"
            ),
        );
        let walk = release.rehearse();
        let passed = walk
            .ledger()
            .judgements()
            .any(|judged| judged.gate == "row-count-parity" && judged.outcome == Outcome::Passed);
        assert_eq!(passed, is_explained, "{source} {copy}: {walk:#?}");
    }
}

#[test]
fn a_clone_of_another_structure_stops() {
    let stage = Stage::with_clone("DROP INDEX ix_counterparties_name");
    let detail = assert_not_a_copy(&stage, NOT_EXACT);
    assert!(detail.contains("ix_counterparties_name"), "{detail}");
}

#[test]
fn a_database_of_the_clone_s_name_is_not_replaced_unasked() {
    let stage = Stage::with_clone("CREATE TABLE precious (); DROP TABLE retention_rules CASCADE");
    stage.edit(
        "release.toml",
        "method = \"existing\"",
        "method = \"template\"",
    );
    let detail = assert_not_a_copy(&stage, (10, "clone-provisioned", RootCause::SqlDrift));
    assert!(detail.contains("replace"), "{detail}");
    assert_eq!(
        column(stage.copy(), "SELECT to_regclass('precious')::text"),
        ["precious"]
    );
}

#[test]
fn a_foreign_session_in_the_clone_stops() {
    let stage = Stage::with_clone("SELECT 1");
    let other = connect(stage.copy()).expect("a connection");
    let detail = assert_not_a_copy(&stage, (10, "clone-isolated", RootCause::SqlDrift));
    assert!(detail.contains("not isolated"), "{detail}");
    drop(other);
}

#[test]
fn a_clone_that_is_the_source_itself_stops() {
    let mut stage = Stage::new();
    let source = super::stage::name_of(stage.source());
    let copy = super::stage::name_of(stage.copy());
    stage.edit(
        "release.toml",
        "method = \"template\"",
        "method = \"existing\"",
    );
    stage.set(
        "CLONE_DATABASE_URL",
        &stage.source().to_string().replace(":***@", "@"),
    );
    let before = stage.source_state();
    let walk = stage.rehearse();
    assert_eq!(walk.answer.exit, Some(10), "{walk:#?}");
    assert_eq!(stage.source_state(), before);

    // Nor where the release file says so.
    stage.edit(
        "release.toml",
        &format!("\"{copy}\""),
        &format!("\"{source}\""),
    );
    let walk = stage.rehearse();
    assert!(!matches!(walk.answer.exit, Some(0)), "{walk:#?}");
    assert_eq!(stage.source_state(), before);
}

#[test]
fn a_missing_backup_attestation_stops() {
    let stage = Stage::new();
    stage.edit(
        "release.toml",
        "no_backup = \"it is made from the source again whenever it is needed\"",
        "backup_attestation = \"attestations/clone_backup.toml\"",
    );
    let before = stage.source_state();
    let walk = stage.rehearse();
    assert!(matches!(walk.answer.exit, Some(10 | 14)), "{walk:#?}");
    assert_eq!(stage.source_state(), before);
}

#[test]
fn too_little_room_on_the_disk_stops_before_the_clone_is_made() {
    let stage = Stage::new();
    stage.edit(
        "release.toml",
        "method = \"template\"",
        "method = \"template\"\nminimal_free_bytes = 9000000000000000000",
    );
    assert_not_a_copy(&stage, (10, "disk-headroom", RootCause::SqlDrift));
    assert!(!stage.has_clone());
}
