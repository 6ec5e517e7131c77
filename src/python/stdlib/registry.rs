//! Which modules there are.

use std::rc::Rc;

use crate::python::class::Class;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::module::Module;
use crate::python::shared::Shared;
use crate::python::value::{Attributes, Value};

/// Fills a module with its names.
type Fill = fn(&mut Interpreter, &Module) -> Result<(), PythonError>;

/// Makes a class of a class statement whose bases ask for more than an ordinary class.
pub(crate) type ClassMaker = fn(
    &mut Interpreter,
    &Rc<str>,
    Vec<Shared<Class>>,
    Attributes,
) -> Result<Shared<Class>, PythonError>;

/// The native module `name`; nothing where it is not part of the standard library.
pub(crate) fn module(cx: &mut Interpreter, name: &str) -> Result<Option<Value>, PythonError> {
    let fill: Fill = match name {
        "enum" => super::enumeration::fill,
        _ => return Ok(None),
    };
    let module = Module::native(name);
    fill(cx, &module)?;
    Ok(Some(Value::Module(Shared::new(module))))
}

/// The maker the bases of a class statement ask for.
pub(crate) fn class_maker(bases: &[Shared<Class>]) -> Option<ClassMaker> {
    let _ = bases;
    None
}
