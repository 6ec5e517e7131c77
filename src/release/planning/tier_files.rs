//! What a release objects to in the SQL files of its tiers: rows 119 to 121 of a data package.

use super::error::PlanningError;
use super::objection::Objection;
use super::request::ReleaseSource;
use super::statements::class_of_one;
use crate::governance::{Digest, StatementClass};
use crate::safety::{StatementKind, known_statements};

/// The objections to the tiers' files.
///
/// A tier is one transaction, which no file may end; a data package has nothing but plain INSERTs
/// and queries, unless a statement is justified by its digest.
pub(super) fn objections(source: &ReleaseSource<'_>) -> Result<Vec<Objection>, PlanningError> {
    let release = source.release;
    let mut objections = Vec::new();
    for file in release.tiers.iter().flat_map(|tier| &tier.files) {
        let path = source.folder.join(file);
        let text = std::fs::read_to_string(&path)
            .map_err(|source| PlanningError::File { path, source })?;
        for statement in known_statements(&without_meta_commands(&text)) {
            let sha256 = Digest::of(&statement.text);
            let justified = release
                .justifications
                .iter()
                .any(|justification| justification.sha256 == sha256);
            let shown = first_line(&statement.text);
            let mut object = |message: String, remedy: String| {
                objections.push(Objection {
                    place: file.clone(),
                    message,
                    remedy,
                });
            };
            if statement.kind == StatementKind::TransactionControl {
                object(
                    format!("'{shown}' begins or ends a transaction, and a tier is one"),
                    "Leave it out; the tier is committed when its answers are right.".to_owned(),
                );
                continue;
            }
            let allowed = match class_of_one(&statement) {
                StatementClass::Query | StatementClass::Insert | StatementClass::Session => true,
                StatementClass::Upsert
                | StatementClass::Update
                | StatementClass::Delete
                | StatementClass::Definition
                | StatementClass::Privilege
                | StatementClass::Unknown => !release.data_only,
            };
            if !allowed && !justified {
                object(
                    format!("'{shown}' is no plain INSERT, and data_only is set"),
                    format!(
                        "If it has to be so, say why:\n[[justified]]\nsha256 = \"{sha256}\"\n\
                         reason = \"…\""
                    ),
                );
            }
        }
    }
    Ok(objections)
}

/// The text without psql's own commands, which are no statements; lines stay where they are.
fn without_meta_commands(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with('\\') {
            kept.push('\n');
        } else {
            kept.push_str(line);
        }
    }
    kept
}

fn first_line(text: &str) -> String {
    const MOST: usize = 80;
    let line = text
        .lines()
        .find(|line| !line.trim().is_empty() && !line.starts_with("--"));
    let line = line.unwrap_or_default().trim();
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}
