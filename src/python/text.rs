//! How values without code of their own read: string literals, floats, containers of them.

use super::value::Value;

/// `repr` of a value that needs no interpreter; others show their type.
pub(crate) fn plain_repr(value: &Value) -> String {
    format!("{value:?}")
}
