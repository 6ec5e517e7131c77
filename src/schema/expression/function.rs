//! `sqlalchemy.func`: calls of functions by name.

use super::super::name::Name;
use super::super::sequence::Sequence;
use super::super::sql_type::SqlType;
use super::tree::Expression;

/// Which function is called.
#[derive(Debug, Clone, PartialEq)]
pub enum FunctionName {
    /// `func.package.name`; the names of the packages may be none.
    Generic {
        /// What stands in front of the name, joined by points.
        packages: Vec<Name>,
        /// The name as it was written.
        name: Name,
    },
    /// A function SQLAlchemy knows and writes without parentheses, in its own spelling.
    Keyword(&'static str),
    /// A function SQLAlchemy knows and writes in its own spelling.
    Known {
        /// Its name.
        name: &'static str,
        /// How it is written.
        written: &'static str,
    },
    /// `sequence.next_value()`.
    NextValue(Box<Sequence>),
}

/// A call of a function.
#[derive(Debug, Clone, PartialEq)]
pub struct FunctionCall {
    /// Which function.
    pub name: FunctionName,
    /// Its arguments, grouped where they need it.
    pub arguments: Vec<Expression>,
    /// Type of the result.
    pub sql_type: SqlType,
}
