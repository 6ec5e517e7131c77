//! A result against a golden database: asserted, explained, unexplained.

use alembic_rs::config::DatabaseUrl;
use alembic_rs::governance::{ExplainedDifference, Golden, Probe, ProbeClass};
use alembic_rs::release::probes::{self, Answers};
use alembic_rs::release::{GoldenComparison, Side};
use alembic_rs::snapshot::{CaptureScope, Snapshot};

use crate::db::support::{connect, new_database};

const SUBSTRATE: &str = "CREATE TABLE axis (id int PRIMARY KEY);
    CREATE TABLE drift (id int, severity text);
    INSERT INTO axis SELECT n FROM generate_series(1, 3) AS n;";

fn database(further: &str) -> DatabaseUrl {
    let url = new_database();
    let mut connection = connect(&url).expect("a connection");
    connection.execute(SUBSTRATE).expect("the substrate");
    connection.execute(further).expect("prepared");
    url
}

fn probe(name: &str, sql: &str, class: ProbeClass) -> Probe {
    Probe {
        name: name.to_owned(),
        sql: sql.to_owned(),
        before: None,
        after: None,
        class,
        reason: None,
        isolation: false,
    }
}

fn asked() -> [Probe; 2] {
    [
        probe(
            "critical",
            "SELECT count(*) FROM drift WHERE severity = 'critical'",
            ProbeClass::Asserted,
        ),
        probe("open", "SELECT count(*) FROM drift", ProbeClass::Explained),
    ]
}

fn seen(url: &DatabaseUrl) -> (Snapshot, Answers) {
    let mut connection = connect(url).expect("a connection");
    let scope = CaptureScope::everything();
    let snapshot = Snapshot::capture(&mut connection, &scope).expect("captured");
    let answers = probes::ask(&mut connection, &asked()).expect("answers");
    (snapshot, answers)
}

fn compared(golden: &str, ours: &str, explained: &[(&str, Option<&str>)]) -> GoldenComparison {
    let (expected, expected_answers) = seen(&database(golden));
    let (found, answers) = seen(&database(ours));
    let explained = explained.iter().map(|(object, found)| ExplainedDifference {
        object: (*object).to_owned(),
        found: found.map(str::to_owned),
        reason: "the golden database was experimented with".to_owned(),
    });
    let golden = Golden {
        url_environment: "GOLDEN_DATABASE_URL".to_owned(),
        database: "golden".to_owned(),
        explained: explained.collect(),
    };
    let (expected, ours) = (
        Side {
            snapshot: &expected,
            answers: &expected_answers,
        },
        Side {
            snapshot: &found,
            answers: &answers,
        },
    );
    GoldenComparison::of(&golden, &asked(), expected, ours)
}

const EXPERIMENTS: &str = "INSERT INTO drift VALUES (1, 'info'), (2, 'warning')";

#[test]
fn equal_results_hold_without_an_explanation() {
    let comparison = compared("", "", &[]);
    assert!(comparison.holds(), "{}", comparison.to_text());
    assert!(
        comparison
            .summary()
            .starts_with("1 asserted and equal, 1 equal, 0 explained")
    );
}

#[test]
fn what_differs_needs_a_reason_of_its_own() {
    assert!(!compared(EXPERIMENTS, "", &[]).holds());
    assert!(!compared(EXPERIMENTS, "", &[("probe open", None)]).holds());
    let both = [("probe open", Some("0")), ("table public.drift", None)];
    let comparison = compared(EXPERIMENTS, "", &both);
    assert!(comparison.holds(), "{}", comparison.to_text());
    assert!(
        comparison.summary().contains("2 explained, 0 unexplained"),
        "{}",
        comparison.summary()
    );
    let other = [("probe open", Some("1")), ("table public.drift", None)];
    assert!(
        !compared(EXPERIMENTS, "", &other).holds(),
        "a reason for other numbers is none"
    );
}

#[test]
fn an_asserted_answer_cannot_be_explained_away() {
    let critical = "INSERT INTO drift VALUES (1, 'critical')";
    let explained = [
        ("probe open", None),
        ("probe critical", None),
        ("table public.drift", None),
    ];
    let comparison = compared("", critical, &explained);
    assert!(!comparison.holds());
    assert!(
        comparison
            .to_text()
            .contains("probe critical: golden 0, ours 1: UNEXPLAINED")
    );
}

#[test]
fn structure_differs_without_a_word_and_a_reason_without_a_difference_fails() {
    assert!(!compared("", "CREATE TABLE extra ()", &[]).holds());
    assert!(!compared("", "CREATE INDEX extra ON drift (id)", &[]).holds());
    assert!(!compared("", "", &[("probe open", None)]).holds());
    assert!(!compared("", "", &[("table public.drift", None)]).holds());
}
