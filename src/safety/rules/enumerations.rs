//! AL015 and AL016: labels used before they may be, types that are there or are not.

use crate::findings::{Finding, Rule};
use crate::safety::action::Action;
use crate::safety::relation::RelationName;

use super::Case;

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = used_too_early(case);
    let finding = match &case.reading.action {
        Action::CreateEnumeration { name, .. } if case.model.enumeration(name).is_some() => Some(
            Finding::new(
                Rule::EnumTwiceOrMissing,
                format!("the type {name} is created and is there already"),
            )
            .of_kind("created-twice")
            .with_help(
                "Give the column ENUM(…, create_type=False), or create it with checkfirst=True.",
            ),
        ),
        Action::AddLabel {
            enumeration: name, ..
        }
        | Action::RenameLabel {
            enumeration: name, ..
        } => missing(case, name),
        Action::DropTypes {
            names,
            if_exists: false,
            ..
        } => {
            findings.extend(
                names
                    .iter()
                    .filter(|name| case.model.is_dropped_type(name))
                    .filter_map(|name| missing(case, name)),
            );
            None
        }
        _ => None,
    };
    findings.extend(finding);
    if let Action::AddLabel {
        enumeration,
        label,
        if_not_exists: false,
    } = &case.reading.action
        && case
            .model
            .enumeration(enumeration)
            .is_some_and(|known| known.labels.contains(label))
    {
        findings.push(
            Finding::new(
                Rule::EnumTwiceOrMissing,
                format!("the type {enumeration} has the label '{label}' already"),
            )
            .of_kind("label-twice")
            .with_help("Write ADD VALUE IF NOT EXISTS."),
        );
    }
    findings
}

fn missing(case: &Case<'_>, name: &RelationName) -> Option<Finding> {
    (case.model.has_enumeration(name) == Some(false)).then(|| {
        Finding::new(
            Rule::EnumTwiceOrMissing,
            format!("the type {name} is not there at this point"),
        )
        .of_kind("missing")
    })
}

/// A statement that names a label which the same transaction has added.
fn used_too_early(case: &Case<'_>) -> Vec<Finding> {
    let names_labels = matches!(
        case.reading.action,
        Action::AddLabel { .. } | Action::RenameLabel { .. } | Action::CreateEnumeration { .. }
    );
    if names_labels || !case.transaction.is_block() {
        return Vec::new();
    }
    let is_used = |(name, label): &&(RelationName, String)| {
        case.reading.strings.contains(label) && concerns(case, name)
    };
    case.transaction
        .labels
        .iter()
        .filter(is_used)
        .map(|(name, label)| {
            Finding::new(
                Rule::EnumValueUsedTooEarly,
                format!("'{label}' of {name} is used in the transaction that adds it"),
            )
            .with_help(
                "Add the value in a revision of its own, inside of autocommit_block(), or set \
                 transaction_per_migration.",
            )
        })
        .collect()
}

/// Whether a statement can mean the enum type: it names it, or a table that has or may have a
/// column of it.
fn concerns(case: &Case<'_>, enumeration: &RelationName) -> bool {
    if case
        .reading
        .words
        .iter()
        .any(|word| word == enumeration.name())
    {
        return true;
    }
    case.effect
        .locks
        .iter()
        .filter_map(|lock| lock.relation.name())
        .any(|table| match case.model.relation(table) {
            Some(known) if known.is_complete => known.columns.values().any(|column| {
                column.column_type.as_ref().is_none_or(|column_type| {
                    column_type.name.rsplit('.').next() == Some(enumeration.name())
                })
            }),
            _ => true,
        })
}
