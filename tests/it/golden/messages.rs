//! Single invocations, most of them wrong ones: exit status, standard output and log lines.

use serde::Deserialize;

use super::record::{Recorded, assert_none, files, golden, read};
use crate::program::{root, run};

/// The answers about one project.
#[derive(Deserialize)]
struct Project {
    folder: String,
    answers: Vec<Recorded>,
}

#[test]
fn every_invocation_is_answered_as_alembic_answers_it() {
    let mut differences = Vec::new();
    for path in files(&golden("messages"), "json") {
        let project: Project =
            serde_json::from_str(&read(&path)).expect("the goldens have their form");
        for recorded in &project.answers {
            let answer = run(&root().join(&project.folder), &recorded.argv);
            if let Some(difference) = recorded.difference(&answer) {
                differences.push(format!("{}: {difference}", project.folder));
            }
        }
    }
    assert_none(&differences);
}
