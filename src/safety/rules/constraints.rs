//! AL009 to AL011 and AL021: constraints that are checked under lock, or have no name.

use crate::findings::{Finding, Rule};
use crate::safety::action::{NewConstraint, NewConstraintKind, TableChange, Validation};
use crate::safety::model::ConstraintKind;
use crate::safety::relation::RelationName;

use super::Case;

pub(super) fn check(case: &Case<'_>, table: &RelationName, change: &TableChange) -> Vec<Finding> {
    match change {
        TableChange::AddConstraint(constraint) => {
            let mut findings: Vec<Finding> = unnamed(table, constraint).into_iter().collect();
            if case.is_used(table) {
                findings.extend(under_lock(case, table, constraint));
            }
            findings
        }
        TableChange::AddColumn(column) if case.is_used(table) => column
            .constraints
            .iter()
            .filter(|constraint| !matches!(constraint.kind, NewConstraintKind::ForeignKey(_)))
            .filter_map(|constraint| under_lock(case, table, constraint))
            .collect(),
        TableChange::ValidateConstraint { name } => {
            validated(case, table, name).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn under_lock(
    case: &Case<'_>,
    table: &RelationName,
    constraint: &NewConstraint,
) -> Option<Finding> {
    let name = constraint.name.as_deref().unwrap_or("a constraint");
    match &constraint.kind {
        NewConstraintKind::ForeignKey(key) if constraint.validation == Validation::Now => Some(
            case.about(
                Rule::ForeignKeyScan,
                table,
                format!(
                    "{name} is checked for every row of {table} while writes to {table} and \
                         {} wait",
                    key.references
                ),
            )
            .with_help(
                "Add it with postgresql_not_valid=True, and VALIDATE CONSTRAINT in a later \
                     transaction.",
            ),
        ),
        NewConstraintKind::Check { .. } if constraint.validation == Validation::Now => Some(
            case.about(
                Rule::CheckScan,
                table,
                format!("{name} is checked for every row of {table} while nobody can use it"),
            )
            .with_help(
                "Add it with postgresql_not_valid=True, and VALIDATE CONSTRAINT in a later \
                 transaction.",
            ),
        ),
        NewConstraintKind::Unique | NewConstraintKind::PrimaryKey | NewConstraintKind::Exclude => {
            let kind = match constraint.kind {
                NewConstraintKind::PrimaryKey => "primary-key",
                NewConstraintKind::Exclude => "exclude",
                _ => "unique",
            };
            let finding = case.about(
                Rule::UniqueUnderLock,
                table,
                format!("{name} builds its index while nobody can use {table}"),
            );
            Some(match constraint.kind {
                NewConstraintKind::Exclude => finding.of_kind(kind),
                _ => finding.of_kind(kind).with_help(
                    "Build a unique index concurrently, then ALTER TABLE … ADD CONSTRAINT … USING \
                     INDEX, which takes no time.",
                ),
            })
        }
        NewConstraintKind::ForeignKey(_)
        | NewConstraintKind::Check { .. }
        | NewConstraintKind::UsingIndex { .. } => None,
    }
}

/// The lock of NOT VALID is held while the rows are read after all.
fn validated(case: &Case<'_>, table: &RelationName, name: &str) -> Option<Finding> {
    let added_here = case
        .transaction
        .not_valid
        .iter()
        .any(|(of, added)| of == table && added == name);
    if !added_here || !case.is_used(table) {
        return None;
    }
    let rule = match case.model.constraint(table, name).map(|known| &known.kind) {
        Some(ConstraintKind::Check { .. }) => Rule::CheckScan,
        _ => Rule::ForeignKeyScan,
    };
    Some(
        case.about(
            rule,
            table,
            format!(
                "{name} is validated in the transaction that adds it: the lock of ADD CONSTRAINT \
                 is held while {table} is read"
            ),
        )
        .of_kind("validated-in-same-transaction")
        .with_help("Validate it in a later transaction."),
    )
}

fn unnamed(table: &RelationName, constraint: &NewConstraint) -> Option<Finding> {
    let what = match &constraint.kind {
        NewConstraintKind::ForeignKey(_) => "a foreign key",
        NewConstraintKind::Check { .. } => "a check constraint",
        NewConstraintKind::Unique => "a unique constraint",
        NewConstraintKind::PrimaryKey => "a primary key",
        NewConstraintKind::Exclude => "an exclusion constraint",
        NewConstraintKind::UsingIndex { .. } => return None,
    };
    if constraint.name.is_some() {
        return None;
    }
    Some(
        Finding::new(
            Rule::UnnamedConstraint,
            format!("{table} gets {what} whose name the server chooses"),
        )
        .with_help("Name it, or give the metadata a naming convention."),
    )
}
