//! What a document must not have, and what two documents must have in common.

use std::sync::LazyLock;

use regex::Regex;

use super::error::DocumentError;
use crate::governance::plan::ReleasePlan;

/// A step of a transcript, as [`step`](super::markdown::step) writes it.
static STEP: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?m)(`[^\n]+`) -> (`[^\n]+`)$").expect("the pattern is valid"));

/// Checks that a checklist has the transcript of a runbook: the same commands with the same
/// evidence, in the same order.
///
/// # Errors
/// The first step at which they part, and a document that has no transcript.
pub fn transcripts_agree(checklist: &str, runbook: &str) -> Result<(), DocumentError> {
    let of_checklist = steps(checklist);
    let of_runbook = steps(runbook);
    if of_checklist.is_empty() {
        return Err(DocumentError::NoTranscript("checklist"));
    }
    if of_runbook.is_empty() {
        return Err(DocumentError::NoTranscript("runbook"));
    }
    let longest = of_checklist.len().max(of_runbook.len());
    for index in 0..longest {
        let (one, other) = (of_checklist.get(index), of_runbook.get(index));
        if one != other {
            let shown = |step: Option<&String>| step.map_or("nothing".to_owned(), Clone::clone);
            return Err(DocumentError::Transcript {
                step: index + 1,
                checklist: shown(one),
                runbook: shown(other),
            });
        }
    }
    Ok(())
}

fn steps(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    STEP.find_iter(&text)
        .map(|step| step.as_str().to_owned())
        .collect()
}

/// Refuses a rehearsal's document from which somebody could run something on production.
///
/// The source may be production itself: it may be named in a sentence, but in nothing that can be
/// typed.
pub(super) fn refuse_production(text: &str, plan: &ReleasePlan) -> Result<(), DocumentError> {
    let refused = |what: String| Err(DocumentError::Production { what });
    if text.contains("release cutover") {
        return refused("the command of the cutover".to_owned());
    }
    let Some(production) = &plan.release.production else {
        return Ok(());
    };
    let release = &plan.release;
    let mut names = vec![&production.database];
    names.extend(&production.host);
    let variables = [
        Some(&production.url_environment),
        production.dsn_environment.as_ref(),
    ];
    // The rehearsal reads the source and changes the clone by these.
    let own = [
        &release.source.url_environment,
        &release.clone_database.url_environment,
    ];
    names.extend(
        variables
            .into_iter()
            .flatten()
            .filter(|name| !own.contains(name)),
    );
    for typed in typed(text) {
        for name in &names {
            if has_word(typed, name) {
                return refused(format!("'{name}' in something that can be typed"));
            }
        }
    }
    Ok(())
}

/// What a reader would type: the lines of code blocks, and code within lines.
fn typed(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut is_block = false;
    for line in text.lines() {
        if line.starts_with("```") {
            is_block = !is_block;
        } else if is_block {
            found.push(line);
        } else {
            found.extend(line.split('`').skip(1).step_by(2));
        }
    }
    found
}

/// Whether a text has a name that no letter, digit, `_` or `-` continues.
fn has_word(text: &str, name: &str) -> bool {
    let continues = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '-';
    text.match_indices(name).any(|(start, found)| {
        let before = text[..start].chars().next_back();
        let after = text[start + found.len()..].chars().next();
        !before.is_some_and(continues) && !after.is_some_and(continues)
    })
}
