//! Phase 1: any structural deviation from the anchor stops the rehearsal; another name of an equal
//! foreign key does not.

use alembic_rs::governance::{Outcome, Phase, RootCause};

use super::stage::Stage;
use super::walk::Stop;
use crate::upgrade::project::column;

/// A source that differs in one thing must stop the rehearsal, name the object, and change nothing.
fn assert_deviation(sql: &str, object: &str) {
    let stage = Stage::with_source(sql);
    let before = stage.source_state();
    let walk = stage.rehearse();
    let detail = walk.assert_stops(&Stop {
        status: 11,
        phase: Phase::Validate,
        gate: "anchor-parity",
        cause: RootCause::StructuralParityMismatch,
    });
    assert!(detail.contains(object), "{object} is named: {detail}");
    let evidence = walk.file("clone_anchor_structural_parity_0019.log");
    assert!(evidence.contains(object), "{object} is shown: {evidence}");
    assert_eq!(stage.source_state(), before);
    stage.assert_clone_is_as_its_source();
    let lineage = column(stage.copy(), "SELECT to_regclass('alembic_version')::text");
    assert!(lineage.is_empty(), "the clone got no lineage");
}

#[test]
fn a_missing_table_stops() {
    assert_deviation("DROP TABLE covenants", "table public.covenants");
}

#[test]
fn an_extra_table_stops() {
    assert_deviation(
        "CREATE TABLE scratch_pad (id int)",
        "table public.scratch_pad",
    );
}

#[test]
fn a_missing_column_stops() {
    assert_deviation(
        "ALTER TABLE document_registry DROP COLUMN media_type",
        "column public.document_registry.media_type",
    );
}

#[test]
fn an_extra_column_stops() {
    assert_deviation(
        "ALTER TABLE funds ADD note text",
        "column public.funds.note",
    );
}

#[test]
fn another_type_of_a_column_stops() {
    assert_deviation(
        "ALTER TABLE cash_transactions ALTER amount TYPE numeric(18, 2)",
        "column public.cash_transactions.amount",
    );
}

#[test]
fn another_nullability_stops() {
    assert_deviation(
        "ALTER TABLE counterparties ALTER country DROP NOT NULL",
        "column public.counterparties.country",
    );
}

#[test]
fn another_default_stops() {
    assert_deviation(
        "ALTER TABLE pipeline_deals ALTER stage SET DEFAULT 'approved'",
        "column public.pipeline_deals.stage",
    );
}

#[test]
fn an_identity_that_was_dropped_stops() {
    assert_deviation(
        "ALTER TABLE share_classes ALTER id DROP IDENTITY",
        "public.share_classes.id",
    );
}

#[test]
fn a_foreign_key_that_is_defined_otherwise_stops() {
    assert_deviation(
        "ALTER TABLE monthly_report_packs DROP CONSTRAINT monthly_report_packs_prepared_by_fkey,
         ADD CONSTRAINT monthly_report_packs_prepared_by_fkey
             FOREIGN KEY (prepared_by) REFERENCES users ON DELETE CASCADE",
        "monthly_report_packs_prepared_by_fkey",
    );
}

#[test]
fn a_foreign_key_too_many_stops() {
    assert_deviation(
        "ALTER TABLE audit_events ADD CONSTRAINT audit_events_row
             FOREIGN KEY (row_id) REFERENCES pipeline_deals",
        "audit_events_row",
    );
}

#[test]
fn a_foreign_key_that_was_not_validated_stops() {
    assert_deviation(
        "ALTER TABLE nav_snapshots DROP CONSTRAINT nav_snapshots_fund_id_fkey,
         ADD CONSTRAINT nav_snapshots_fund_id_fkey
             FOREIGN KEY (fund_id) REFERENCES funds ON DELETE CASCADE NOT VALID",
        "nav_snapshots_fund_id_fkey",
    );
}

#[test]
fn a_check_that_was_loosened_stops() {
    assert_deviation(
        "ALTER TABLE distributions DROP CONSTRAINT ck_distributions_amount,
         ADD CONSTRAINT ck_distributions_amount CHECK (amount >= 0)",
        "ck_distributions_amount",
    );
}

#[test]
fn a_missing_unique_constraint_stops() {
    assert_deviation(
        "ALTER TABLE nav_snapshots DROP CONSTRAINT uq_nav_snapshots_period",
        "uq_nav_snapshots_period",
    );
}

#[test]
fn a_missing_index_stops() {
    assert_deviation(
        "DROP INDEX ix_document_registry_deal",
        "ix_document_registry_deal",
    );
}

#[test]
fn another_predicate_of_an_index_stops() {
    assert_deviation(
        "DROP INDEX ix_cash_transactions_unmatched;
         CREATE INDEX ix_cash_transactions_unmatched ON cash_transactions (booked_on)",
        "ix_cash_transactions_unmatched",
    );
}

