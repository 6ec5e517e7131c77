//! AL001 and AL004: indexes built and dropped while others wait.

use crate::findings::{Finding, Rule};
use crate::safety::action::{Action, Concurrency};
use crate::safety::relation::RelationName;

use super::Case;

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    match &case.reading.action {
        Action::CreateIndex(index)
            if index.concurrency == Concurrency::Blocking && case.is_used(&index.table) =>
        {
            let name = index.name.as_ref().map_or("an index", RelationName::name);
            vec![
                case.about(
                    Rule::IndexUnderLock,
                    &index.table,
                    format!("{name} is built while writes to {} wait", index.table),
                )
                .with_help(
                    "Build it beside them: with op.get_context().autocommit_block(): \
                     op.create_index(…, postgresql_concurrently=True).",
                ),
            ]
        }
        Action::DropIndexes {
            indexes,
            concurrency: Concurrency::Blocking,
        } => indexes
            .iter()
            .filter_map(|index| dropped(case, index))
            .collect(),
        _ => Vec::new(),
    }
}

fn dropped(case: &Case<'_>, index: &RelationName) -> Option<Finding> {
    let table = case.model.table_of_index(index);
    if table.is_some_and(|table| !case.is_used(table)) {
        return None;
    }
    let message = match table {
        Some(table) => format!("{index} is dropped while {table} is locked"),
        None => format!("{index} is dropped while its table is locked"),
    };
    Some(
        Finding::new(Rule::IndexDroppedUnderLock, message).with_help(
            "Drop it beside others: with op.get_context().autocommit_block(): op.drop_index(…, \
             postgresql_concurrently=True).",
        ),
    )
}
