//! `heads`, `history`, `branches`, `show` and `upgrade --sql` of the fixture projects.

use std::path::Path;

use super::record::{assert_none, files, golden, read, stem};
use crate::program::{fixture, run};

/// Compares every answer about a fixture; `expected` may say where ours is another.
fn compare(name: &str, expected: impl Fn(&Path, String) -> String) {
    let mut differences = Vec::new();
    for kind in ["txt", "sql"] {
        for path in files(&golden(name), kind) {
            let answer_name = stem(&path);
            let arguments: Vec<&str> = match answer_name.strip_prefix("show-") {
                Some(revision) => vec!["show", revision],
                None if kind == "sql" => vec!["upgrade", "heads", "--sql"],
                None => match answer_name.strip_suffix("-verbose") {
                    Some(command) => vec![command, "-v"],
                    None => vec![&answer_name],
                },
            };
            let answer = run(&fixture(name), &arguments);
            let wanted = expected(&path, read(&path));
            if answer.exit != Some(0) || answer.stdout != wanted {
                differences.push(format!(
                    "{name}: {arguments:?} exits with {:?}\n{}\nnot:\n{wanted}\n{}",
                    answer.exit, answer.stdout, answer.stderr
                ));
            }
        }
    }
    assert_none(&differences);
}

#[test]
fn quickstart() {
    compare("quickstart", |_, text| text);
}

#[test]
fn branches() {
    compare("branches", |_, text| text);
}

#[test]
fn governed() {
    // The one difference: Alembic's script cannot be run, because its version table is too narrow.
    compare("governed", |_, text| {
        text.replace(
            "version_num VARCHAR(32) NOT NULL",
            "version_num VARCHAR(64) NOT NULL",
        )
    });
}
