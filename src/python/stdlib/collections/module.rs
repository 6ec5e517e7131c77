//! The module `collections` itself.

use super::named_tuple::named_tuple;
use super::{counter, default_dictionary, deque, ordered_dictionary};
use crate::python::interpreter::Interpreter;
use crate::python::stdlib::native::ModuleBuilder;
use crate::python::value::Value;

/// Makes the module.
pub(in crate::python::stdlib) fn module(cx: &mut Interpreter) -> Value {
    ModuleBuilder::new("collections")
        .class(&default_dictionary::class(cx))
        .class(&ordered_dictionary::class(cx))
        .class(&counter::class(cx))
        .class(&deque::class(cx))
        .function(
            "namedtuple",
            "typename, field_names, *, rename=, defaults=, module=",
            named_tuple,
        )
        .finish()
}
