//! `on_conflict_do_nothing()` and `on_conflict_do_update()` of PostgreSQL's `insert()`.

use super::super::expression::Expression;
use super::super::name::Name;
use super::assignment::Assignments;
use super::measure::Measure;

/// An element of the conflict target.
#[derive(Debug, Clone, PartialEq)]
pub enum ConflictElement {
    /// A name, as it is.
    Name(Name),
    /// A column or an expression, written without tables.
    Expression(Expression),
}

/// Which conflict is meant.
#[derive(Debug, Clone, PartialEq)]
pub enum ConflictTarget {
    /// Any.
    Any,
    /// `ON CONSTRAINT name`.
    Constraint(Name),
    /// The index of these elements.
    Index {
        /// What is indexed.
        elements: Vec<ConflictElement>,
        /// The condition of a partial index.
        condition: Option<Expression>,
    },
}

/// What happens then.
#[derive(Debug, Clone, PartialEq)]
pub enum ConflictAction {
    /// Nothing.
    Nothing,
    /// The row that is there is changed.
    Update {
        /// SET.
        assignments: Assignments,
        /// WHERE.
        condition: Option<Expression>,
    },
}

/// `ON CONFLICT`.
#[derive(Debug, Clone, PartialEq)]
pub struct OnConflict {
    /// Which conflict is meant.
    pub target: ConflictTarget,
    /// What happens then.
    pub action: ConflictAction,
}

impl OnConflict {
    /// How deep and large its parts are.
    pub(super) fn measures(&self) -> Vec<Measure> {
        let mut measures: Vec<Measure> = match &self.target {
            ConflictTarget::Any | ConflictTarget::Constraint(_) => Vec::new(),
            ConflictTarget::Index {
                elements,
                condition,
            } => elements
                .iter()
                .filter_map(|element| match element {
                    ConflictElement::Name(_) => None,
                    ConflictElement::Expression(expression) => Some(expression),
                })
                .chain(condition)
                .map(Expression::measure)
                .collect(),
        };
        if let ConflictAction::Update {
            assignments,
            condition,
        } = &self.action
        {
            measures.extend(
                assignments
                    .expressions()
                    .chain(condition)
                    .map(Expression::measure),
            );
        }
        measures
    }
}
