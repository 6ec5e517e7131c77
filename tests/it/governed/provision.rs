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
fn another_position_of_a_sequence_stops() {
    for (sql, sequence) in [
        (
            "SELECT nextval('capital_call_number')",
            "capital_call_number",
        ),
        // Given out or to be given out: the next value is another one.
        (
            "SELECT setval('share_classes_id_seq', last_value, NOT is_called)
               FROM share_classes_id_seq",
            "share_classes_id_seq",
        ),
    ] {
        let stage = Stage::with_clone(sql);
        let detail = assert_not_a_copy(&stage, NOT_EXACT);
        assert!(detail.contains(sequence), "{detail}");
    }
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
fn a_backup_attestation_that_has_expired_stops_and_a_fresh_one_does_not() {
    use jiff::{SignedDuration, Timestamp};

    let stage = Stage::new();
    stage.edit(
        "release.toml",
        "no_backup = \"it is made from the source again whenever it is needed\"",
        "backup_attestation = \"attestations/clone_backup.toml\"\nreplace = true",
    );
    let plan = stage.plan();
    let digest = alembic_rs::governance::Digest::of_file(std::path::Path::new(&plan));
    let digest = digest.expect("the plan").to_string();
    let attest = |ago: SignedDuration, valid_until: Timestamp| {
        let _ = std::fs::remove_file(stage.path("attestations/clone_backup.toml"));
        stage.append(
            "attestations/clone_backup.toml",
            &format!(
                "attested_by = \"the DBA on duty\"\nat = \"{}\"\nplan = \"{digest}\"\n\
                 target = \"{}\"\nstatement = \"The clone's server is backed up.\"\n\
                 valid_until = \"{valid_until}\"\n",
                Timestamp::now() - ago,
                super::stage::name_of(stage.copy())
            ),
        );
    };
    let now = Timestamp::now();
    let hour = SignedDuration::from_hours(1);
    let before = stage.source_state();
    for (ago, valid_until, said) in [
        (hour * 25, now + hour, "24h"),
        (hour * 2, now - hour, "valid until"),
    ] {
        attest(ago, valid_until);
        let walk = stage.rehearse_with(&["--plan", &plan]);
        let detail = walk.assert_stops(&Stop {
            status: 14,
            phase: Phase::Provision,
            gate: "backup-attested",
            cause: RootCause::SqlDrift,
        });
        assert!(detail.contains(said), "{detail}");
        assert_eq!(stage.source_state(), before);
        stage.assert_clone_is_as_its_source();
        std::fs::remove_dir_all(stage.path(".alembic-rs")).expect("the halt is remembered");
    }
    attest(hour * 23, now + hour);
    let walk = stage.rehearse_with(&["--plan", &plan]);
    walk.assert_passes();
    assert_eq!(walk.judgement("backup-attested").outcome, Outcome::Passed);
    assert!(walk.detail("backup-attested").contains("the DBA on duty"));
}

#[test]
fn a_clone_that_is_too_old_or_does_not_tell_its_age_stops() {
    let name = |stage: &Stage| super::stage::name_of(stage.copy());
    let marked = |taken_at: &str| {
        let stage = Stage::with_clone("SELECT 1");
        super::stage::execute(
            stage.copy(),
            &format!(
                "COMMENT ON DATABASE {} IS 'alembic-rs clone, complete, taken at {taken_at}'",
                name(&stage)
            ),
        );
        stage
    };
    let now = jiff::Timestamp::now();
    let old = (now - jiff::SignedDuration::from_hours(25)).to_string();
    let recent = (now - jiff::SignedDuration::from_hours(23)).to_string();
    let with_limit = |stage: Stage| {
        let limit = "method = \"existing\"\nmaximal_age = \"24h\"";
        stage.edit("release.toml", "method = \"existing\"", limit);
        stage
    };
    let refused = (10, "clone-provisioned", RootCause::SqlDrift);
    let detail = assert_not_a_copy(&with_limit(marked(&old)), refused);
    assert!(detail.contains("24h"), "{detail}");
    let detail = assert_not_a_copy(&with_limit(Stage::with_clone("SELECT 1")), refused);
    assert!(detail.contains("how old the clone is"), "{detail}");
    with_limit(marked(&recent)).rehearse().assert_passes();
}

#[test]
fn a_clone_that_is_production_stops() {
    let mut stage = Stage::with_clone("SELECT 1");
    let source = super::stage::name_of(stage.source());
    let production = format!("{source}_of_the_cutover");
    super::stage::execute(
        &stage.source().with_database("postgres"),
        &format!("CREATE DATABASE {production} TEMPLATE {source}"),
    );
    // [production] is neither the source nor, by its name, the clone; the variables say otherwise.
    let text = std::fs::read_to_string(stage.path("release.toml")).expect("the release");
    let (before, after) = text.split_once("[production]").expect("a production");
    let after = after.replacen(&format!("\"{source}\""), &format!("\"{production}\""), 1);
    std::fs::write(
        stage.path("release.toml"),
        format!("{before}[production]{after}"),
    )
    .expect("it can be written");
    let url = stage.source().with_database(&production);
    let exposed = url.to_string().replace(":***@", "@");
    for variable in ["DATABASE_URL", "PG_DSN", "CLONE_DATABASE_URL"] {
        stage.set(variable, &exposed);
    }
    let rows = "SELECT count(*)::text FROM document_registry";
    let detail = assert_not_a_copy(&stage, (10, "clone-not-production", RootCause::SqlDrift));
    assert!(detail.contains("the clone is the production"), "{detail}");
    assert_eq!(column(&url, rows), ["240"]);
    assert!(column(&url, "SELECT to_regclass('alembic_version')::text").is_empty());
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
