//! The SQL of single revisions, by `sql --json`, in each way of configuring values and names.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use tempfile::TempDir;

use super::cases::{Case, Expected, cases};
use super::record::{assert_none, files, golden, read, stem};
use crate::program::{run, write_files};

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

/// What is different from the goldens in a family of revisions.
fn compare(family: &str) {
    let folder = golden("sql").join(family);
    let cases = cases(&folder);
    let project = project(&folder, &cases);
    let mut outcomes = outcomes(project.path());
    let mut differences = Vec::new();
    for script in files(&folder.join("versions"), "py") {
        let revision = stem(&script);
        let wanted = script.with_extension("sql");
        let wanted = if wanted.exists() {
            Expected::Sql(read(&wanted))
        } else {
            Expected::Refusal
        };
        let refused = NOT_YET.contains(&revision.as_str()).then_some("");
        let outcome = outcomes.remove(&revision);
        differences.extend(difference(&revision, outcome, &wanted, refused));
    }
    for case in cases {
        let outcome = outcomes.remove(&case.revision);
        let refused = case.refused.as_deref();
        differences.extend(difference(&case.revision, outcome, &case.expected, refused));
    }
    assert_none(&differences);
}

/// The family with its cases as revision files.
fn project(family: &Path, cases: &[Case]) -> TempDir {
    let project = tempfile::tempdir().expect("a temporary folder");
    let mut texts = BTreeMap::new();
    for name in ["alembic.ini", "env.py"] {
        texts.insert(name.to_owned(), read(&family.join(name)));
    }
    for script in files(&family.join("versions"), "py") {
        texts.insert(format!("versions/{}.py", stem(&script)), read(&script));
    }
    for case in cases {
        texts.insert(format!("versions/{}.py", case.revision), case.text.clone());
    }
    write_files(project.path(), &texts);
    project
}

/// What `sql --json` says of every revision.
fn outcomes(project: &Path) -> BTreeMap<String, Outcome> {
    let answer = run(project, &["sql", "--json"]);
    assert_eq!(answer.exit, Some(0), "{}", answer.stderr);
    let lines = answer.stdout.lines();
    lines
        .map(|line| serde_json::from_str(line).expect("one object a line"))
        .map(|line: Line| (line.revision, line.outcome))
        .collect()
}

/// In what way the outcome for a revision is not what it must be; where it is marked as refused, it
/// must be refused with these words.
fn difference(
    revision: &str,
    outcome: Option<Outcome>,
    wanted: &Expected,
    refused: Option<&str>,
) -> Option<String> {
    let Some(outcome) = outcome else {
        return Some(format!("{revision} has no line"));
    };
    let problem = match (outcome, wanted) {
        (Outcome::Sql(sql), Expected::Refusal) => {
            return Some(format!("{revision} must be refused and became\n{sql}"));
        }
        (Outcome::Sql(sql), Expected::Sql(wanted)) if sql != *wanted => {
            return Some(format!("{revision} became\n{sql}\nnot\n{wanted}"));
        }
        (Outcome::Sql(_), Expected::Sql(_)) => {
            return refused.map(|_| format!("{revision} is answered: take its mark away"));
        }
        (Outcome::Error(problem), _) => problem,
    };
    let Problem { message, line } = &problem;
    match (line, refused, wanted) {
        (None, ..) => Some(format!("{revision} is refused without a line: {message}")),
        (Some(line), None, Expected::Sql(_)) => {
            Some(format!("{revision} is refused at line {line}: {message}"))
        }
        (Some(_), Some(words), Expected::Sql(_)) if !message.contains(words) => {
            Some(format!("{revision} is refused with other words: {message}"))
        }
        (Some(_), Some(_), Expected::Refusal) => Some(format!(
            "{revision} is refused by Alembic too: take its mark away"
        )),
        (Some(_), ..) => None,
    }
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
