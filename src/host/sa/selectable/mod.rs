//! What stands behind FROM and what selects from it, as Python objects: `sqlalchemy.select()`,
//! aliases, subqueries, joins and their columns.

mod columns;

pub(crate) use columns::{ColumnCollection, require_plain_values};
