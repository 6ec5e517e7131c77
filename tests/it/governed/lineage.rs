//! The version table: its width, and the stamp at the approved anchor and nowhere else.

use alembic_rs::governance::{Phase, RootCause};

use super::stage::Stage;
use super::walk::Stop;
use crate::upgrade::project::column;

const WIDTH: &str = "SELECT character_maximum_length::text FROM information_schema.columns \
                     WHERE table_name = 'alembic_version'";

/// A version table in the source, of a type of its own and with these rows.
fn with_version_table(column: &str, rows: &str) -> Stage {
    Stage::with_source(&format!(
        "CREATE TABLE alembic_version (
             version_num {column} NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
         ); INSERT INTO alembic_version SELECT unnest(ARRAY[{rows}]::text[])"
    ))
}

#[test]
fn a_narrow_version_table_is_widened_to_exactly_the_approved_width() {
    let stage = with_version_table("varchar(32)", "");
    let walk = stage.rehearse();
    walk.assert_passes();
    assert!(walk.file("clone_alembic_width_precheck.log").contains("32"));
    assert!(
        walk.file("clone_alembic_width_correction.log")
            .contains("64")
    );
    assert_eq!(
        column(stage.source(), WIDTH),
        ["32"],
        "the source is as it was"
    );
}

#[test]
fn a_version_table_that_is_wider_than_approved_stops() {
    let stage = with_version_table("varchar(255)", "");
    let before = stage.source_state();
    let detail = stage.rehearse().assert_stops(&Stop {
        status: 10,
        phase: Phase::Width,
        gate: "width-precheck",
        cause: RootCause::SqlDrift,
    });
    assert!(detail.contains("255"), "{detail}");
    assert_eq!(stage.source_state(), before);
    assert_eq!(
        column(stage.copy(), WIDTH),
        ["255"],
        "the clone's column is as it was"
    );
}

#[test]
fn a_version_column_that_cannot_hold_identifiers_stops() {
    let stage = Stage::with_source("CREATE TABLE alembic_version (version_num integer)");
    let before = stage.source_state();
    let walk = stage.rehearse();
    assert_eq!(walk.answer.exit, Some(10), "{walk:#?}");
    assert_eq!(stage.source_state(), before);
}

#[test]
fn a_database_that_is_at_another_revision_is_not_even_copied() {
    let anchor_and_another =
        "'0018_reporting_periods', '0019_nav_snapshots_and_investor_statements'";
    for rows in ["'0018_reporting_periods'", "'deadbeef'", anchor_and_another] {
        let stage = with_version_table("varchar(64)", rows);
        let before = stage.source_state();
        let walk = stage.rehearse();
        let detail = walk.assert_stops(&Stop {
            status: 12,
            phase: Phase::Preconditions,
            gate: "rerun-guard",
            cause: RootCause::DependencyOrdering,
        });
        assert!(detail.contains(&rows[1..8]), "{detail}");
        assert_eq!(stage.source_state(), before);
        assert!(!stage.has_clone());
    }
}

#[test]
fn a_database_that_is_at_the_target_is_refused_by_the_guard() {
    let stage = with_version_table("varchar(64)", "'70a79686336c'");
    let before = stage.source_state();
    let walk = stage.rehearse();
    walk.assert_stops(&Stop {
        status: 3,
        phase: Phase::Preconditions,
        gate: "rerun-guard",
        cause: RootCause::SqlDrift,
    });
    assert_eq!(stage.source_state(), before);
    assert!(!stage.has_clone());
}

#[test]
fn the_stamp_writes_the_anchor_and_changes_no_structure() {
    let stage = Stage::new();
    let walk = stage.rehearse();
    walk.assert_passes();
    let anchor = "0019_nav_snapshots_and_investor_statements";
    assert!(walk.file("clone_stamp_anchor.log").contains(anchor));
    assert!(walk.file("clone_current_post_stamp.log").contains(anchor));
    let ledger = walk.ledger();
    let stamped = ledger
        .executed()
        .filter(|executed| executed.phase == Phase::Stamp);
    let rows: Vec<u64> = stamped
        .filter_map(|executed| executed.rows)
        .filter(|rows| *rows > 0)
        .collect();
    assert_eq!(rows, [1], "one row, and nothing else");
}
