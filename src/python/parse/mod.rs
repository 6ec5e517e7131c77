//! From text to the tree of `syntax`: the only place that names the parser's own types.
//!
//! Counterpart of CPython's `Parser/` and `Python/symtable.c`. `guard` looks at the tokens first,
//! so that hostile nesting is refused before a recursive step could meet it.

mod expressions;
mod functions;
mod guard;
mod lowering;
mod patterns;
mod placement;
mod scopes;
mod source_text;
mod statements;

pub use lowering::parse_module;
