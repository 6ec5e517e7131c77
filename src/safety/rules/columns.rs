//! AL005 to AL008: columns added, made required, given another type.

use crate::findings::{Finding, Rule, Severity};
use crate::safety::action::{ColumnDefault, NewColumn, TableChange};
use crate::safety::effect::Work;
use crate::safety::model::Size;
use crate::safety::relation::RelationName;

use super::Case;

pub(super) fn check(
    case: &Case<'_>,
    table: &RelationName,
    change: &TableChange,
) -> Option<Finding> {
    if !case.is_used(table) {
        return None;
    }
    match change {
        TableChange::AddColumn(column) => added(case, table, column),
        TableChange::SetNotNull { column } => {
            let lock = case.lock(table)?;
            (lock.work == Work::Scan).then(|| {
                case.about(
                    Rule::NotNullScan,
                    table,
                    format!("{table} is read to its end, locked, to see that {column} has no NULL"),
                )
                .with_help(format!(
                    "Add CHECK ({column} IS NOT NULL) NOT VALID, validate it in a later \
                     transaction, then SET NOT NULL, which believes the check."
                ))
            })
        }
        TableChange::SetType {
            column, new_type, ..
        } => {
            let lock = case.lock(table)?;
            if lock.work != Work::Rewrite {
                return None;
            }
            let mut message = match case
                .model
                .column(table, column)
                .and_then(|known| known.column_type.as_ref())
            {
                Some(old) => format!("{table} is written anew: {column} from {old} to {new_type}"),
                None => format!("{table} is written anew: {column} to {new_type}"),
            };
            if let Some(reservation) = &lock.reservation {
                message =
                    format!("{table} may be written anew for {column} {new_type}: {reservation}");
            }
            Some(
                case.about(Rule::TypeChangeRewrites, table, message)
                    .with_help(
                        "Add a column of the new type, keep both in step, fill it in batches, then \
                     change over.",
                    ),
            )
        }
        _ => None,
    }
}

fn added(case: &Case<'_>, table: &RelationName, column: &NewColumn) -> Option<Finding> {
    let name = &column.name;
    let rewritten = |why: &str| {
        case.about(
            Rule::ColumnRewritesTable,
            table,
            format!("{table} and its indexes are written anew: {name} {why}"),
        )
        .with_help(
            "Add the column without it, set the default in a second statement, and fill the rows \
             in batches.",
        )
    };
    match &column.default {
        ColumnDefault::Serial => Some(rewritten("is a serial").of_kind("serial")),
        ColumnDefault::Identity => Some(rewritten("is an identity").of_kind("identity")),
        ColumnDefault::Generated => {
            Some(rewritten("is a stored computed column").of_kind("generated"))
        }
        ColumnDefault::Expression { .. } => {
            let lock = case.lock(table)?;
            if lock.work != Work::Rewrite {
                return None;
            }
            Some(match &lock.reservation {
                Some(reservation) => case.about(
                    Rule::ColumnRewritesTable,
                    table,
                    format!("{table} is written anew for the default of {name}, {reservation}"),
                ),
                None => rewritten("has a default that is another for each row"),
            })
        }
        ColumnDefault::None if column.not_null => {
            let finding = Finding::new(
                Rule::RequiredColumnWithoutDefault,
                format!(
                    "{table}.{name} is NOT NULL and has no default: it fails where {table} has rows"
                ),
            )
            .with_help("Give it a server_default, or add it nullable and fill it first.");
            let is_empty = |size: Size| size.bytes == 0 || size.rows == Some(0);
            Some(match case.model.size(table) {
                Some(size) if is_empty(size) => finding.weighing(Severity::Note),
                _ => finding,
            })
        }
        ColumnDefault::None => None,
    }
}
