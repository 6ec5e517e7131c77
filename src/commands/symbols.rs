//! What the symbols of a command line name.

use crate::script::{
    ErrorContext, Lineage, Position, RevisionId, RevisionIndex, ScriptDirectory, ScriptError,
};

/// The revisions a symbol names; none for base.
pub(super) fn revisions(
    scripts: &ScriptDirectory,
    symbol: &str,
) -> Result<Vec<RevisionIndex>, ScriptError> {
    let positions = scripts
        .map()
        .get_revisions(symbol)
        .map_err(|fact| ErrorContext::default().tell(fact))?;
    Ok(positions
        .into_iter()
        .filter_map(|position| match position {
            Position::Revision(index) => Some(index),
            Position::Base | Position::Nowhere => None,
        })
        .collect())
}

/// The rows a script starts from (`MigrationContext.get_current_heads` offline); Alembic takes one
/// symbol only.
pub(super) fn start_rows(
    scripts: &ScriptDirectory,
    start: Option<&str>,
) -> Result<Vec<RevisionId>, ScriptError> {
    match start {
        None | Some("base") => Ok(Vec::new()),
        Some(start) => {
            let mut rows = Vec::new();
            for symbol in symbols(scripts, start) {
                for row in scripts.map().ids(&revisions(scripts, symbol)?) {
                    if !rows.contains(&row) {
                        rows.push(row);
                    }
                }
            }
            Ok(rows)
        }
    }
}

/// Several symbols have commas between them, as in `a,b:head`; an id may have one in it too.
fn symbols<'text>(scripts: &ScriptDirectory, text: &'text str) -> Vec<&'text str> {
    if scripts.map().find(text).is_some() {
        return vec![text];
    }
    text.split(',').map(str::trim).collect()
}

/// Whether a destination to which no step leads lies behind what is applied.
///
/// A row, or a revision that a row only depends on, is where the database is, not behind it.
pub(super) fn is_behind(
    scripts: &ScriptDirectory,
    destination: &str,
    rows: &[RevisionId],
) -> Result<bool, ScriptError> {
    let map = scripts.map();
    let current = map
        .all_current(rows)
        .map_err(|fact| ErrorContext::default().tell(fact))?;
    if current.is_empty() {
        return Ok(false);
    }
    let destinations = revisions(scripts, destination)?;
    if destinations.is_empty() {
        return Ok(!scripts.map().is_empty());
    }
    let applied = map.ancestors(&current, Lineage::WithDependencies);
    Ok(destinations
        .iter()
        .any(|index| !current.contains(index) && applied.contains(*index)))
}
