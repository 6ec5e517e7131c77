//! The evaluator: a walk over the tree of `syntax`, one file per family of forms.
//!
//! Counterpart of CPython's `Python/ceval.c`; what an operation means for a value stands in
//! `protocol`, what the names mean in `scope`.

mod assignments;
mod catching;
mod class_statements;
mod comprehensions;
mod coroutine;
mod exceptions;
mod expressions;
mod function_statements;
mod generator;
mod imports;
mod pattern_matching;
mod set_displays;
mod statements;

pub(crate) use catching::Catching;
pub(crate) use coroutine::resume_value;
pub use generator::Generator;
pub(crate) use generator::{GeneratorKind, Resumption};
pub(crate) use statements::Flow;
