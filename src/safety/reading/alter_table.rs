//! The actions of `ALTER TABLE` that the parser knows.

use sqlparser::ast::{
    AlterColumnOperation, AlterTable, AlterTableOperation, DropBehavior, RenameTableNameKind,
};

use super::create_table::{new_column, new_constraint};
use super::expression::using;
use super::names::{folded, folded_all, parts, relation};
use crate::safety::action::{Action, Reach, TableChange, Validation};
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
        reach: if statement.only {
            Reach::Own
        } else {
            Reach::Descendants
        },
        changes,
    }
}

fn table_changes(
    operation: &AlterTableOperation,
    default_schema: &str,
) -> Result<Vec<TableChange>, String> {
    let other = |mode, reach| {
        Ok(vec![TableChange::Other {
            mode,
            work: Work::None,
            reach,
        }])
    };
    Ok(vec![match operation {
        AlterTableOperation::AddColumn {
            column_def,
            if_not_exists,
            ..
        } => {
            let mut column = new_column(column_def, default_schema);
            column.if_not_exists = *if_not_exists;
            TableChange::AddColumn(column)
        }
        AlterTableOperation::DropColumn {
            column_names,
            drop_behavior,
            ..
        } => {
            let cascade = is_cascade(*drop_behavior);
            return Ok(folded_all(column_names)
                .into_iter()
                .map(|column| TableChange::DropColumn { column, cascade })
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
        AlterTableOperation::DropConstraint {
            name,
            drop_behavior,
            ..
        } => TableChange::DropConstraint {
            name: folded(name),
            cascade: is_cascade(*drop_behavior),
        },
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
        | AlterTableOperation::ReplicaIdentity { .. } => {
            return other(LockMode::AccessExclusive, Reach::Own);
        }
        AlterTableOperation::EnableTrigger { .. }
        | AlterTableOperation::EnableAlwaysTrigger { .. }
        | AlterTableOperation::EnableReplicaTrigger { .. }
        | AlterTableOperation::DisableTrigger { .. } => {
            return other(LockMode::ShareRowExclusive, Reach::Descendants);
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
            return other(mode, Reach::Own);
        }
        AlterTableOperation::SetLogged | AlterTableOperation::SetUnlogged => TableChange::Other {
            mode: LockMode::AccessExclusive,
            work: Work::Rewrite,
            reach: Reach::Own,
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
            reach: Reach::Descendants,
        },
    }
}

fn is_cascade(behavior: Option<DropBehavior>) -> bool {
    match behavior {
        Some(DropBehavior::Cascade) => true,
        Some(DropBehavior::Restrict) | None => false,
    }
}
