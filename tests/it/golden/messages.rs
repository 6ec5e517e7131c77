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

impl Project {
    /// The answer ours is compared with: about a broken graph `heads` says what `history` says,
    /// where Alembic's `heads` shows a traceback.
    fn counterpart<'a>(&'a self, recorded: &'a Recorded) -> &'a Recorded {
        let shows_traceback = recorded.line() == "heads" && recorded.exit == 1;
        let refused = |other: &&Recorded| other.line() == "history" && other.exit == 255;
        let history = self.answers.iter().find(refused);
        if shows_traceback {
            history.unwrap_or(recorded)
        } else {
            recorded
        }
    }
}

#[test]
fn every_invocation_is_answered_as_alembic_answers_it() {
    let mut differences = Vec::new();
    for path in files(&golden("messages"), "json") {
        let project: Project =
            serde_json::from_str(&read(&path)).expect("the goldens have their form");
        for recorded in &project.answers {
            let answer = run(&root().join(&project.folder), &recorded.argv);
            let recorded = project.counterpart(recorded);
            if let Some(difference) = recorded.difference(&answer) {
                differences.push(format!("{}: {difference}", project.folder));
            }
        }
    }
    assert_none(&differences);
}
