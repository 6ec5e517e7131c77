//! `re`: regular expressions, matched by the crates `regex` and `fancy-regex`.
//!
//! A pattern is translated so that it means what it means to CPython; what could mean something else
//! is refused.

mod alternatives;
mod characters;
mod engine;
mod found;
mod inline_flags;
mod looking;
mod module;
mod pattern;
mod replacement;
mod translate;

pub(super) use module::module;
