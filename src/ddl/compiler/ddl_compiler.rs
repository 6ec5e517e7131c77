//! The entrance: an operation in, statements out.

use std::collections::HashSet;

use crate::operations::{DialectInUse, IdentifierForm, IdentifierRequest, Operation};
use crate::schema::{Name, ServerDefault, SqlType};
use crate::source::Origin;

use super::super::error::DdlError;
use super::super::expression::ExpressionCompiler;
use super::super::identifier_preparer::IdentifierPreparer;
use super::super::literal::render_string;
use super::super::options::{BoundValues, CompilerOptions, ParameterStyle, Target};
use super::super::statement::Statement;
use super::super::type_compiler::TypeCompiler;
use super::inherited_schemas::InheritedSchemas;
use super::named_type::TypeKey;

/// Compiles operations one after the other.
///
/// It remembers which types it has created, as Alembic does over a whole run: a type is created
/// with the first table that uses it and not again.
#[derive(Debug)]
pub struct DdlCompiler {
    pub(super) options: CompilerOptions,
    pub(super) created_types: HashSet<TypeKey>,
    inherited_schemas: InheritedSchemas,
}

impl DdlCompiler {
    /// A compiler that has created no type yet.
    pub fn new(options: CompilerOptions) -> Self {
        Self {
            options,
            created_types: HashSet::new(),
            inherited_schemas: InheritedSchemas::default(),
        }
    }

    /// An identifier as the dialect's identifier preparer writes it into a text of the migration's
    /// own; psycopg2 has its percent signs doubled whatever SQL is sent.
    pub fn write_identifier(&self, request: &IdentifierRequest) -> Result<String, DdlError> {
        let target = match (request.dialect, self.options.target) {
            (DialectInUse::OfConnection, target @ Target::Script { .. }) => target,
            (DialectInUse::OfConnection | DialectInUse::OwnInstance, _) => Target::Script {
                values: BoundValues::Literals,
                style: ParameterStyle::Pyformat,
            },
        };
        let preparer = IdentifierPreparer::new(target);
        match &request.form {
            IdentifierForm::Quoted(name) => preparer.quote(name),
            IdentifierForm::Delimited(text) => Ok(preparer.quote_identifier(text)),
            IdentifierForm::Qualified(name, schema) => {
                preparer.format_qualified(name, schema.as_ref())
            }
        }
    }

    /// The statements an operation asks for, in order; none for one that asks for nothing.
    ///
    /// An error leaves open which types were remembered as created: do not go on behind one.
    pub fn compile(
        &mut self,
        operation: &Operation,
        origin: &Origin,
    ) -> Result<Vec<Statement>, DdlError> {
        self.inherited_schemas.meet(operation)?;
        let texts = self.texts(operation)?;
        let target = self.options.target;
        Ok(texts
            .iter()
            .map(|text| Statement::finish(text, target, origin))
            .collect())
    }

    fn texts(&mut self, operation: &Operation) -> Result<Vec<String>, DdlError> {
        match operation {
            Operation::CreateTable(create) => self.create_table(create),
            Operation::DropTable(drop) => Ok(vec![self.drop_table(&drop.table, drop.existence)?]),
            Operation::RenameTable(rename) => Ok(vec![self.rename_table(rename)?]),
            Operation::AddColumn(add) => self.add_column(add),
            Operation::DropColumn(drop) => Ok(vec![self.drop_column(drop)?]),
            Operation::AlterColumn(alter) => self.alter_column(alter),
            Operation::CreateIndex(create) => {
                let index = self.assembled_index(&create.index, &create.table)?;
                Ok(vec![self.create_index(
                    &index,
                    &create.table,
                    create.existence,
                )?])
            }
            Operation::DropIndex(drop) => Ok(vec![self.drop_index(drop)?]),
            Operation::AddConstraint(add) => Ok(vec![self.add_constraint_operation(add)?]),
            Operation::DropConstraint(drop) => Ok(vec![self.drop_constraint(drop)?]),
            Operation::CreateTableComment(create) => Ok(vec![
                self.table_comment(&create.table, create.comment.as_deref())?,
            ]),
            Operation::DropTableComment(drop) => Ok(vec![self.table_comment(&drop.table, None)?]),
            Operation::ExecuteSql(execute) => self.execute(execute),
            Operation::BulkInsert(insert) => self.bulk_insert(insert),
        }
    }

    pub(super) fn target(&self) -> Target {
        self.options.target
    }

    pub(super) fn preparer(&self) -> IdentifierPreparer {
        IdentifierPreparer::new(self.options.target)
    }

    pub(super) fn types(&self) -> TypeCompiler {
        TypeCompiler::new(self.preparer())
    }

    /// For conditions and expressions inside of DDL.
    pub(super) fn expressions(&self) -> ExpressionCompiler<'static> {
        ExpressionCompiler::for_definition(self.options.target)
    }

    /// The type as PostgreSQL calls it.
    pub(super) fn type_name(&self, sql_type: &SqlType) -> Result<String, DdlError> {
        self.types().process(sql_type)
    }

    /// What stands behind DEFAULT; `None` for a default that is not written.
    pub(super) fn default_text(&self, default: &ServerDefault) -> Result<Option<String>, DdlError> {
        match default {
            ServerDefault::Text(text) => Ok(Some(render_string(text, self.options.target))),
            ServerDefault::Expression(expression) => {
                let compiler = ExpressionCompiler::for_default(self.options.target);
                Ok(Some(compiler.process(expression)?))
            }
            ServerDefault::FetchedValue
            | ServerDefault::Computed(_)
            | ServerDefault::Identity(_) => Ok(None),
        }
    }

    /// A comment, or NULL.
    pub(super) fn comment_text(&self, comment: Option<&str>) -> String {
        comment.map_or_else(
            || "NULL".to_owned(),
            |comment| render_string(comment, self.options.target),
        )
    }

    /// Identifiers with commas between.
    pub(super) fn quoted_list(&self, names: &[Name]) -> Result<String, DdlError> {
        let quoted: Result<Vec<String>, DdlError> = names
            .iter()
            .map(|name| self.preparer().quote(name))
            .collect();
        Ok(quoted?.join(", "))
    }
}
