//! `dataclasses`: classes whose methods follow from their annotated fields.

mod decorator;
mod field;
mod methods;
mod module;

pub(super) use module::module;
