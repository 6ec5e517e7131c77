//! Applying operators to expressions and plain values.
//!
//! The counterpart of `sqlalchemy.sql.default_comparator`, `coercions` and the constructors in
//! `elements`: plain values become bind parameters of the right type, operands are grouped by
//! precedence, negations use the opposite operator where there is one.

mod arithmetic;
mod coercion;
mod comparator;
mod comparison;
mod conjunction;
mod construction;
mod function;
mod grouping;
mod iteration;
mod negation;

pub use arithmetic::{arithmetic, custom, is_chain};
pub use coercion::{Operand, coerce, element};
pub use comparator::{
    Comparator, DialectOperator, Subscript, any_element, as_text, delete_path, json_item_as,
    subscript,
};
pub use comparison::{
    LikeForm, between, compare, compare_with_collection, in_list, is_in, like, matches_pattern,
    replaced_pattern, text_search,
};
pub use conjunction::{conjunction, criteria, junction};
pub use construction::{
    array, bitwise_not, case, cast, collate, distinct, extract, label, literal, modified, negative,
    next_value, quantified, textual_reference, try_cast, tuple, type_coerce,
};
pub use function::{
    aggregate_order_by, call, filter, is_known, known_functions, over, within_group,
};
pub use iteration::iterated;
pub use negation::negate;
