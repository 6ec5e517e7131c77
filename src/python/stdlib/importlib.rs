//! `importlib`: importing by name, and the files that lie beside modules.

use std::rc::Rc;

use super::convert;
use super::native::{ModuleBuilder, Outcome};
use super::os;
use crate::python::arguments::{Arguments, BoundArguments};
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::value::Value;

/// Imports a module; one that cannot be had is refused where the program asks for that.
fn import_now(cx: &mut Interpreter, name: &str) -> Outcome {
    let module = cx.import(name)?;
    if let Value::Opaque(opaque) = &module {
        cx.refuse_unsure_import(opaque)?;
    }
    Ok(module)
}

fn import_module(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let name = convert::string(cx, &arguments.require("name"), "import_module() argument 1")?;
    let package = match arguments.take_some("package") {
        Some(package) => Some(convert::string(cx, &package, "import_module() argument 2")?),
        None => None,
    };
    let dots = name.len() - name.trim_start_matches('.').len();
    if dots == 0 {
        return import_now(cx, &name);
    }
    let Some(package) = package else {
        return Err(PythonError::type_error(format!(
            "the 'package' argument is required to perform a relative import for {}",
            convert::quote(&name)
        )));
    };
    let parts: Vec<&str> = package.split('.').collect();
    if dots > parts.len() {
        return Err(PythonError::exception(
            crate::python::exceptions::ExceptionClass::ImportError,
            "attempted relative import beyond top-level package",
        ));
    }
    let base = parts[..=parts.len() - dots].join(".");
    match &name[dots..] {
        "" => import_now(cx, &base),
        rest => import_now(cx, &format!("{base}.{rest}")),
    }
}

/// Makes the module `importlib`.
pub(super) fn module(_cx: &mut Interpreter) -> Value {
    ModuleBuilder::new("importlib")
        .function("import_module", "name, package=", import_module)
        .finish()
}

/// The folder of a package, given by its name or as a module.
fn package_folder(cx: &mut Interpreter, package: &Value) -> Result<Rc<str>, PythonError> {
    let package = cx.known(package)?;
    let module = match package.as_str() {
        Some(name) => cx.import(&name)?,
        None => package,
    };
    match cx.known(&module)? {
        Value::Module(module) => match module.package_path.first() {
            Some(folder) => Ok(folder.display().to_string().into()),
            None => Err(PythonError::type_error(format!(
                "{} is not a package",
                convert::quote(&module.name)
            ))),
        },
        other => Err(PythonError::type_error(format!(
            "'{}' object is not a package",
            cx.type_name(&other)
        ))),
    }
}

/// The path object of a package's folder or of a file in it.
fn resource(cx: &mut Interpreter, package: &Value, name: Option<&Value>) -> Outcome {
    let folder = package_folder(cx, package)?;
    let path = match name {
        Some(name) => {
            let name = convert::string(cx, name, "the name of a resource")?;
            if name.contains('/') {
                return Err(PythonError::value_error(format!(
                    "{} must be only a file name",
                    convert::quote(&name)
                )));
            }
            os::join(&folder, &[name])
        }
        None => folder.to_string(),
    };
    let module = cx.import("pathlib")?;
    let origin = cx.origin();
    cx.call_method(
        &module,
        "Path",
        Arguments::positional(vec![path.into()], origin),
    )
}

fn read(cx: &mut Interpreter, mut arguments: BoundArguments, method: &str) -> Outcome {
    let (package, name) = (arguments.require("package"), arguments.require("resource"));
    let path = resource(cx, &package, Some(&name))?;
    let mut call = Arguments::none(arguments.origin.clone());
    if method == "read_text" {
        for option in ["encoding", "errors"] {
            // The defaults, said explicitly.
            match arguments.take_some(option) {
                Some(value)
                    if option == "errors" && value.as_str().as_deref() == Some("strict") => {}
                Some(value) => call.keyword.push((option.into(), value)),
                None => {}
            }
        }
    }
    cx.call_method(&path, method, call)
}

/// Makes the module `importlib.resources`.
pub(super) fn resources(_cx: &mut Interpreter) -> Value {
    ModuleBuilder::new("importlib.resources")
        .function("files", "package", |cx, mut arguments| {
            resource(cx, &arguments.require("package"), None)
        })
        .function(
            "read_text",
            "package, resource, encoding=, errors=",
            |cx, arguments| read(cx, arguments, "read_text"),
        )
        .function("read_binary", "package, resource", |cx, arguments| {
            read(cx, arguments, "read_bytes")
        })
        .finish()
}
