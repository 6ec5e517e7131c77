//! What the call of `op` says and the statement does not.

use super::action::{Action, TableChange};
use super::column_type::ColumnType;
use super::reading::read;
use super::relation::RelationName;
use crate::ddl::{CompilerOptions, DdlCompiler, Target};
use crate::operations::{AlterColumnOp, ConstraintType, Operation};
use crate::schema::{Name, NamingConvention, SqlType};
use crate::source::Origin;

/// Facts about one operation that its SQL lacks.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Hints {
    /// The table of the index that is dropped.
    pub(super) table_of_index: Option<RelationName>,
    /// The present type of the column that is altered.
    pub(super) existing_type: Option<ColumnType>,
    /// Whether the constraint that is dropped is a foreign key, where that was said.
    pub(super) is_foreign_key: Option<bool>,
}

impl Hints {
    /// What an operation says.
    pub(super) fn of(operation: &Operation, origin: &Origin, default_schema: &str) -> Self {
        let mut hints = Self::default();
        match operation {
            Operation::DropIndex(op) => {
                let schema = op.schema.as_ref().map(Name::text);
                hints.table_of_index = op
                    .table_name
                    .as_ref()
                    .map(|table| RelationName::qualified(schema, table.text(), default_schema));
            }
            Operation::AlterColumn(op) => {
                hints.existing_type = op
                    .existing_type
                    .as_ref()
                    .and_then(|existing| type_name(op, existing, origin));
            }
            Operation::DropConstraint(op) => {
                hints.is_foreign_key = op
                    .constraint_type
                    .map(|kind| kind == ConstraintType::ForeignKey);
            }
            Operation::CreateTable(_)
            | Operation::DropTable(_)
            | Operation::RenameTable(_)
            | Operation::AddColumn(_)
            | Operation::DropColumn(_)
            | Operation::CreateIndex(_)
            | Operation::AddConstraint(_)
            | Operation::CreateTableComment(_)
            | Operation::DropTableComment(_)
            | Operation::ExecuteSql(_)
            | Operation::BulkInsert(_) => {}
        }
        hints
    }
}

/// A type as SQL names it: what the compiler writes when a column is given that type.
fn type_name(op: &AlterColumnOp, existing: &SqlType, origin: &Origin) -> Option<ColumnType> {
    let mut probe = AlterColumnOp::new(op.table.clone(), op.column_name.clone());
    probe.sql_type = Some(existing.clone());
    let mut compiler = DdlCompiler::new(CompilerOptions {
        target: Target::Server,
        naming_convention: NamingConvention::default(),
    });
    let statements = compiler
        .compile(&Operation::AlterColumn(Box::new(probe)), origin)
        .ok()?;
    let actions = statements
        .iter()
        .flat_map(|statement| read(&statement.text, "public"))
        .map(|reading| reading.action);
    actions.into_iter().find_map(|action| match action {
        Action::AlterTable { changes, .. } => changes.into_iter().find_map(|change| match change {
            TableChange::SetType { new_type, .. } => Some(new_type),
            _ => None,
        }),
        _ => None,
    })
}
