//! Applying operators to expressions and plain values.
//!
//! The counterpart of `sqlalchemy.sql.default_comparator`, `coercions` and the constructors in
//! `elements`: plain values become bind parameters of the right type, operands are grouped by
//! precedence, negations use the opposite operator where there is one.

mod arithmetic;
mod coercion;
mod comparison;
mod conjunction;
mod construction;
mod grouping;
mod negation;

pub use arithmetic::{arithmetic, custom};
pub use coercion::{Operand, coerce};
pub use comparison::{
    LikeForm, between, compare, in_list, is_in, like, matches_pattern, text_search,
};
pub use conjunction::{conjunction, junction};
pub use construction::{
    array, bitwise_not, call, case, cast, collate, distinct, extract, label, literal, modified,
    negative, next_value, over, quantified, tuple, type_coerce,
};
pub use negation::negate;
