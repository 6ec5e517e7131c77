//! How values read and how text is formatted: literals, format specifications, `%` and `{}`.
//!
//! Counterpart of CPython's `Python/formatter_unicode.c`, `Objects/unicodeobject.c` and
//! `Objects/stringlib/unicode_format.h`.

mod float;
mod literal;
pub(crate) mod percent;
pub(crate) mod specification;
pub(crate) mod template;

pub(crate) use float::{float_repr, format_float};
pub(crate) use literal::{bytes_repr, is_printable, plain_repr, push_escaped, string_repr};
