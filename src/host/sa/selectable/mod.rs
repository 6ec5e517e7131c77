//! What stands behind FROM and what selects from it, as Python objects: `sqlalchemy.select()`,
//! aliases, subqueries, joins and their columns.

mod clauses;
mod coerce;
mod columns;
mod compounds;
mod constructors;
mod from_object;
mod label_style;
mod query_object;
mod scalars;
mod subqueries;
mod table_functions;
mod textual;
mod values_clause;
mod where_from;

pub(crate) use coerce::{
    by_of, condition, named_from, query_of, scalar_subquery, select_item, statement_text,
};
pub(crate) use columns::{ColumnCollection, require_plain_values};
pub(crate) use constructors::selectable_functions;
pub(crate) use from_object::{FromObject, from_method};
pub(crate) use label_style::label_styles;
pub(crate) use scalars::scalar_method;
pub(crate) use table_functions::function_method;
pub(crate) use textual::textual_columns;
