//! The SQL expression language of SQLAlchemy Core, as a tree.
//!
//! The counterpart of `sqlalchemy.sql.elements`, `functions` and `default_comparator`. Operators
//! are applied through the functions of [`operators`], which group operands by precedence and
//! give plain values the types SQLAlchemy gives them, so that the tree already holds every
//! parenthesis that will be written.

mod bind_parameter;
mod column_reference;
mod function;
mod operator;
pub mod operators;
mod text_clause;
mod tree;
mod typing;

pub use bind_parameter::{BindParameter, Rendering};
pub use column_reference::{ColumnClass, ColumnReference, Literalness};
pub use function::{FunctionCall, FunctionName};
pub use operator::{
    Associativity, BinaryOperator, CustomOperator, Modifier, Surrounding, UnaryOperator,
};
pub use text_clause::{TextClause, is_word, placeholders};
pub use tree::{
    ArrayLiteral, BinaryExpression, BooleanConnective, Case, Cast, CastForm, Expression,
    ExpressionKind, Extract, Frame, FrameUnit, Label, Over, Separator,
};
pub use typing::{boolean, type_of_value};
