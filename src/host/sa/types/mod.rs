//! The types of `sqlalchemy.types` and of the dialects' packages, as Python classes.

mod attributes;
mod behaviour;
mod coerce;
mod construct;
mod conversion;
mod creation;
mod decorator;
mod definition;
mod domain;
mod enumeration;
mod foreign;
mod named;
mod object;
mod register;

pub(crate) use behaviour::{Treatment, TypeBehaviour};
pub(crate) use coerce::{current_type, required_type, type_object, value_type};
pub(crate) use definition::{Shape, TypeDefinition};
pub(crate) use foreign::FOREIGN_DIALECTS;
pub(crate) use object::TypeObject;
pub(crate) use register::{TypeClasses, derived_instance, dialect_classes, generic_classes};
