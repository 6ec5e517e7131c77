//! DDL as objects: `op.execute(CreateSequence(…))` and its kin.

use crate::operations::{DataDefinition, ExistenceCheck};
use crate::schema::{Name, Sequence};

use super::super::assembly::assemble_index;
use super::super::error::DdlError;
use super::column::identity_options;
use super::ddl_compiler::DdlCompiler;
use super::table::{if_exists, if_not_exists};

impl DdlCompiler {
    /// The statements such an object is; all but CREATE TABLE are a single one.
    pub(super) fn definition(&self, definition: &DataDefinition) -> Result<Vec<String>, DdlError> {
        if let DataDefinition::CreateTable {
            table,
            existence,
            naming_convention,
            parts,
        } = definition
        {
            return self.create_collected_table(table, *existence, naming_convention, *parts);
        }
        Ok(vec![self.one_definition(definition)?])
    }

    fn one_definition(&self, definition: &DataDefinition) -> Result<String, DdlError> {
        match definition {
            DataDefinition::Text(text) if self.target().doubles_percent_signs() => {
                Ok(text.replace('%', "%%"))
            }
            DataDefinition::Text(text) => Ok(text.clone()),
            DataDefinition::CreateSchema { name, existence } => {
                self.create_schema(name, *existence)
            }
            DataDefinition::DropSchema {
                name,
                cascade,
                existence,
            } => {
                let cascade = if *cascade { " CASCADE" } else { "" };
                let name = self.preparer().quote(name)?;
                Ok(format!(
                    "DROP SCHEMA {}{name}{cascade}",
                    if_exists(*existence)
                ))
            }
            DataDefinition::CreateSequence {
                sequence,
                existence,
            } => self.create_sequence(sequence, *existence),
            DataDefinition::DropSequence {
                sequence,
                existence,
            } => {
                let name = self.sequence_name(sequence)?;
                Ok(format!("DROP SEQUENCE {}{name}", if_exists(*existence)))
            }
            DataDefinition::CreateEnumeration(enumeration) => self.create_enumeration(enumeration),
            DataDefinition::DropEnumeration(enumeration) => self.drop_enumeration(enumeration),
            DataDefinition::CreateDomain(domain) => self.create_domain(domain),
            DataDefinition::DropDomain(domain) => self.drop_domain(domain),
            DataDefinition::CreateTable { .. } => Err(DdlError::Compile(
                "CREATE TABLE may be several statements".to_owned(),
            )),
            DataDefinition::DropTable { table, existence } => self.drop_table(table, *existence),
            DataDefinition::CreateIndex {
                table,
                index,
                existence,
                naming_convention,
            } => {
                let index = assemble_index(index.clone(), table, &[], naming_convention)?;
                self.create_index(&index, table, *existence)
            }
            DataDefinition::DropIndex {
                table,
                index,
                existence,
                naming_convention,
            } => {
                let index = assemble_index(index.clone(), table, &[], naming_convention)?;
                self.drop_assembled_index(&index, table, *existence)
            }
            DataDefinition::AddConstraint(add) => self.add_constraint_operation(add),
            DataDefinition::DropConstraint(drop) => self.drop_constraint(drop),
        }
    }

    fn create_schema(&self, name: &Name, existence: ExistenceCheck) -> Result<String, DdlError> {
        let name = self.preparer().quote(name)?;
        Ok(format!("CREATE SCHEMA {}{name}", if_not_exists(existence)))
    }

    fn create_sequence(
        &self,
        sequence: &Sequence,
        existence: ExistenceCheck,
    ) -> Result<String, DdlError> {
        let mut text = format!(
            "CREATE SEQUENCE {}{}",
            if_not_exists(existence),
            self.sequence_name(sequence)?
        );
        if let Some(data_type) = &sequence.data_type {
            text.extend([" AS ", &self.type_name(data_type)?]);
        }
        let options = identity_options(&sequence.options);
        if !options.is_empty() {
            text.push(' ');
            text.push_str(&options);
        }
        Ok(text)
    }

    fn sequence_name(&self, sequence: &Sequence) -> Result<String, DdlError> {
        self.preparer()
            .format_qualified(&sequence.name, sequence.schema.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::script;
    use super::*;
    use crate::operations::{Executable, ExecuteSqlOp, Operation};
    use crate::schema::{Enumeration, IdentityOptions, PlainType, SqlType};

    fn written(definition: DataDefinition) -> String {
        let statement = Executable::Definition(Box::new(definition));
        script(&[Operation::ExecuteSql(Box::new(ExecuteSqlOp::new(
            statement,
        )))])
        .unwrap()
    }

    #[test]
    fn schemas_sequences_and_types_are_created_and_dropped() {
        let sequence = |schema: Option<Name>| Sequence {
            name: "sq".into(),
            schema,
            options: IdentityOptions {
                start: Some(5.into()),
                increment: Some(2.into()),
                ..IdentityOptions::default()
            },
            data_type: Some(SqlType::plain(PlainType::BigInteger)),
            optional: false,
        };
        let existence = ExistenceCheck::IfNeeded;
        assert_eq!(
            written(DataDefinition::CreateSequence {
                sequence: sequence(Some("S".into())),
                existence: ExistenceCheck::None,
            }),
            "CREATE SEQUENCE \"S\".sq AS BIGINT INCREMENT BY 2 START WITH 5"
        );
        assert_eq!(
            written(DataDefinition::DropSequence {
                sequence: sequence(None),
                existence
            }),
            "DROP SEQUENCE IF EXISTS sq"
        );
        assert_eq!(
            written(DataDefinition::CreateSchema {
                name: "S".into(),
                existence
            }),
            "CREATE SCHEMA IF NOT EXISTS \"S\""
        );
        assert_eq!(
            written(DataDefinition::DropSchema {
                name: "S".into(),
                cascade: true,
                existence: ExistenceCheck::None,
            }),
            "DROP SCHEMA \"S\" CASCADE"
        );
        assert_eq!(
            written(DataDefinition::DropEnumeration(Enumeration::new(
                "e",
                ["a"]
            ))),
            "DROP TYPE e"
        );
    }
}
