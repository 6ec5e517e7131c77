//! The actions of `ALTER TABLE` that the parser knows.

use sqlparser::ast::{AlterColumnOperation, AlterTable, AlterTableOperation, RenameTableNameKind};

use super::create_table::{new_column, new_constraint};
use super::expression::using;
use super::names::{folded, folded_all, parts, relation};
use crate::safety::action::{Action, TableChange, Validation};
use crate::safety::column_type::ColumnType;
use crate::safety::effect::Work;
use crate::safety::lock_mode::LockMode;

/// The changes of one statement; each action may be several of them.
pub(super) fn alter_table(statement: &AlterTable, default_schema: &str) -> Action {
    let mut changes = Vec::new();
    for operation in &statement.operations {
        match table_changes(operation, default_schema) {
            Ok(more) => changes.extend(more),
            Err(reason) => return Action::Unknown(reason),
        }
    }
    Action::AlterTable {
        table: relation(&statement.name, default_schema),
        changes,
    }
}

fn table_changes(
    operation: &AlterTableOperation,
    default_schema: &str,
) -> Result<Vec<TableChange>, String> {
    let other = |mode| {
        Ok(vec![TableChange::Other {
            mode,
            work: Work::None,
        }])
    };
    Ok(vec![match operation {
        AlterTableOperation::AddColumn { column_def, .. } => {
            TableChange::AddColumn(new_column(column_def, default_schema))
        }
        AlterTableOperation::DropColumn { column_names, .. } => {
            return Ok(folded_all(column_names)
                .into_iter()
                .map(|column| TableChange::DropColumn { column })
                .collect());
        }
        AlterTableOperation::AddConstraint {
            constraint,
            not_valid,
        } => {
            let validation = if *not_valid {
                Validation::Later
            } else {
                Validation::Now
            };
            TableChange::AddConstraint(new_constraint(constraint, validation, default_schema)?)
        }
        AlterTableOperation::DropConstraint { name, .. } => {
            TableChange::DropConstraint { name: folded(name) }
        }
        AlterTableOperation::ValidateConstraint { name } => {
            TableChange::ValidateConstraint { name: folded(name) }
        }
        AlterTableOperation::RenameConstraint { old_name, new_name } => {
            TableChange::RenameConstraint {
                name: folded(old_name),
                new_name: folded(new_name),
            }
        }
        AlterTableOperation::RenameColumn {
            old_column_name,
            new_column_name,
        } => TableChange::RenameColumn {
            column: folded(old_column_name),
            new_name: folded(new_column_name),
        },
        AlterTableOperation::RenameTable { table_name } => {
            let (RenameTableNameKind::To(name) | RenameTableNameKind::As(name)) = table_name;
            match parts(name).pop() {
                Some(new_name) => TableChange::RenameTable { new_name },
                None => return Err("a table without a name".to_owned()),
            }
        }
        AlterTableOperation::AlterColumn { column_name, op } => {
            alter_column(folded(column_name), op)
        }
        AlterTableOperation::EnableRowLevelSecurity
        | AlterTableOperation::DisableRowLevelSecurity
        | AlterTableOperation::ForceRowLevelSecurity
        | AlterTableOperation::NoForceRowLevelSecurity
        | AlterTableOperation::EnableRule { .. }
        | AlterTableOperation::EnableAlwaysRule { .. }
        | AlterTableOperation::EnableReplicaRule { .. }
        | AlterTableOperation::DisableRule { .. }
        | AlterTableOperation::OwnerTo { .. }
        | AlterTableOperation::ReplicaIdentity { .. } => return other(LockMode::AccessExclusive),
        AlterTableOperation::EnableTrigger { .. }
        | AlterTableOperation::EnableAlwaysTrigger { .. }
        | AlterTableOperation::EnableReplicaTrigger { .. }
        | AlterTableOperation::DisableTrigger { .. } => {
            return other(LockMode::ShareRowExclusive);
        }
        AlterTableOperation::SetOptionsParens { options } => {
            // Options of a view need the strongest lock; those of a table are of either kind.
            let mode = if options.iter().all(|option| {
                let name = option.to_string().to_lowercase();
                name.starts_with("fillfactor")
                    || name.starts_with("autovacuum")
                    || name.starts_with("toast.autovacuum")
                    || name.starts_with("parallel_workers")
                    || name.starts_with("toast_tuple_target")
                    || name.starts_with("n_distinct")
            }) {
                LockMode::ShareUpdateExclusive
            } else {
                LockMode::AccessExclusive
            };
            return other(mode);
        }
        AlterTableOperation::SetLogged | AlterTableOperation::SetUnlogged => TableChange::Other {
            mode: LockMode::AccessExclusive,
            work: Work::Rewrite,
        },
        other => return Err(format!("what ALTER TABLE … {other} takes is not known")),
    }])
}

fn alter_column(column: String, operation: &AlterColumnOperation) -> TableChange {
    match operation {
        AlterColumnOperation::SetNotNull => TableChange::SetNotNull { column },
        AlterColumnOperation::DropNotNull => TableChange::DropNotNull { column },
        AlterColumnOperation::SetDefault { .. } | AlterColumnOperation::DropDefault => {
            TableChange::SetDefault
        }
        AlterColumnOperation::SetDataType {
            data_type,
            using: expression,
            ..
        } => {
            let new_type = ColumnType::parse(&data_type.to_string());
            let using = using(expression.as_ref(), &column, &new_type);
            TableChange::SetType {
                column,
                new_type,
                using,
            }
        }
        // Existing rows keep their values; only what is inserted from now on gets others.
        AlterColumnOperation::AddGenerated { .. } => TableChange::Other {
            mode: LockMode::AccessExclusive,
            work: Work::None,
        },
    }
}
