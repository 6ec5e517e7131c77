//! `itertools`: iterators made of iterators.

mod combinatoric;
mod module;
mod selecting;
mod streams;

pub(super) use module::module;
