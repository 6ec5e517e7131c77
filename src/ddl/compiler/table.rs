//! CREATE TABLE with what belongs to it, DROP TABLE, RENAME, COMMENT.

use crate::operations::{CreateTableOp, ExistenceCheck, RenameTableOp};
use crate::schema::{Column, Name, Table, TableOptions, TableReference};

use super::super::assembly::{AssembledTable, assemble};
use super::super::error::DdlError;
use super::ddl_compiler::DdlCompiler;
use super::named_type::inherit_schema;

impl DdlCompiler {
    /// Types first, then the table, its indexes and its comments.
    pub(super) fn create_table(&mut self, create: &CreateTableOp) -> Result<Vec<String>, DdlError> {
        let table = with_inherited_schemas(&create.table);
        let assembled = assemble(&table, &self.options.naming_convention)?;
        let mut texts = Vec::new();
        for column in &assembled.columns {
            texts.extend(self.create_named_type(&column.sql_type)?);
        }
        texts.push(self.create_table_text(&table, &assembled, create.existence)?);
        for index in &assembled.indexes {
            texts.push(self.create_index(index, &table.reference, ExistenceCheck::None)?);
        }
        if let Some(comment) = &table.comment {
            texts.push(self.table_comment(&table.reference, Some(comment))?);
        }
        for column in &table.columns {
            if let Some(comment) = &column.comment {
                texts.push(self.column_comment(&table.reference, &column.name, comment)?);
            }
        }
        Ok(texts)
    }

    /// CREATE TABLE alone.
    pub(super) fn create_table_alone(
        &self,
        table: &Table,
        existence: ExistenceCheck,
    ) -> Result<String, DdlError> {
        let table = with_inherited_schemas(table);
        let assembled = assemble(&table, &self.options.naming_convention)?;
        self.create_table_text(&table, &assembled, existence)
    }

    fn create_table_text(
        &self,
        table: &Table,
        assembled: &AssembledTable<'_>,
        existence: ExistenceCheck,
    ) -> Result<String, DdlError> {
        let mut text = "\nCREATE ".to_owned();
        if !table.prefixes.is_empty() {
            text.push_str(&table.prefixes.join(" "));
            text.push(' ');
        }
        text.push_str("TABLE ");
        text.push_str(if_not_exists(existence));
        text.push_str(&self.preparer().format_table(&table.reference)?);
        text.push_str(" (");
        let mut separator = "\n";
        for (position, column) in assembled.columns.iter().enumerate() {
            if column.column.system {
                continue;
            }
            let specification = self
                .column_specification(column, assembled.autoincrement == Some(position))
                .and_then(|text| self.with_column_checks(text, column.column, &table.reference))
                .map_err(|error| in_column(error, &table.reference, &column.column.name))?;
            text.push_str(separator);
            separator = ", \n";
            text.push('\t');
            text.push_str(&specification);
        }
        let constraints = self.table_constraints(assembled)?;
        if !constraints.is_empty() {
            text.push_str(separator);
            text.push('\t');
            text.push_str(&constraints.join(", \n\t"));
        }
        text.push_str("\n)");
        text.push_str(&self.table_options(&table.options)?);
        Ok(text)
    }

    /// The primary key and then the others, without those that are left to an ALTER TABLE.
    fn table_constraints(&self, assembled: &AssembledTable<'_>) -> Result<Vec<String>, DdlError> {
        let mut texts = Vec::new();
        if let Some(key) = &assembled.primary_key {
            texts.push(self.primary_key(key)?);
        }
        for constraint in &assembled.constraints {
            if !constraint.uses_alter() {
                texts.push(self.constraint(constraint)?);
            }
        }
        Ok(texts)
    }

