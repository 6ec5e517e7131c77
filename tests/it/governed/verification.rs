//! Phases 4 and 5, and the closing probes: what the upgrade has made is what was to be made.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use alembic_rs::governance::{Outcome, Phase, RootCause};

use super::stage::{Stage, execute};
use super::walk::Stop;

/// The rehearsal must stop after the upgrade was committed; the source may not be changed by it.
fn assert_fails(stage: &Stage, stop: &Stop) -> String {
    let before = stage.source_state();
    let detail = stage.rehearse().assert_stops(stop);
    assert_eq!(stage.source_state(), before);
    detail
}

#[test]
fn a_missing_object_fails() {
    let stage = Stage::new();
    stage.edit(
        "release.toml",
        "    \"board_monitoring_briefs\",\n]",
        "    \"board_monitoring_briefs\",\n    \"liquidity_forecasts\",\n]",
    );
    let detail = assert_fails(
        &stage,
        &Stop {
            status: 11,
            phase: Phase::Verify,
            gate: "object-parity",
            cause: RootCause::StructuralParityMismatch,
        },
    );
    assert!(detail.contains("liquidity_forecasts"), "{detail}");
}

#[test]
fn an_index_that_is_not_valid_fails() {
    let stage = Stage::with_statement(
        "0023",
        "UPDATE pg_index SET indisvalid = false
         WHERE indexrelid = 'ix_pipeline_deals_intelligence_stage'::regclass",
    );
    stage.append(
        "release.toml",
        "\n[[backfill]]\nrevision = \"0023_ai_engine_wave_ai4_portfolio_intelligence\"\n\
         table = \"pg_index\"\nminimum = 1\nmaximum = 1\n",
    );
    let before = stage.source_state();
    let walk = stage.rehearse();
    assert!(matches!(walk.answer.exit, Some(10 | 11)), "{walk:#?}");
    assert_eq!(stage.source_state(), before);
}

#[test]
fn a_row_that_points_to_nothing_fails() {
    let stage = Stage::with_source(
        "SET session_replication_role = replica;
         UPDATE monthly_report_packs SET prepared_by = gen_random_uuid() WHERE status = 'draft';
         SET session_replication_role = origin",
    );
    let detail = assert_fails(
        &stage,
        &Stop {
            status: 10,
            phase: Phase::Verify,
            gate: "foreign-key-integrity",
            cause: RootCause::SqlDrift,
        },
    );
    assert!(detail.contains("monthly_report_packs"), "{detail}");
}

#[test]
fn a_row_that_points_to_nothing_fails_in_a_table_that_the_release_does_not_name_too() {
    let stage = Stage::with_source(
        "SET session_replication_role = replica;
         UPDATE capital_calls SET fund_id = gen_random_uuid() WHERE id = md5('call 1')::uuid;
         SET session_replication_role = origin",
    );
    let detail = assert_fails(
        &stage,
        &Stop {
            status: 10,
            phase: Phase::Verify,
            gate: "foreign-key-integrity",
            cause: RootCause::SqlDrift,
        },
    );
    assert!(detail.contains("capital_calls"), "{detail}");
}

#[test]
fn another_answer_of_a_probe_fails() {
    let stage = Stage::new();
    stage.edit(
        "release.toml",
        "before = \"20\"\nafter = \"20\"",
        "before = \"20\"\nafter = \"21\"",
    );
    let detail = assert_fails(
        &stage,
        &Stop {
            status: 10,
            phase: Phase::Verify,
            gate: "probes-after",
            cause: RootCause::SqlDrift,
        },
    );
    assert!(detail.contains("audit_events"), "{detail}");
}

#[test]
fn a_table_that_takes_no_row_fails_the_smoke_validation() {
    let stage = Stage::new();
    stage.edit(
        "versions/0023_ai_engine_wave_ai4_portfolio_intelligence.py",
        "    op.create_index(\n        \"ix_board_monitoring_briefs_latest\"",
        "    op.execute(\n        \"CREATE RULE no_rows AS ON INSERT TO cash_impact_flags DO \
         INSTEAD NOTHING\"\n    )\n    op.create_index(\n        \
         \"ix_board_monitoring_briefs_latest\"",
    );
    let detail = assert_fails(
        &stage,
        &Stop {
            status: 10,
            phase: Phase::Smoke,
            gate: "smoke",
            cause: RootCause::SqlDrift,
        },
    );
    assert!(detail.contains("cash_impact_flags"), "{detail}");
}

#[test]
fn a_smoke_validation_is_skipped_only_where_the_release_says_so() {
    let stage = Stage::new();
    stage.edit(
        "release.toml",
        "width = 64\n",
        "width = 64\nskip_smoke = \"the application tries it\"\n",
    );
    let walk = stage.rehearse();
    walk.assert_passes();
    assert_eq!(walk.judgement("smoke").outcome, Outcome::Skipped);
    assert!(
        walk.file("clone_runtime_smoke_validation.log")
            .contains("the application tries it")
    );
}

#[test]
fn a_source_that_is_changed_meanwhile_fails_the_isolation() {
    let stage = Stage::new();
    let source = stage.source().clone();
    let copy = super::stage::name_of(stage.copy());
    let watcher = source.with_database("postgres");
    let ended = Arc::new(AtomicBool::new(false));
    let is_over = Arc::clone(&ended);
    let writer = thread::spawn(move || {
        let is_made = format!(
            "SELECT 'yes' FROM pg_stat_activity WHERE datname = '{copy}' AND xact_start IS NOT NULL"
        );
        while !is_over.load(Ordering::Relaxed) {
            if !crate::upgrade::project::column(&watcher, &is_made).is_empty() {
                return execute(
                    &source,
                    "DELETE FROM document_registry WHERE deal_id IS NULL",
                );
            }
            thread::sleep(std::time::Duration::from_millis(10));
        }
        panic!("the rehearsal has never come to its clone");
    });
    let walk = stage.rehearse();
    ended.store(true, Ordering::Relaxed);
    writer.join().expect("the other session has ended");
    assert!(matches!(walk.answer.exit, Some(10 | 11)), "{walk:#?}");
    let failed = walk.ledger().judgements().any(|judged| {
        judged.gate == "source-untouched" && matches!(judged.outcome, Outcome::Failed { .. })
    });
    assert!(failed, "{walk:#?}");
}

/// The server counts no row that a TRUNCATE takes away, so that no bound of a backfill meets it.
#[test]
fn a_table_that_a_trigger_empties_without_being_named_fails() {
    let stage = Stage::with_source(
        "CREATE FUNCTION empty_rates() RETURNS trigger LANGUAGE plpgsql
           AS 'BEGIN TRUNCATE exchange_rates; RETURN NULL; END';
         CREATE TRIGGER empties_rates AFTER UPDATE ON pipeline_deals
           FOR EACH STATEMENT EXECUTE FUNCTION empty_rates()",
    );
    for object in [
        "function public.empty_rates()",
        "trigger empties_rates on public.pipeline_deals",
    ] {
        stage.append(
            "release.toml",
            &format!(
                "\n[[explained]]\nobject = \"{object}\"\nreason = \"made by hand, and known\"\n"
            ),
        );
    }
    let detail = assert_fails(
        &stage,
        &Stop {
            status: 11,
            phase: Phase::Verify,
            gate: "surfaces",
            cause: RootCause::StructuralParityMismatch,
        },
    );
    assert!(detail.contains("public.exchange_rates"), "{detail}");
    assert!(!detail.contains("pipeline_deals"), "{detail}");
}