#[test]
fn another_order_of_an_enumeration_stops() {
    assert_deviation(
        "ALTER TYPE fund_status RENAME VALUE 'raising' TO 'waiting';
         ALTER TYPE fund_status RENAME VALUE 'investing' TO 'raising';
         ALTER TYPE fund_status RENAME VALUE 'waiting' TO 'investing';
         ALTER TABLE funds ALTER status SET DEFAULT 'raising'",
        "public.fund_status",
    );
}

#[test]
fn a_sequence_that_nothing_owns_stops() {
    assert_deviation(
        "ALTER SEQUENCE capital_call_number OWNED BY NONE",
        "capital_call_number",
    );
}

#[test]
fn another_step_of_a_sequence_stops() {
    assert_deviation(
        "ALTER SEQUENCE capital_call_number INCREMENT 1",
        "capital_call_number",
    );
}

#[test]
fn another_view_stops() {
    assert_deviation(
        "CREATE OR REPLACE VIEW fund_exposure AS
             SELECT f.id AS fund_id, f.name, count(c.id) AS facilities,
                    coalesce(sum(c.drawn), 1) AS drawn, coalesce(sum(c.commitment), 0) AS committed
             FROM funds f LEFT JOIN credit_facilities c ON c.fund_id = f.id GROUP BY f.id, f.name",
        "fund_exposure",
    );
}

#[test]
fn another_function_stops() {
    assert_deviation(
        "CREATE OR REPLACE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS
             $$ BEGIN RETURN NEW; END $$",
        "touch_updated_at",
    );
}

#[test]
fn a_missing_trigger_stops() {
    assert_deviation(
        "DROP TRIGGER pipeline_deals_audit ON pipeline_deals",
        "pipeline_deals_audit",
    );
}

#[test]
fn a_foreign_key_with_another_name_and_the_same_definition_is_a_note() {
    let stage = Stage::with_source(
        "ALTER TABLE investor_statements
             RENAME CONSTRAINT investor_statements_investor_id_fkey TO statement_of_whom",
    );
    let walk = stage.rehearse();
    walk.assert_passes();
    let evidence = walk.file("clone_anchor_structural_parity_0019.log");
    assert!(evidence.contains("statement_of_whom"), "{evidence}");
}

#[test]
fn an_explained_difference_is_accepted_and_an_explanation_of_nothing_is_not() {
    let explanation = "\n[[explained]]\nobject = \"table public.scratch_pad\"\n\
                       reason = \"kept by the analysts; nothing refers to it\"\n";
    let stage = Stage::with_source("CREATE TABLE scratch_pad ()");
    stage.append("release.toml", explanation);
    let walk = stage.rehearse();
    assert_eq!(
        walk.judgement("anchor-parity").outcome,
        Outcome::Passed,
        "{walk:#?}"
    );
    let evidence = walk.file("clone_anchor_structural_parity_0019.log");
    assert!(evidence.contains("kept by the analysts"), "{evidence}");

    let stage = Stage::new();
    stage.append("release.toml", explanation);
    let detail = stage.rehearse().assert_stops(&Stop {
        status: 11,
        phase: Phase::Validate,
        gate: "anchor-parity",
        cause: RootCause::StructuralParityMismatch,
    });
    assert!(detail.contains("scratch_pad"), "{detail}");
}

#[test]
fn a_reference_that_is_not_the_approved_snapshot_stops() {
    let stage = Stage::new();
    let snapshot = stage.path("reference.json").to_string_lossy().into_owned();
    let source = stage.source().to_string().replace(":***@", "@");
    let taken = stage.run(&["--url", &source, "snapshot", "--output", &snapshot]);
    assert_eq!(taken.exit, Some(0), "{taken:#?}");
    let wrong = "0".repeat(64);
    stage.edit(
        "release.toml",
        "kind = \"history\"",
        &format!("kind = \"snapshot\"\nfile = \"reference.json\"\nsha256 = \"{wrong}\""),
    );
    let walk = stage.rehearse();
    assert_eq!(walk.answer.exit, Some(10), "{walk:#?}");
    assert!(walk.answer.stderr.contains("reference.json"), "{walk:#?}");
    assert!(!stage.has_clone(), "no clone was made");
}

#[test]
fn a_migration_that_waits_for_ever_in_the_reference_is_ended_by_the_release_s_time_limit() {
    let stage = Stage::with_statement("0003", "SELECT pg_sleep(600)");
    stage.edit(
        "release.toml",
        "statement_timeout = \"15min\"",
        "statement_timeout = \"3s\"",
    );
    let before = stage.source_state();
    let walk = stage.rehearse();
    let detail = walk.assert_stops(&Stop {
        status: 13,
        phase: Phase::Validate,
        gate: "anchor-parity",
        cause: RootCause::LockTimeoutOrDeadlock,
    });
    assert!(detail.contains("run from nothing"), "{detail}");
    assert!(detail.contains("0003"), "{detail}");
    assert_eq!(walk.judgement("anchor-parity").facts["sqlstate"], "57014");
    assert_eq!(stage.source_state(), before);
    stage.assert_clone_is_as_its_source();
}
