//! The columns of a SELECT with their labels (`_label_select_column`).

use crate::schema::TypeKind;
use crate::schema::expression::{Expression, ExpressionKind, Literalness};
use crate::schema::statement::column_names::NamedColumn;
use crate::schema::statement::{LabelName, Query, Statement, taken_apart};

use super::super::error::DdlError;
use super::super::expression::{ExpressionCompiler, TableNames};
use super::labels::Labels;
use super::select::SelectForm;

impl ExpressionCompiler<'_> {
    /// A column of a SELECT or RETURNING.
    pub(in crate::ddl) fn select_column(
        self,
        named: &NamedColumn,
        form: SelectForm,
    ) -> Result<String, DdlError> {
        let column = &named.expression;
        // Also where the names of tables are hidden around the statement.
        let shown = Self {
            table_names: TableNames::Shown,
            ..self
        };
        if !matches!(column.kind(), ExpressionKind::Label(_)) {
            if let Some(required) = &named.required {
                return shown.labelled(column, required);
            }
            if let Some(fallback) = &named.fallback
                && needs_label(column, form)
            {
                return shown.labelled(column, &LabelName::shortened(fallback.clone()));
            }
        }
        Self {
            labels: Labels::Written,
            ..shown
        }
        .process(column)
    }
}

/// Refuses rows among the columns that a program would get of a statement
/// (`_add_to_result_map`); deeper inside they are written.
pub(super) fn check_results(statement: &Statement) -> Result<(), DdlError> {
    let columns = match statement {
        Statement::Query(query) => results(query),
        Statement::Insert(insert) => taken_apart(&insert.returning),
        Statement::Update(update) => taken_apart(&update.returning),
        Statement::Delete(delete) => taken_apart(&delete.returning),
    };
    let is_row = |column: &Expression| matches!(column.sql_type().kind(), TypeKind::Tuple(_));
    if columns.iter().any(is_row) {
        return Err(DdlError::Compile(
            "Most backends don't support SELECTing from a tuple() object.  If this is an ORM \
             query, consider using the Bundle object."
                .to_owned(),
        ));
    }
    Ok(())
}

/// The columns of a query; those of a set operation are its first member's.
fn results(query: &Query) -> Vec<Expression> {
    match query {
        Query::Select(select) => select.selected_columns(),
        Query::Compound(compound) => compound.members.first().map_or_else(Vec::new, results),
        Query::Text(_) => Vec::new(),
    }
}

/// Whether a column is labelled though no other has its name.
fn needs_label(column: &Expression, form: SelectForm) -> bool {
    match column.kind() {
        ExpressionKind::Text(_) | ExpressionKind::TableValued(_) | ExpressionKind::Label(_) => {
            false
        }
        ExpressionKind::Column(reference) => {
            form.is_subquery()
                && reference.literalness == Literalness::Identifier
                && reference.table.is_some()
        }
        ExpressionKind::Unary { operand, .. } | ExpressionKind::Modified { operand, .. } => {
            form.is_subquery() || !has_name(operand)
        }
        _ => true,
    }
}

/// Whether an operand is a column or label, parentheses aside.
fn has_name(operand: &Expression) -> bool {
    match operand.kind() {
        ExpressionKind::Grouping(inner) => has_name(inner),
        ExpressionKind::Column(_) | ExpressionKind::Label(_) | ExpressionKind::TableValued(_) => {
            true
        }
        _ => false,
    }
}
