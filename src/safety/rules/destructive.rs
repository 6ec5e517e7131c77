//! AL012: what running code may use is dropped or renamed.

use crate::findings::{Finding, Rule};
use crate::safety::action::{Action, TableChange};
use crate::safety::model::Provenance;
use crate::safety::relation::RelationName;

use super::Case;

/// What to do about something that goes away.
const DROPPED: &str = "Deploy code that does without it first.";

/// What to do about something that gets another name.
const RENAMED: &str = "Code that runs meanwhile knows the old name: add the new one beside it, or \
                       keep a view with the old name.";

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let one = |kind, message: String, help| {
        Finding::new(Rule::Destructive, message)
            .of_kind(kind)
            .with_help(help)
    };
    let used = |names: &[RelationName]| -> Vec<RelationName> {
        names
            .iter()
            .filter(|name| case.is_used(name))
            .cloned()
            .collect()
    };
    match &case.reading.action {
        Action::DropTables { tables, .. } => used(tables)
            .into_iter()
            .map(|table| {
                one(
                    "table-dropped",
                    format!("the table {table} is dropped"),
                    DROPPED,
                )
            })
            .collect(),
        Action::DropViews { views, .. } => used(views)
            .into_iter()
            .map(|view| {
                one(
                    "view-dropped",
                    format!("the view {view} is dropped"),
                    DROPPED,
                )
            })
            .collect(),
        Action::Truncate { tables, cascade } => used(tables)
            .into_iter()
            .map(|table| {
                let more = if *cascade {
                    ", and every table that references it"
                } else {
                    ""
                };
                one(
                    "truncated",
                    format!("{table} loses all its rows{more}"),
                    "Keep a copy.",
                )
            })
            .collect(),
        Action::DropSchemas(schemas) => vec![one(
            "schema-dropped",
            format!("the schema {} is dropped", schemas.join(", ")),
            DROPPED,
        )],
        Action::DropTypes { names, .. } => names
            .iter()
            .filter(|name| is_used_type(case, name))
            .map(|name| {
                one(
                    "type-dropped",
                    format!("the type {name} is dropped"),
                    DROPPED,
                )
            })
            .collect(),
        Action::RenameType { name, new_name } if is_used_type(case, name) => vec![one(
            "type-renamed",
            format!("the type {name} is renamed to {new_name}"),
            RENAMED,
        )],
        Action::RenameLabel {
            enumeration,
            from,
            to,
        } if is_used_type(case, enumeration) => vec![one(
            "label-renamed",
            format!("the label '{from}' of {enumeration} becomes '{to}'"),
            RENAMED,
        )],
        Action::AlterTable { table, changes, .. } if case.is_used(table) => changes
            .iter()
            .filter_map(|change| match change {
                TableChange::DropColumn { column, .. } => Some(one(
                    "column-dropped",
                    format!("the column {table}.{column} is dropped"),
                    DROPPED,
                )),
                TableChange::RenameColumn { column, new_name } => Some(one(
                    "column-renamed",
                    format!("the column {table}.{column} is renamed to {new_name}"),
                    RENAMED,
                )),
                TableChange::RenameTable { new_name } => Some(one(
                    "table-renamed",
                    format!("the table {table} is renamed to {new_name}"),
                    RENAMED,
                )),
                TableChange::MoveToSchema { schema } => Some(one(
                    "table-moved",
                    format!("the table {table} moves to the schema {schema}"),
                    RENAMED,
                )),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn is_used_type(case: &Case<'_>, name: &RelationName) -> bool {
    case.model
        .enumeration(name)
        .is_none_or(|known| known.provenance == Provenance::Before)
}
