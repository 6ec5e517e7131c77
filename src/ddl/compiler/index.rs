//! CREATE INDEX and DROP INDEX.

use std::sync::LazyLock;

use regex::Regex;

use crate::operations::{DropIndexOp, ExistenceCheck};
use crate::schema::expression::{Expression, ExpressionKind, Surrounding};
use crate::schema::{
    Column, Index, IndexConcurrency, NullsDistinct, SqlType, TableReference, Uniqueness,
};

use super::super::assembly::{AssembledIndex, assemble_index};
use super::super::error::DdlError;
use super::super::python_text::repr;
use super::ddl_compiler::DdlCompiler;
use super::table::{if_exists, if_not_exists};

/// Names of access methods.
static METHOD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:btree|hash|gist|gin|[\w_]+)\n?$")
        .expect("the pattern is a constant that has been tried")
});

/// An access method in lower case.
pub(super) fn index_method(method: &str) -> Result<String, DdlError> {
    if METHOD.is_match(method) {
        return Ok(method.to_lowercase());
    }
    Err(DdlError::Compile(format!(
        "Unexpected SQL phrase: {} (matching against '^(?:btree|hash|gist|gin|[\\\\w_]+)$')",
        repr(method)
    )))
}

impl DdlCompiler {
    /// The index of an operation, with its name.
    pub(super) fn assembled_index(
        &self,
        index: &Index,
        table: &TableReference,
    ) -> Result<AssembledIndex, DdlError> {
        assemble_index(index.clone(), table, &[], &self.options.naming_convention)
    }

    /// `CREATE INDEX name ON table (…)`.
    pub(super) fn create_index(
        &self,
        assembled: &AssembledIndex,
        table: &TableReference,
        existence: ExistenceCheck,
    ) -> Result<String, DdlError> {
        let (index, options) = (&assembled.index, &assembled.index.options);
        let name = assembled.name.as_ref().ok_or_else(|| {
            DdlError::Compile("CREATE INDEX requires that the index have a name".to_owned())
        })?;
        let mut text = "CREATE ".to_owned();
        if index.uniqueness == Uniqueness::Unique {
            text.push_str("UNIQUE ");
        }
        text.push_str("INDEX ");
        text.push_str(concurrently(options.concurrency));
        text.push_str(if_not_exists(existence));
        text.push_str(&format!(
            "{} ON {} ",
            self.preparer().format_constraint_name(name)?,
            self.preparer().format_table(table)?
        ));
        if let Some(using) = options.using.as_deref().filter(|text| !text.is_empty()) {
            text.push_str(&format!("USING {} ", index_method(using)?));
        }
        let mut elements = Vec::with_capacity(index.expressions.len());
        for expression in &index.expressions {
            let grouped = match expression.kind() {
                ExpressionKind::Column(_) => expression.clone(),
                _ => expression.self_group(&Surrounding::Nothing)?,
            };
            let element = self.expressions().process(&grouped)?;
            elements.push(self.with_operator_class(element, expression, &options.operator_classes));
        }
        text.push_str(&format!("({})", elements.join(", ")));
        text.push_str(&self.include(&options.include)?);
        text.push_str(match options.nulls_distinct {
            NullsDistinct::Unspecified => "",
            NullsDistinct::NotDistinct => " NULLS NOT DISTINCT",
            NullsDistinct::Distinct => " NULLS DISTINCT",
        });
        if !options.storage_parameters.is_empty() {
            let parameters: Vec<String> = options
                .storage_parameters
                .iter()
                .map(|(name, value)| format!("{name} = {value}"))
                .collect();
            text.push_str(&format!(" WITH ({})", parameters.join(", ")));
        }
        if let Some(tablespace) = options
            .tablespace
            .as_ref()
            .filter(|name| !name.text().is_empty())
        {
            text.push_str(&format!(
                " TABLESPACE {}",
                self.preparer().quote(tablespace)?
            ));
        }
        if let Some(filter) = &options.filter {
            text.push_str(&format!(" WHERE {}", self.expressions().process(filter)?));
        }
        Ok(text)
    }

    /// Adds the operator class given for the key of a column or label.
    pub(super) fn with_operator_class(
        &self,
        element: String,
        expression: &Expression,
        classes: &[(String, String)],
    ) -> String {
        let key = match expression.kind() {
            ExpressionKind::Column(column) => Some(column.key()),
            ExpressionKind::Label(label) => Some(label.name.text()),
            _ => None,
        };
        match key.and_then(|key| classes.iter().find(|(column, _)| column == key)) {
            Some((_, class)) => format!("{element} {class}"),
            None => element,
        }
    }

    /// `DROP INDEX schema.name`.
    pub(super) fn drop_index(&self, drop: &DropIndexOp) -> Result<String, DdlError> {
        // Alembic makes an index over a column of this name only to drop it.
        let column = Column::new("x", SqlType::null());
        let table = TableReference {
            name: drop.table_name.clone().unwrap_or_else(|| "no_table".into()),
            schema: drop.schema.clone(),
        };
        let reference =
            crate::schema::expression::ColumnReference::new("x", SqlType::null()).into();
        let index = Index::new(Some(drop.index_name.clone()), vec![reference]);
        let assembled = assemble_index(index, &table, &[column], &self.options.naming_convention)?;
        let name = assembled.name.as_ref().unwrap_or(&drop.index_name);
        let mut text = "\nDROP INDEX ".to_owned();
        text.push_str(concurrently(drop.concurrency));
        text.push_str(if_exists(drop.existence));
        if let Some(schema) = drop
            .schema
            .as_ref()
            .filter(|schema| !schema.text().is_empty())
        {
            text.push_str(&self.preparer().quote(schema)?);
            text.push('.');
        }
        text.push_str(&self.preparer().format_constraint_name(name)?);
        Ok(text)
    }
}

fn concurrently(concurrency: IndexConcurrency) -> &'static str {
    match concurrency {
        IndexConcurrency::Blocking => "",
        IndexConcurrency::Concurrently => "CONCURRENTLY ",
    }
}
