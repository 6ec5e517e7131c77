//! RETURNING.

use crate::schema::Expression;
use crate::schema::statement::column_names::{Repetitions, name_columns};
use crate::schema::statement::{LabelStyle, SelectItem, taken_apart};

use super::super::error::DdlError;
use super::super::expression::{ExpressionCompiler, Values};
use super::super::selectable::SelectForm;

impl ExpressionCompiler<'_> {
    /// ` RETURNING …`, or nothing.
    pub(super) fn returning(self, items: &[SelectItem]) -> Result<String, DdlError> {
        self.returned_columns(taken_apart(items))
    }

    /// ` RETURNING …` of these columns, or nothing.
    pub(super) fn returned_columns(self, columns: Vec<Expression>) -> Result<String, DdlError> {
        if columns.is_empty() {
            return Ok(String::new());
        }
        // SQLAlchemy forgets here that values are to be written as literals.
        let values = match self.values {
            Values::Literals | Values::Placeholders => Values::Placeholders,
            Values::Driver => Values::Driver,
        };
        let compiler = Self { values, ..self };
        let named = name_columns(columns, LabelStyle::Disambiguate, Repetitions::Renamed);
        let texts: Result<Vec<String>, DdlError> = named
            .iter()
            .map(|column| compiler.select_column(column, SelectForm::Plain))
            .collect();
        Ok(format!(" RETURNING {}", texts?.join(", ")))
    }
}
