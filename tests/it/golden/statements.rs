//! The SQL of single revisions, by `sql --json`, in each way of configuring values and names.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::record::{assert_none, files, golden, read, stem};
use crate::program::run;

/// Revisions that the real one answers and we refuse. Each is a promise to take it off the list;
/// one that is answered and still listed fails the test.
const NOT_YET: &[&str] = &[
    "binds_inline_literal",
    "binds_placeholders",
    "execute_update",
    "indexes_descending_names",
    "percent_expressions",
];

/// One line of `sql --json`.
#[derive(Deserialize)]
struct Line {
    revision: String,
    #[serde(flatten)]
    outcome: Outcome,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Outcome {
    Sql(String),
    Error(Problem),
}

#[derive(Deserialize)]
struct Problem {
    message: String,
    /// Where in the revision's file.
    line: Option<usize>,
}

fn compare(family: &str) {
    let folder = golden("sql").join(family);
    let answer = run(&folder, &["sql", "--json"]);
    assert_eq!(answer.exit, Some(0), "{}", answer.stderr);
    let mut outcomes: BTreeMap<String, Outcome> = answer
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("one object a line"))
        .map(|line: Line| (line.revision, line.outcome))
        .collect();
    let mut differences = Vec::new();
    for script in files(&folder.join("versions"), "py") {
        let revision = stem(&script);
        let wanted = script.with_extension("sql");
        let not_yet = NOT_YET.contains(&revision.as_str());
        match outcomes.remove(&revision) {
            None => differences.push(format!("{revision} has no line")),
            Some(Outcome::Sql(sql)) if !wanted.exists() => {
                differences.push(format!("{revision} must be refused and became\n{sql}"));
            }
            Some(Outcome::Sql(sql)) => {
                let wanted = read(&wanted);
                if sql != wanted {
                    differences.push(format!("{revision} became\n{sql}\nnot\n{wanted}"));
                } else if not_yet {
                    differences.push(format!("{revision} is answered: take it off NOT_YET"));
                }
            }
            Some(Outcome::Error(problem)) => {
                if problem.line.is_none() {
                    let message = &problem.message;
                    differences.push(format!("{revision} is refused without a line: {message}"));
                }
                if wanted.exists() && !not_yet {
                    differences.push(format!(
                        "{revision} is refused at line {}: {}",
                        problem.line.unwrap_or_default(),
                        problem.message
                    ));
                }
            }
        }
    }
    assert_none(&differences);
}

#[test]
fn literal_values_and_named_parameters() {
    compare("plain");
}

#[test]
fn literal_values_and_the_driver_s_parameters() {
    compare("percent");
}

#[test]
fn neither_literal_values_nor_named_parameters() {
    compare("binds");
}

#[test]
fn names_by_convention() {
    compare("conventions");
}

#[test]
fn types_and_operations_of_libraries() {
    compare("libraries");
}
