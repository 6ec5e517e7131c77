//! A small Python: it knows no SQL, no Alembic and no database.
//!
//! Counterpart of CPython 3.11 as far as migrations use it. `parse` turns text into the tree of
//! `syntax`; `eval` walks it; values are in `value`; what the host lends to Python implements
//! [`HostObject`]. Deny by default: what is not supported is an error with its place and reason.

mod arguments;
mod builtins;
mod class;
#[cfg(test)]
mod conformance;
mod dictionary;
mod equivalence;
mod error;
mod eval;
mod exceptions;
mod function;
mod generic_alias;
mod hash;
mod import;
mod integer;
mod interpreter;
mod iterator;
mod module;
mod object;
mod opaque;
mod parse;
mod protocol;
mod queries;
mod scope;
mod set_algebra;
mod set_table;
mod shared;
mod stack;
mod star_exports;
mod stdlib;
pub mod syntax;
mod text;
mod types;
mod union_type;
mod value;

pub use arguments::{Arguments, BoundArguments, Parameter};
pub use class::{BuiltinType, Class, ClassHook, ClassKind, Constructor, Instance};
pub use dictionary::{Dictionary, HashKey, Place};
pub use equivalence::{same_function, same_statements};
pub use error::{ErrorKind, ErrorReport, Exception, Frame, PythonError};
pub use eval::Generator;
pub use exceptions::ExceptionClass;
pub use function::{BoundMethod, Function};
pub use generic_alias::{GenericAlias, GenericOrigin};
pub use integer::{Integer, IntegerFault};
pub use interpreter::{Budget, Configuration, ImportHook, Interpreter, Phase, StarImports};
pub use iterator::{IteratorCell, PythonIterator, ValueIterator};
pub use module::{Module, ModuleKind};
pub use object::{
    BinaryOperator, ClassStatement, CompareOperator, Comparison, ExitOutcome, HostObject, Side,
    UnaryOperator,
};
pub use opaque::Opaque;
pub use parse::parse_module;
pub use queries::{docstring, static_value};
pub use set_table::ValueSet;
pub use shared::Shared;
pub use stack::with_evaluator_stack;
pub use star_exports::is_standard_module;
pub use stdlib::{Date, DateTime, Decimal, Time, TimeDelta, TimeZone, Uuid, ZoneInfo, local_time};
pub use union_type::UnionType;
pub use value::{
    Attributes, Binding, Builtin, Descriptor, DictPart, DictView, NativeCode, Range, Slice, Super,
    Value,
};
