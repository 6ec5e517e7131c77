//! What a release objects to in the SQL files of its tiers: rows 119 to 121 of a data package.

use super::error::PlanningError;
use super::objection::Objection;
use super::request::ReleaseSource;
use super::statements::class_of;
use crate::governance::StatementClass;
use crate::release::tier::Package;

/// The objections to the tiers' files.
///
/// A data package has nothing but plain INSERTs and queries, unless a statement is justified by its
/// digest. What a tier can never run, such as a `COMMIT` in its midst, is an error.
pub(super) fn objections(source: &ReleaseSource<'_>) -> Result<Vec<Objection>, PlanningError> {
    let release = source.release;
    let package = Package::read(source.folder, &release.tiers)?;
    let mut objections = Vec::new();
    for tier in &release.tiers {
        for statement in package.statements(tier)? {
            let sha256 = statement.digest();
            let is_justified = release
                .justifications
                .iter()
                .any(|justification| justification.sha256 == sha256);
            let is_allowed = match class_of(&statement.text) {
                StatementClass::Query | StatementClass::Insert | StatementClass::Session => true,
                StatementClass::Upsert
                | StatementClass::Update
                | StatementClass::Delete
                | StatementClass::Definition
                | StatementClass::Privilege
                | StatementClass::Unknown => !release.data_only,
            };
            if !is_allowed && !is_justified {
                let shown = first_line(&statement.text);
                objections.push(Objection {
                    place: format!("{}:{}", statement.file, statement.line),
                    message: format!("'{shown}' is no plain INSERT, and data_only is set"),
                    remedy: format!(
                        "If it has to be so, say why:\n[[justified]]\nsha256 = \"{sha256}\"\n\
                         reason = \"…\""
                    ),
                });
            }
        }
    }
    Ok(objections)
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
