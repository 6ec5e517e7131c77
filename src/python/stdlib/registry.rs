//! Which modules there are.

use std::rc::Rc;

use super::{
    abstract_classes, asynchronous, collections, contexts, copying, dataclasses, decimal,
    enumeration, functions, hashes, identifiers, iteration, json, logging, mathematics,
    named_tuples, operators, paths, regular_expressions, system, text_layout, times, typing,
};
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

/// Modules of the standard library of which only the name exists here.
const KNOWN: &[&str] = &[
    "argparse",
    "array",
    "ast",
    "base64",
    "binascii",
    "bisect",
    "builtins",
    "calendar",
    "codecs",
    "concurrent",
    "concurrent.futures",
    "configparser",
    "csv",
    "ctypes",
    "difflib",
    "email",
    "fnmatch",
    "fractions",
    "gc",
    "getpass",
    "glob",
    "gzip",
    "heapq",
    "hmac",
    "html",
    "http",
    "http.client",
    "importlib",
    "importlib.metadata",
    "importlib.resources",
    "importlib.util",
    "inspect.Parameter",
    "io",
    "ipaddress",
    "locale",
    "logging.handlers",
    "mimetypes",
    "multiprocessing",
    "numbers",
    "pickle",
    "pkgutil",
    "platform",
    "pprint",
    "queue",
    "random",
    "secrets",
    "select",
    "shlex",
    "shutil",
    "signal",
    "site",
    "socket",
    "sqlite3",
    "ssl",
    "stat",
    "statistics",
    "struct",
    "subprocess",
    "tempfile",
    "threading",
    "timeit",
    "token",
    "tokenize",
    "traceback",
    "unicodedata",
    "unittest",
    "unittest.mock",
    "urllib",
    "urllib.error",
    "urllib.parse",
    "urllib.request",
    "weakref",
    "xml",
    "xml.etree",
    "xml.etree.ElementTree",
    "zipfile",
    "zlib",
    "zoneinfo",
];

/// The native module `name`; nothing where it is not part of the standard library.
pub(crate) fn module(cx: &mut Interpreter, name: &str) -> Result<Option<Value>, PythonError> {
    let fill: Fill = match name {
        "__future__" => typing::fill_future,
        "_collections_abc" | "collections.abc" => abstract_classes::fill,
        "abc" => abstract_classes::fill_abc,
        "asyncio" => asynchronous::fill,
        "collections" => collections::fill,
        "contextlib" => contexts::fill,
        "copy" => copying::fill,
        "dataclasses" => dataclasses::fill,
        "datetime" => times::fill,
        "decimal" => decimal::fill,
        "enum" => enumeration::fill,
        "functools" => functions::fill,
        "hashlib" => hashes::fill,
        "inspect" | "textwrap" => text_layout::fill,
        "itertools" => iteration::fill,
        "json" => json::fill,
        "logging" | "logging.config" | "warnings" => logging::fill,
        "math" => mathematics::fill,
        "operator" => operators::fill,
        "os" => system::fill_os,
        "os.path" | "posixpath" => paths::fill_os_path,
        "pathlib" => paths::fill,
        "re" => regular_expressions::fill,
        "string" => text_layout::fill_string,
        "sys" => system::fill_sys,
        "time" => times::fill_time,
        "types" => typing::fill_types,
        "typing" | "typing_extensions" => typing::fill,
        "uuid" => identifiers::fill,
        _ if KNOWN.contains(&name) => |_, _| Ok(()),
        _ => return Ok(None),
    };
    let module = Module::native(name);
    fill(cx, &module)?;
    Ok(Some(Value::Module(Shared::new(module))))
}

/// The maker the bases of a class statement ask for.
pub(crate) fn class_maker(bases: &[Shared<Class>]) -> Option<ClassMaker> {
    let asks = bases
        .iter()
        .any(|base| &*base.module == "typing" && &*base.name == "NamedTuple");
    asks.then_some(named_tuples::make_class as ClassMaker)
}
