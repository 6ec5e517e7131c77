//! The forms of the report, exit statuses, and command lines that mean nothing.

use serde_json::Value;

use super::text::risky;
use crate::program::{fixture, run};

#[test]
fn the_document_says_all_of_it() {
    let project = risky();
    let answer = run(project.folder(), &["plan", "a1:heads", "--json"]);
    assert_eq!(answer.exit, Some(1), "{}", answer.stderr);
    let document: Value = serde_json::from_str(&answer.stdout).expect("a document");
    assert_eq!(document["schema_version"], 1);
    assert_eq!(document["command"], "plan");
    assert_eq!(document["start"]["kind"], "given");
    assert_eq!(document["start"]["rows"][0], "a1");
    assert_eq!(document["transaction_mode"], "whole_run");
    let steps = document["steps"].as_array().expect("steps");
    let statuses: Vec<&str> = steps
        .iter()
        .filter_map(|step| step["status"].as_str())
        .collect();
    assert_eq!(statuses, ["complete", "needs_database", "refused"]);
    assert_eq!(steps[0]["version_table"][0]["kind"], "update");
    assert_eq!(steps[0]["version_table"][0]["from"], "a1");
    let statement = &steps[0]["statements"][0];
    assert_eq!(
        statement["sql"],
        "ALTER TABLE shelf ALTER COLUMN code SET NOT NULL"
    );
    assert_eq!(statement["locks"][0]["relation"], "shelf");
    assert_eq!(statement["locks"][0]["mode"], "ACCESS EXCLUSIVE");
    assert_eq!(statement["locks"][0]["work"], "scan");
    let concurrent = &steps[0]["statements"][2];
    assert_eq!(concurrent["transactional"], false);
    let kinds: Vec<&str> = document["transactions"]
        .as_array()
        .expect("transactions")
        .iter()
        .filter_map(|transaction| transaction["kind"].as_str())
        .collect();
    assert_eq!(kinds, ["block", "autocommit", "block"]);
    assert_eq!(document["longest_locks"][0]["relation"], "shelf");
    assert_eq!(document["allowed"][0]["rule"], "AL012");
}

#[test]
fn the_shared_reports_are_there() {
    let project = risky();
    for (format, expected) in [
        ("github", "::warning "),
        ("sarif", "\"version\": \"2.1.0\""),
        ("junit", "<testsuite"),
    ] {
        let answer = run(project.folder(), &["plan", "a1:b1", "--format", format]);
        assert_eq!(answer.exit, Some(0), "{}", answer.stderr);
        assert!(answer.stdout.contains(expected), "{}", answer.stdout);
    }
}

#[test]
fn findings_fail_only_where_that_is_asked_for() {
    let project = risky();
    for (arguments, exit) in [
        (&["plan", "a1:b1"][..], 0),
        (&["plan", "a1:b1", "--fail-on", "error"], 0),
        (&["plan", "a1:b1", "--fail-on", "warning"], 1),
        (&["plan", "a1:d1"], 1),
        (&["plan", "a1:nowhere"], 255),
        (&["plan", "c1:a1"], 255),
        (&["plan", "a:b:c"], 1),
        (&["plan", "--offline", "--json", "--format", "sarif"], 2),
    ] {
        let answer = run(project.folder(), arguments);
        assert_eq!(answer.exit, Some(exit), "{arguments:?}: {}", answer.stderr);
    }
}

/// Alembic's `--sql` starts from one revision only.
#[test]
fn a_script_may_start_from_several_rows() {
    let range = "acc000000003,b11100000002:a0d170000002";
    let answer = run(&fixture("branches"), &["upgrade", range, "--sql"]);
    assert_eq!(answer.exit, Some(0), "{}", answer.stderr);
    let steps: Vec<&str> = answer
        .stdout
        .lines()
        .filter(|line| line.starts_with("-- Running"))
        .collect();
    assert_eq!(
        steps,
        [
            "-- Running upgrade acc000000002 -> a0d170000001",
            "-- Running upgrade a0d170000001 -> a0d170000002"
        ]
    );
    assert!(!answer.stdout.contains("CREATE TABLE alembic_version"));
}