    /// What stands behind the closing parenthesis.
    fn table_options(&self, options: &TableOptions) -> Result<String, DdlError> {
        let mut text = String::new();
        if let Some(parents) = &options.inherits {
            text.push_str(&format!("\n INHERITS ( {} )", self.quoted_list(parents)?));
        }
        if let Some(partition_by) = options
            .partition_by
            .as_deref()
            .filter(|text| !text.is_empty())
        {
            text.push_str(&format!("\n PARTITION BY {partition_by}"));
        }
        if let Some(using) = options.using.as_deref().filter(|text| !text.is_empty()) {
            text.push_str(&format!("\n USING {using}"));
        }
        match options.with_oids {
            Some(true) => text.push_str("\n WITH OIDS"),
            Some(false) => text.push_str("\n WITHOUT OIDS"),
            None => {}
        }
        if let Some(on_commit) = options.on_commit.as_deref().filter(|text| !text.is_empty()) {
            let phrase = on_commit.replace('_', " ").to_uppercase();
            text.push_str(&format!("\n ON COMMIT {phrase}"));
        }
        if let Some(tablespace) = options
            .tablespace
            .as_ref()
            .filter(|name| !name.text().is_empty())
        {
            text.push_str(&format!(
                "\n TABLESPACE {}",
                self.preparer().quote(tablespace)?
            ));
        }
        Ok(text)
    }

    /// `DROP TABLE name`.
    ///
    /// Types stay: Alembic knows nothing of the columns of a table it drops.
    pub(super) fn drop_table(
        &self,
        table: &TableReference,
        existence: ExistenceCheck,
    ) -> Result<String, DdlError> {
        let table = self.preparer().format_table(table)?;
        Ok(format!("\nDROP TABLE {}{table}", if_exists(existence)))
    }

    /// `ALTER TABLE name RENAME TO name`.
    pub(super) fn rename_table(&self, rename: &RenameTableOp) -> Result<String, DdlError> {
        Ok(format!(
            "{} RENAME TO {}",
            self.alter_table(&rename.table)?,
            self.preparer().quote(&rename.new_name)?
        ))
    }

    /// `ALTER TABLE name`, as Alembic writes it.
    pub(super) fn alter_table(&self, table: &TableReference) -> Result<String, DdlError> {
        Ok(format!(
            "ALTER TABLE {}",
            self.preparer().format_altered_table(table)?
        ))
    }

    /// `COMMENT ON TABLE name IS comment`.
    pub(super) fn table_comment(
        &self,
        table: &TableReference,
        comment: Option<&str>,
    ) -> Result<String, DdlError> {
        Ok(format!(
            "COMMENT ON TABLE {} IS {}",
            self.preparer().format_table(table)?,
            self.comment_text(comment)
        ))
    }

    /// `COMMENT ON COLUMN table.name IS comment`.
    pub(super) fn column_comment(
        &self,
        table: &TableReference,
        column: &Name,
        comment: &str,
    ) -> Result<String, DdlError> {
        Ok(format!(
            "COMMENT ON COLUMN {}.{} IS {}",
            self.preparer().format_table(table)?,
            self.preparer().quote(column)?,
            self.comment_text(Some(comment))
        ))
    }
}

/// The table with its types in the schemas they inherit.
fn with_inherited_schemas(table: &Table) -> Table {
    let mut table = table.clone();
    for column in &mut table.columns {
        column.sql_type = inherit_schema(&column.sql_type, &table.reference);
    }
    table
}

/// `IF NOT EXISTS `, where it was asked for.
pub(super) fn if_not_exists(existence: ExistenceCheck) -> &'static str {
    match existence {
        ExistenceCheck::None => "",
        ExistenceCheck::IfNeeded => "IF NOT EXISTS ",
    }
}

/// `IF EXISTS `, where it was asked for.
pub(super) fn if_exists(existence: ExistenceCheck) -> &'static str {
    match existence {
        ExistenceCheck::None => "",
        ExistenceCheck::IfNeeded => "IF EXISTS ",
    }
}

/// A compile error inside CREATE TABLE says in which column.
fn in_column(error: DdlError, table: &TableReference, column: &Name) -> DdlError {
    match error {
        DdlError::Compile(message) => DdlError::Compile(format!(
            "(in table '{}', column '{column}'): {message}",
            table.name
        )),
        other => other,
    }
}

/// The column of a statement that adds one, alone in its table.
pub(super) fn table_of_column(reference: &TableReference, column: &Column) -> Table {
    let mut table = Table::new(reference.clone());
    table.columns.push(column.clone());
    with_inherited_schemas(&table)
}
