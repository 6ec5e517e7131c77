//! What stands behind DEFAULT: the argument `server_default`.

use super::expression::Expression;
use super::identity::{Computed, Identity};

/// A default the server applies.
#[derive(Debug, Clone, PartialEq)]
pub enum ServerDefault {
    /// A plain string, written as a quoted literal.
    Text(String),
    /// `text()`, a function, a literal: written as it is.
    Expression(Expression),
    /// `sa.FetchedValue()`: there is one, and it is not written.
    FetchedValue,
    /// `sa.Computed(…)` given as the default of a column that is altered.
    Computed(Computed),
    /// `sa.Identity(…)` given as the default of a column that is altered.
    Identity(Identity),
}
