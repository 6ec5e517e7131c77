//! `sqlalchemy.delete()`.

use super::super::error::SchemaError;
use super::super::expression::Expression;
use super::from_clause::FromClause;
use super::insert::returning_measures;
use super::measure::Measure;
use super::select::{NestedCte, SelectItem};

/// `delete(table)` with all that was called on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Delete {
    /// The table.
    pub table: FromClause,
    /// WHERE: conditions joined by AND.
    pub conditions: Vec<Expression>,
    /// Texts behind DELETE.
    pub prefixes: Vec<Expression>,
    /// RETURNING.
    pub returning: Vec<SelectItem>,
    /// CTEs that are written without being used (`add_cte`).
    pub independent_ctes: Vec<NestedCte>,
}

impl Delete {
    /// A DELETE of all rows.
    pub fn new(table: FromClause) -> Self {
        Self {
            table,
            conditions: Vec::new(),
            prefixes: Vec::new(),
            returning: Vec::new(),
            independent_ctes: Vec::new(),
        }
    }

    /// How deep and large it is.
    pub fn measure(&self) -> Result<Measure, SchemaError> {
        Measure::around(
            self.conditions
                .iter()
                .map(Expression::measure)
                .chain(returning_measures(&self.returning)),
        )
    }
}
