//! What the symbols of a command line name.

use crate::script::{
    ErrorContext, Lineage, Position, RevisionId, RevisionIndex, ScriptDirectory, ScriptError,
    Symbol, SymbolName,
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
    Ok(positions.into_iter().filter_map(Position::index).collect())
}

/// The rows a script starts from (`MigrationContext.get_current_heads` offline).
///
/// Alembic takes one revision; a database with several rows is written with commas between them.
pub(super) fn start_rows(
    scripts: &ScriptDirectory,
    start: Option<&str>,
) -> Result<Vec<RevisionId>, ScriptError> {
    let map = scripts.map();
    let mut rows: Vec<RevisionId> = Vec::new();
    let start = start.filter(|start| *start != "base");
    for symbol in start.map_or_else(Vec::new, |start| symbols(scripts, start)) {
        let named = match Symbol::parse(symbol).name {
            SymbolName::Heads => revisions(scripts, symbol)?,
            SymbolName::Head | SymbolName::Base | SymbolName::Identifier(_) => map
                .get_revision(symbol)
                .map_err(|fact| ErrorContext::default().tell(fact))?
                .into_iter()
                .collect(),
        };
        for row in map.ids(&named) {
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
    }
    Ok(rows)
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
    let destinations: Vec<RevisionIndex> = map
        .upgrade_destinations(destination, rows)?
        .into_iter()
        .filter_map(Position::index)
        .collect();
    if destinations.is_empty() {
        return Ok(!map.is_empty());
    }
    let applied = map.ancestors(&current, Lineage::WithDependencies);
    Ok(destinations
        .iter()
        .any(|index| !current.contains(index) && applied.contains(*index)))
}
