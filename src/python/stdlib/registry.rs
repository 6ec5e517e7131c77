//! The standard modules by name (`sys.stdlib_module_names`).

use std::rc::Rc;

use super::{
    asyncio, base64, collections, contextlib, copy, csv, dataclasses, datetime, decimal,
    enumeration, functools, glob, hashlib, importlib, io, itertools, json, logging, math, operator,
    os, pathlib, re, refused, string, sys, textwrap, time, types, typing, urllib, uuid, warnings,
};
use crate::python::class::Class;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::shared::Shared;
use crate::python::value::{Attributes, Value};

/// Makes a module.
type Make = fn(&mut Interpreter) -> Value;

/// Makes a class of a class statement whose bases ask for more than an ordinary class.
pub(crate) type ClassMaker = fn(
    &mut Interpreter,
    &Rc<str>,
    Vec<Shared<Class>>,
    Attributes,
) -> Result<Shared<Class>, PythonError>;

/// The standard module `name`; nothing where there is no such module.
///
/// The interpreter asks once per module and keeps the answer.
pub(crate) fn module(cx: &mut Interpreter, name: &str) -> Result<Option<Value>, PythonError> {
    let make: Make = match name {
        "__future__" => typing::future,
        "abc" => typing::abc,
        "asyncio" => asyncio::module,
        "base64" => base64::module,
        "binascii" => base64::binascii,
        "collections" => collections::module,
        "collections.abc" | "_collections_abc" => collections::abc,
        "contextlib" => contextlib::module,
        "copy" => copy::module,
        "csv" => csv::module,
        "dataclasses" => dataclasses::module,
        "datetime" => datetime::module,
        "decimal" => decimal::module,
        "enum" => enumeration::module,
        "functools" => functools::module,
        "glob" => glob::module,
        "hashlib" => hashlib::module,
        "importlib" => importlib::module,
        "importlib.resources" => importlib::resources,
        "inspect" => textwrap::inspect,
        "io" => io::module,
        "itertools" => itertools::module,
        "json" => json::module,
        "json.decoder" => json::module,
        "logging" => logging::module,
        "logging.config" => logging::config,
        "logging.handlers" => logging::handlers,
        "math" => math::module,
        "operator" => operator::module,
        "os" => os::module,
        "os.path" | "posixpath" => os::path_module,
        "pathlib" => pathlib::module,
        "re" => re::module,
        "string" => string::module,
        "sys" => return sys::module(cx).map(Some),
        "textwrap" => textwrap::module,
        "time" => time::module,
        "traceback" => warnings::traceback,
        "types" => types::module,
        "typing" => typing::typing,
        "typing_extensions" => typing::typing_extensions,
        "urllib" => urllib::module,
        "urllib.parse" => return urllib::parse(cx).map(Some),
        "uuid" => uuid::module,
        "warnings" => warnings::module,
        _ => return Ok(refused::module(name)),
    };
    Ok(Some(make(cx)))
}

/// The maker the bases of a class statement ask for.
pub(crate) fn class_maker(bases: &[Shared<Class>]) -> Option<ClassMaker> {
    let is_named_tuple =
        |base: &Shared<Class>| &*base.module == "typing" && &*base.name == "NamedTuple";
    bases
        .iter()
        .any(is_named_tuple)
        .then_some(typing::make_named_tuple as ClassMaker)
}
