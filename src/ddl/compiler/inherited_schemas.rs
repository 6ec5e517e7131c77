//! Types with `inherit_schema=True` that several tables share.
//!
//! In SQLAlchemy the table that such a type joins last writes its schema into the object, for every
//! later use of it. Here a type is a value that each table gives its own schema: the same as long as
//! all uses of one object agree on the schema. Where they do not, it is refused.

use crate::operations::{AlterColumnOp, DataDefinition, Executable, Operation};
use crate::schema::{Column, Name, SqlType, TypeKind};

use super::super::error::DdlError;

/// Which schema each type with `inherit_schema=True` has got of the tables it joined.
#[derive(Debug, Default)]
pub(super) struct InheritedSchemas {
    joined: Vec<(SqlType, Option<Name>)>,
}

impl InheritedSchemas {
    /// Looks at the types of an operation before it is compiled.
    pub(super) fn meet(&mut self, operation: &Operation) -> Result<(), DdlError> {
        match operation {
            Operation::CreateTable(create) => self.join_all(
                &create.table.columns,
                create.table.reference.schema.as_ref(),
            ),
            Operation::AddColumn(add) => self.join(&add.column.sql_type, add.table.schema.as_ref()),
            Operation::AlterColumn(alter) => self.alter(alter),
            Operation::ExecuteSql(execute) => match &execute.statement {
                Executable::Definition(definition) => self.define(definition),
                Executable::Text(_) | Executable::DriverSql(_) | Executable::Statement(_) => Ok(()),
            },
            Operation::DropTable(_)
            | Operation::RenameTable(_)
            | Operation::DropColumn(_)
            | Operation::CreateIndex(_)
            | Operation::DropIndex(_)
            | Operation::AddConstraint(_)
            | Operation::DropConstraint(_)
            | Operation::CreateTableComment(_)
            | Operation::DropTableComment(_)
            | Operation::BulkInsert(_) => Ok(()),
        }
    }

    /// The type is written as it is, and joins the table behind it.
    fn alter(&mut self, alter: &AlterColumnOp) -> Result<(), DdlError> {
        if let Some(sql_type) = &alter.sql_type {
            for own in sql_type.inheriting_schema() {
                self.agree(own, own_schema(own))?;
            }
        }
        let types = alter.sql_type.iter().chain(&alter.existing_type);
        for own in types.flat_map(SqlType::inheriting_schema) {
            self.joined.push((own.clone(), alter.table.schema.clone()));
        }
        Ok(())
    }

    fn define(&mut self, definition: &DataDefinition) -> Result<(), DdlError> {
        let (name, schema) = match definition {
            DataDefinition::CreateTable { table, .. } => {
                return self.join_all(&table.columns, table.reference.schema.as_ref());
            }
            DataDefinition::CreateEnumeration(own) | DataDefinition::DropEnumeration(own)
                if own.inherit_schema =>
            {
                (own.name.as_ref(), own.schema.as_ref())
            }
            DataDefinition::CreateDomain(own) | DataDefinition::DropDomain(own)
                if own.inherit_schema =>
            {
                (Some(&own.name), own.schema.as_ref())
            }
            _ => return Ok(()),
        };
        // A schema it has stems from a table, which is looked at when it is created.
        let differs = |(joined, other): &(SqlType, Option<Name>)| {
            schema.is_none() && other.is_some() && own_name(joined) == name
        };
        if self.joined.iter().any(differs) {
            return Err(several(name));
        }
        Ok(())
    }

    fn join_all(&mut self, columns: &[Column], schema: Option<&Name>) -> Result<(), DdlError> {
        columns
            .iter()
            .try_for_each(|column| self.join(&column.sql_type, schema))
    }

    fn join(&mut self, sql_type: &SqlType, schema: Option<&Name>) -> Result<(), DdlError> {
        for own in sql_type.inheriting_schema() {
            self.agree(own, schema)?;
            self.joined.push((own.clone(), schema.cloned()));
        }
        Ok(())
    }

    /// Every table the object joined has given it this schema.
    fn agree(&self, own: &SqlType, schema: Option<&Name>) -> Result<(), DdlError> {
        let differs = |(joined, other): &(SqlType, Option<Name>)| {
            joined.is_one_object(own) && other.as_ref() != schema
        };
        if self.joined.iter().any(differs) {
            return Err(several(own_name(own)));
        }
        Ok(())
    }
}

fn several(name: Option<&Name>) -> DdlError {
    let name = name.map_or("without a name", Name::text);
    DdlError::Unsupported(format!(
        "the type {name} with inherit_schema=True in more than one schema; make a type for each table"
    ))
}

fn own_schema(sql_type: &SqlType) -> Option<&Name> {
    match sql_type.kind() {
        TypeKind::Enumeration(own) => own.schema.as_ref(),
        TypeKind::Domain(own) => own.schema.as_ref(),
        _ => None,
    }
}

fn own_name(sql_type: &SqlType) -> Option<&Name> {
    match sql_type.kind() {
        TypeKind::Enumeration(own) => own.name.as_ref(),
        TypeKind::Domain(own) => Some(&own.name),
        _ => None,
    }
}
