//! `sql`: what each revision file will run, on its own and offline.
//!
//! Alembic has no counterpart. A review aid: the SQL of `upgrade --sql` for one `upgrade()` alone,
//! without the version table, and for a file that cannot be evaluated the place and the reason.

use std::path::Path;

use serde::Serialize;

use crate::cli::SqlArgs;
use crate::runtime::RuntimeError;
use crate::script::{RevisionIndex, ScriptDirectory};

use super::error::CommandError;
use super::failure::{innermost_place, runtime_report};
use super::invocation::Invocation;
use super::offline::OfflineContext;
use super::project::Project;
use super::report::Report;
use super::symbols::revisions;

/// One line of `--json`.
#[derive(Serialize)]
struct Line<'a> {
    revision: &'a str,
    path: &'a Path,
    #[serde(flatten)]
    answer: Answer,
}

/// The statements, or why there are none.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Answer {
    Sql(String),
    Error(Problem),
}

#[derive(Serialize)]
struct Problem {
    message: String,
    path: Option<String>,
    line: Option<usize>,
}

/// Prints the SQL of single revisions.
///
/// With `--json` a file that cannot be evaluated is a line of the output; without, it ends the
/// command with its report, after the SQL of the others.
pub(super) fn sql(invocation: &Invocation, args: &SqlArgs) -> Result<(), CommandError> {
    let project = Project::open(invocation)?;
    let scripts = project.scripts()?;
    let context = OfflineContext::configure(invocation, &project, None)?;
    let mut refused = Vec::new();
    for index in selected(&scripts, &args.revisions)? {
        let script = scripts.script(index);
        let result = context.revision_script(&scripts, index);
        if args.json {
            let answer = match result {
                Ok(text) => Answer::Sql(text),
                Err(error) => Answer::Error(problem(&error)),
            };
            let line = Line {
                revision: script.id().as_str(),
                path: script.path(),
                answer,
            };
            let text = serde_json::to_string(&line).expect("strings and numbers serialise");
            invocation.printer.line(&text);
            continue;
        }
        match result {
            Ok(text) => {
                invocation.printer.line(&format!(
                    "-- {}: {}",
                    script.id(),
                    first_line(script.doc())
                ));
                invocation.printer.line("");
                invocation.printer.text(&text);
            }
            Err(error) => refused.push(runtime_report(&error)),
        }
    }
    match refused.len() {
        0 => Ok(()),
        1 => Err(CommandError::unexpected(refused.remove(0))),
        count => Err(CommandError::unexpected(refused.into_iter().fold(
            Report::new(format!("{count} revisions cannot be evaluated offline")),
            Report::with_related,
        ))),
    }
}

/// The revisions asked for, in the order of the files where none is.
fn selected(
    scripts: &ScriptDirectory,
    symbols: &[String],
) -> Result<Vec<RevisionIndex>, CommandError> {
    if symbols.is_empty() {
        return Ok(scripts.map().indices().collect());
    }
    let mut indices = Vec::new();
    for symbol in symbols {
        for index in revisions(scripts, symbol)? {
            if !indices.contains(&index) {
                indices.push(index);
            }
        }
    }
    Ok(indices)
}

/// A title may have several lines; a comment has one.
fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

fn problem(error: &RuntimeError) -> Problem {
    let place = innermost_place(error);
    Problem {
        message: error.to_string(),
        path: place.map(|origin| origin.file.path().display().to_string()),
        line: place.map(|origin| origin.line_column().line),
    }
}
