//! The text of one assigned value (`crud._append_param_parameter`).

use std::rc::Rc;

use crate::schema::expression::{
    BindParameter, Expression, ExpressionKind, Rendering, Surrounding,
};
use crate::schema::statement::AssignedValue;
use crate::schema::{Column, ColumnDefault, Literal};

use super::super::error::DdlError;
use super::super::expression::{ExpressionCompiler, Values};
use super::setting::Setting;

/// What a parameter is called, where it is not written as a literal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ParameterName {
    /// As the key of the column.
    Key,
    /// `key_mN`: in the row N of several.
    OfRow(usize),
    /// Whatever is free: inside of a CTE, where names could meet those of the statement around.
    Free,
}

impl ParameterName {
    /// The names of the values of a statement that stands there.
    pub(super) fn of_setting(setting: Setting) -> Self {
        match setting {
            Setting::TopLevel => Self::Key,
            Setting::CommonTable => Self::Free,
        }
    }

    fn of(self, column: &Column) -> Option<Rc<str>> {
        match self {
            Self::Key => Some(column.key().into()),
            Self::OfRow(row) => Some(format!("{}_m{row}", column.key()).into()),
            Self::Free => None,
        }
    }
}

impl ExpressionCompiler<'_> {
    /// A plain value with the type of its column.
    pub(super) fn column_value(
        self,
        column: &Column,
        name: ParameterName,
        value: &Literal,
    ) -> Result<String, DdlError> {
        let mut parameter = BindParameter::of_value(value.clone(), column.sql_type.clone());
        parameter.key = name.of(column);
        self.process(&parameter.into())
    }

    /// The place of a value that is not known.
    pub(super) fn column_place(
        self,
        column: &Column,
        name: ParameterName,
    ) -> Result<String, DdlError> {
        self.process(
            &BindParameter {
                key: name.of(column),
                value: None,
                sql_type: column.sql_type.clone(),
                expanding: false,
                rendering: Rendering::Bound,
            }
            .into(),
        )
    }

    /// The place of every column's value, in a script that knows no values: a mark even where
    /// values are written as literals.
    pub(super) fn unfilled_place(self, column: &Column) -> Result<String, DdlError> {
        Self {
            values: Values::Placeholders,
            ..self
        }
        .column_place(column, ParameterName::Key)
    }

    /// What `values()` says of a column.
    ///
    /// A value executed with the statement takes the place of a plain one. A parameter without a
    /// type gets that of the column, but not in the later rows of several.
    pub(super) fn assigned(
        self,
        column: &Column,
        name: ParameterName,
        value: &AssignedValue,
    ) -> Result<String, DdlError> {
        let expression = match value {
            AssignedValue::Literal(literal) => {
                let executed = match (self.executed, name.of(column)) {
                    (Some(executed), Some(name)) => executed.value(&name),
                    _ => None,
                };
                return self.column_value(column, name, executed.unwrap_or(literal));
            }
            AssignedValue::Expression(expression) => expression,
        };
        match expression.kind() {
            ExpressionKind::BindParameter(parameter) => {
                let mut parameter = parameter.clone();
                if !matches!(name, ParameterName::OfRow(row) if row > 0) {
                    if parameter.sql_type.is_null() {
                        parameter.sql_type = column.sql_type.clone();
                    }
                    parameter.key = parameter.key.or_else(|| name.of(column));
                }
                self.process(&parameter.into())
            }
            _ => self.grouped(expression),
        }
    }

    /// An expression in a place of its own: in parentheses where it is made by an operator.
    pub(super) fn grouped(self, expression: &Expression) -> Result<String, DdlError> {
        self.process(&expression.self_group(&Surrounding::Nothing)?)
    }

    /// What a default or onupdate gives in the row `name` stands for.
    ///
    /// A script has NULL for what Python computes, as Alembic writes it.
    pub(super) fn computed_default(
        self,
        column: &Column,
        name: ParameterName,
        default: &ColumnDefault,
    ) -> Result<String, DdlError> {
        match default {
            ColumnDefault::Expression(expression) => self.grouped(expression),
            ColumnDefault::Sequence(sequence) => self.next_value(sequence),
            ColumnDefault::Value(_) | ColumnDefault::Callable => {
                self.computed_value(column, name, default)
            }
        }
    }

    /// What Python computes before the statement is executed.
    pub(super) fn computed_value(
        self,
        column: &Column,
        name: ParameterName,
        default: &ColumnDefault,
    ) -> Result<String, DdlError> {
        match (self.values, default) {
            (Values::Literals | Values::Placeholders, _) => self.column_place(column, name),
            // It is nameless: what only a later set of values says of the column does not count.
            (Values::Driver, ColumnDefault::Value(value)) => self
                .process(&BindParameter::of_value(value.clone(), column.sql_type.clone()).into()),
            (Values::Driver, ColumnDefault::Callable) => Err(DdlError::Unsupported(format!(
                "the default of the column {}, which is a Python function, in this statement",
                column.name
            ))),
            (Values::Driver, ColumnDefault::Expression(_) | ColumnDefault::Sequence(_)) => {
                Err(DdlError::Unsupported(format!(
                    "the default of the primary key {}, which the database computes beforehand",
                    column.name
                )))
            }
        }
    }
}
