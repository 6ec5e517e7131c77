//! The result of a rehearsal against a golden database: asserted, explained, unexplained.

use alembic_rs::config::DatabaseUrl;
use alembic_rs::governance::{Phase, RootCause};

use super::stage::{Stage, execute, name_of};
use super::walk::Stop;
use crate::upgrade::project::column;

const ANCHOR: &str = "0019_nav_snapshots_and_investor_statements";

/// A release with a golden database, where it was applied once before and `sql` was run since.
fn stage(sql: &str) -> (Stage, DatabaseUrl) {
    let mut stage = Stage::new();
    let source = name_of(stage.source());
    let name = format!("{source}_golden");
    execute(
        &stage.source().with_database("postgres"),
        &format!("CREATE DATABASE {name} TEMPLATE {source}"),
    );
    let golden = stage.source().with_database(&name);
    let url = golden.to_string().replace(":***@", "@");
    let ini = std::fs::read_to_string(stage.path("alembic.ini")).expect("the configuration");
    let declared = "sqlalchemy.url = postgresql://postgres@127.0.0.1:5432/governed";
    assert!(ini.contains(declared), "{ini}");
    let ini = ini.replace(
        declared,
        &format!("sqlalchemy.url = {}", url.replace('%', "%%")),
    );
    std::fs::write(stage.path("golden.ini"), ini).expect("it can be written");
    for arguments in [["stamp", ANCHOR], ["upgrade", "head"]] {
        let answer = stage.run(&["-c", "golden.ini", arguments[0], arguments[1]]);
        assert_eq!(answer.exit, Some(0), "{answer:#?}");
    }
    execute(&golden, sql);
    stage.set("GOLDEN_DATABASE_URL", &url);
    stage.append(
        "release.toml",
        &format!("\n[golden]\nurl_environment = \"GOLDEN_DATABASE_URL\"\ndatabase = \"{name}\"\n"),
    );
    (stage, golden)
}

const EXPERIMENT: &str = "INSERT INTO audit_events (happened_at, table_name, row_id, before, after)
    SELECT happened_at, table_name, row_id, before, after FROM audit_events LIMIT 1";

fn audited(url: &DatabaseUrl) -> Vec<String> {
    column(url, "SELECT count(*)::text FROM audit_events")
}

#[test]
fn a_result_that_equals_the_golden_database_passes() {
    let (stage, _) = stage("SELECT 1");
    let walk = stage.rehearse();
    walk.assert_passes();
    let text = walk.file("clone_golden_comparison.log");
    assert!(
        text.contains("probe audit_events: golden 20, ours 20: asserted, equal"),
        "{text}"
    );
    assert!(text.contains("0 unexplained"), "{text}");
}

#[test]
fn an_unexplained_difference_from_the_golden_database_stops() {
    let (stage, golden) = stage(EXPERIMENT);
    let before = stage.source_state();
    let walk = stage.rehearse();
    walk.assert_stops(&Stop {
        status: 11,
        phase: Phase::Verify,
        gate: "golden-comparison",
        cause: RootCause::StructuralParityMismatch,
    });
    let text = walk.file("clone_golden_comparison.log");
    assert!(
        text.contains("probe audit_events: golden 21, ours 20: UNEXPLAINED"),
        "{text}"
    );
    assert_eq!(stage.source_state(), before);
    assert_eq!(audited(&golden), ["21"]);
}

#[test]
fn a_difference_from_the_golden_database_that_is_explained_passes() {
    let (stage, golden) = stage(EXPERIMENT);
    stage.edit(
        "release.toml",
        "name = \"audit_events\"\n",
        "name = \"audit_events\"\nclass = \"explained\"\nreason = \"one was tried out\"\n",
    );
    stage.append(
        "release.toml",
        "\n[[golden.explained]]\nobject = \"table public.audit_events\"\n\
         reason = \"one was tried out\"\n",
    );
    let walk = stage.rehearse();
    walk.assert_passes();
    let text = walk.file("clone_golden_comparison.log");
    assert!(
        text.contains("probe audit_events: golden 21, ours 20: explained: one was tried out"),
        "{text}"
    );
    assert_eq!(audited(&golden), ["21"]);
}

#[test]
fn a_golden_database_that_cannot_be_reached_stops() {
    let (mut stage, _) = stage("SELECT 1");
    let elsewhere = stage.source().to_string().replace(":***@", "@");
    stage.set("GOLDEN_DATABASE_URL", &elsewhere);
    let walk = stage.rehearse();
    walk.assert_stops(&Stop {
        status: 10,
        phase: Phase::Verify,
        gate: "golden-comparison",
        cause: RootCause::SqlDrift,
    });
}
