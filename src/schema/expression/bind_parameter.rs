//! `sqlalchemy.bindparam()` and the parameters that plain Python values become.

use std::rc::Rc;

use super::super::literal::Literal;
use super::super::sql_type::SqlType;

/// Where a parameter's value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rendering {
    /// Sent beside the statement, or written into it where literals are asked for.
    #[default]
    Bound,
    /// `op.inline_literal()` and `literal_execute=True`: always written into the statement.
    Inline,
}

/// A value with a type.
#[derive(Debug, Clone, PartialEq)]
pub struct BindParameter {
    /// Its name; `None` for one made from a plain value.
    pub key: Option<Rc<str>>,
    /// Its value; `None` is a parameter that waits for one (`required`).
    pub value: Option<Literal>,
    /// What its value is written as.
    pub sql_type: SqlType,
    /// `expanding=True`, and the right side of IN: a list of values.
    pub expanding: bool,
    /// Whether it is written into the statement in any case.
    pub rendering: Rendering,
}

impl BindParameter {
    /// A nameless parameter, as a plain value becomes one.
    pub fn of_value(value: Literal, sql_type: SqlType) -> Self {
        Self {
            key: None,
            value: Some(value),
            sql_type,
            expanding: false,
            rendering: Rendering::Bound,
        }
    }
}
