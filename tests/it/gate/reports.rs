//! The five forms of a report, on one history that has something of everything.

use super::repository::Repository;

/// Two heads on two sides, an edit after the merge, a name that surprises and one that is passed
/// over, something allowed, and characters that every form must escape.
fn history() -> Repository {
    let repository = Repository::new();
    repository.meanwhile_on_main(|main| main.revision("04_d", "dddd", "'cccc'"));
    repository.revision("04_e", "eeee", "'cccc'");
    repository.edit("02_b", "select 1", "select 2");
    repository.edit("01_a", "select 1", "select 2");
    repository.edit(
        "01_a",
        "def upgrade",
        "# alembic-rs: allow AL025 <& \"meant\">\ndef upgrade",
    );
    repository.revision("_draft, 100%", "ffff", "'eeee'");
    repository.write("db/versions/02_b.py.orig", "");
    repository
}

fn report(format: &str) -> String {
    let answer = history().gate(&["--base", "main", "--format", format]);
    assert_eq!(answer.exit, Some(1));
    format!("{}\n--- standard error\n{}", answer.stdout, answer.stderr)
}

#[test]
fn reports_of_every_form() {
    for format in ["text", "json", "github", "sarif", "junit"] {
        insta::assert_snapshot!(format, report(format));
    }
}

/// A file takes the report, and standard output the verdict.
#[test]
fn a_report_may_go_into_a_file() {
    let repository = history();
    let verdict = repository.verdict(&["--format", "sarif", "--output", "report.sarif"]);
    assert!(verdict.starts_with("failed: "), "{verdict}");
    let report = std::fs::read_to_string(repository.folder().join("report.sarif")).unwrap();
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["version"], "2.1.0");
    let answer = repository.gate(&["--output", "nowhere/report"]);
    assert_eq!(answer.exit, Some(1));
    assert!(
        answer.stdout.starts_with("gate: failed: nowhere/report: "),
        "{}",
        answer.stdout
    );
}
