//! `re`: regular expressions, matched by the `regex` crate.
//!
//! A pattern is translated so that it means what it means to CPython; what an automaton cannot do
//! (look-around, back-references, possessive repetition) is refused.

mod characters;
mod found;
mod module;
mod pattern;
mod replacement;
mod translate;

pub(super) use module::module;
