//! `sqlalchemy.update()`.

use super::super::error::SchemaError;
use super::super::expression::Expression;
use super::assignment::Assignments;
use super::from_clause::FromClause;
use super::insert::returning_measures;
use super::measure::Measure;
use super::select::{NestedCte, SelectItem};

/// What an UPDATE assigns.
#[derive(Debug, Clone, PartialEq)]
pub enum UpdateValues {
    /// `values()` was not called: what is executed with the statement decides.
    Unspecified,
    /// `values()`: in the order of the table's columns.
    InTableOrder(Assignments),
    /// `ordered_values()`: in this order.
    InGivenOrder(Assignments),
}

impl UpdateValues {
    /// The assignments, in whatever order they are written.
    pub fn assignments(&self) -> Option<&Assignments> {
        match self {
            Self::Unspecified => None,
            Self::InTableOrder(assignments) | Self::InGivenOrder(assignments) => Some(assignments),
        }
    }
}

/// `update(table)` with all that was called on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Update {
    /// The table.
    pub table: FromClause,
    /// SET.
    pub values: UpdateValues,
    /// WHERE: conditions joined by AND.
    pub conditions: Vec<Expression>,
    /// Texts behind UPDATE.
    pub prefixes: Vec<Expression>,
    /// RETURNING.
    pub returning: Vec<SelectItem>,
    /// CTEs that are written without being used (`add_cte`).
    pub independent_ctes: Vec<NestedCte>,
}

impl Update {
    /// An UPDATE of which nothing else is known.
    pub fn new(table: FromClause) -> Self {
        Self {
            table,
            values: UpdateValues::Unspecified,
            conditions: Vec::new(),
            prefixes: Vec::new(),
            returning: Vec::new(),
            independent_ctes: Vec::new(),
        }
    }

    /// How deep and large it is.
    pub fn measure(&self) -> Result<Measure, SchemaError> {
        let assigned = self
            .values
            .assignments()
            .into_iter()
            .flat_map(Assignments::expressions)
            .map(Expression::measure);
        Measure::around(
            assigned
                .chain(self.conditions.iter().map(Expression::measure))
                .chain(returning_measures(&self.returning)),
        )
    }
}
