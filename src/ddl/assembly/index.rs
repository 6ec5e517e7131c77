//! Indexes of a table and their names.

use crate::schema::expression::{ColumnReference, Expression, ExpressionKind};
use crate::schema::{
    Column, ConstraintKind, Index, IndexOptions, Name, NamingConvention, Table, TableReference,
    TextElements, Uniqueness,
};

use super::super::error::DdlError;
use super::super::naming::{ConstraintFacts, NamedColumn, constraint_name};
use super::constraints::included;
use super::table::named_column;

/// An index with its final name.
#[derive(Debug, Clone)]
pub(in crate::ddl) struct AssembledIndex {
    /// The index.
    pub(in crate::ddl) index: Index,
    /// Its name; `None` where no convention has given one.
    pub(in crate::ddl) name: Option<Name>,
}

/// The indexes of the columns, then those given as arguments.
///
/// SQLAlchemy keeps them in a set without an order of its own.
pub(super) fn collect(
    table: &Table,
    convention: &NamingConvention,
) -> Result<Vec<AssembledIndex>, DdlError> {
    let mut assembled = Vec::new();
    for column in table.columns.iter().filter(|column| column.index) {
        let index = Index {
            name: None,
            expressions: vec![column_expression(column)],
            text_elements: TextElements::Nameless,
            uniqueness: if column.unique {
                Uniqueness::Unique
            } else {
                Uniqueness::Plain
            },
            options: IndexOptions::default(),
        };
        assembled.push(assemble_index(
            index,
            &table.reference,
            &table.columns,
            convention,
        )?);
    }
    for index in &table.indexes {
        let index = resolve_index_columns(index, table)?;
        assembled.push(assemble_index(
            index,
            &table.reference,
            &table.columns,
            convention,
        )?);
    }
    Ok(assembled)
}

fn column_expression(column: &Column) -> Expression {
    let mut reference = ColumnReference::new(column.name.clone(), column.sql_type.clone());
    reference.key = Some(column.key().to_owned());
    reference.into()
}

/// Columns of an index given by key are looked up in the table.
fn resolve_index_columns(index: &Index, table: &Table) -> Result<Index, DdlError> {
    let mut resolved = index.clone();
    resolved.options.include = included(&index.options.include, &table.columns, &table.reference)?;
    for expression in &mut resolved.expressions {
        let ExpressionKind::Column(reference) = expression.kind() else {
            continue;
        };
        if reference.table.is_some() {
            continue;
        }
        let position = table
            .columns
            .iter()
            .position(|column| column.key() == reference.key())
            .ok_or_else(|| {
                DdlError::ConstraintColumnNotFound(format!(
                    "Can't create Index on table '{}': no column named '{}' is present.",
                    table.reference.name,
                    reference.key()
                ))
            })?;
        *expression = column_expression(&table.columns[position]);
    }
    Ok(resolved)
}

/// Names an index; `columns` are those its table is known to have.
pub(in crate::ddl) fn assemble_index(
    index: Index,
    table: &TableReference,
    columns: &[Column],
    convention: &NamingConvention,
) -> Result<AssembledIndex, DdlError> {
    let named = |expression: &Expression| {
        matches!(expression.kind(), ExpressionKind::Column(_))
            || text_column(expression, index.text_elements).is_some()
    };
    if index.name.is_none() && !index.expressions.iter().all(named) {
        return Err(DdlError::Unsupported(
            "an index over an expression that leaves its name to the convention".to_owned(),
        ));
    }
    let facts = ConstraintFacts {
        kind: Some(ConstraintKind::Index),
        table,
        columns: index_columns(&index, columns),
        referred_table: None,
        referred_columns: Vec::new(),
    };
    let name = constraint_name(index.name.as_ref(), &facts, convention)?;
    Ok(AssembledIndex { index, name })
}

/// The columns a convention sees: of each expression the first column in it.
fn index_columns(index: &Index, columns: &[Column]) -> Vec<NamedColumn> {
    fn first_column(expression: &Expression) -> Option<NamedColumn> {
        match expression.kind() {
            ExpressionKind::Column(column) => Some(NamedColumn {
                name: column.name.clone(),
                key: column.key().to_owned(),
            }),
            kind => kind.children().find_map(first_column),
        }
    }

    let mut found: Vec<NamedColumn> = Vec::new();
    let visible = index.expressions.iter().filter_map(|expression| {
        text_column(expression, index.text_elements).or_else(|| first_column(expression))
    });
    for column in visible {
        let known = columns.iter().find(|known| known.key() == column.key);
        let column = known.map_or(column, named_column);
        if found.iter().all(|earlier| earlier.key != column.key) {
            found.push(column);
        }
    }
    found
}

/// The column Alembic makes of a text among the expressions (`_textual_index_element`).
fn text_column(expression: &Expression, text_elements: TextElements) -> Option<NamedColumn> {
    match (expression.kind(), text_elements) {
        (ExpressionKind::Text(clause), TextElements::Named) => Some(NamedColumn {
            name: Name::from(clause.text.as_str()),
            key: clause.text.clone(),
        }),
        _ => None,
    }
}
