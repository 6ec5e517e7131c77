//! `os` and `sys`: the environment the caller gave, and little else.

use crate::python::arguments::{Arguments, Parameter};
use crate::python::class::{BuiltinType, Instance};
use crate::python::dictionary::Dictionary;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::module::Module;
use crate::python::shared::Shared;
use crate::python::value::{Attributes, Value};

/// Fills the module `os`.
pub(super) fn fill_os(cx: &mut Interpreter, module: &Module) -> Result<(), PythonError> {
    let mut entries = Dictionary::new();
    for (name, value) in cx.environment().clone() {
        entries.insert_str(name, Value::from(value));
    }
    let bases = vec![cx.builtin_class(BuiltinType::Dict)];
    let class = cx.new_class("_Environ", "os", bases, Attributes::new())?;
    let environment = Instance::new(class);
    *environment.native.borrow_mut() = Some(Value::dict(entries));
    let environment = Value::Instance(Shared::new(environment));
    module.set("environ", environment.clone());
    module.set(
        "getenv",
        Value::function("getenv", move |cx, arguments| {
            let parameters = [Parameter::required("key"), Parameter::optional("default")];
            let mut bound = arguments.bind("getenv", &parameters)?;
            let (key, default) = (bound.require("key"), bound.take("default"));
            let mut call = Arguments::positional(vec![key], cx.origin());
            call.positional.extend(default);
            cx.call_method(&environment, "get", call)
        }),
    );
    module.set("sep", Value::from("/"));
    module.set("linesep", Value::from("\n"));
    module.set("pathsep", Value::from(":"));
    module.set("name", Value::from("posix"));
    module.set("curdir", Value::from("."));
    module.set(
        "getcwd",
        Value::function("getcwd", |cx, arguments| {
            arguments.bind("getcwd", &[])?;
            Ok(super::paths::absolute(cx, ".")?.into())
        }),
    );
    module.set(
        "fspath",
        Value::function("fspath", |cx, arguments| {
            let path = arguments
                .bind("fspath", &[Parameter::required("path")])?
                .require("path");
            Ok(Value::Str(super::paths::path_text(cx, &path)?))
        }),
    );
    let path = cx.import("os.path")?;
    module.set("path", path);
    Ok(())
}

/// Fills the module `sys`.
pub(super) fn fill_sys(cx: &mut Interpreter, module: &Module) -> Result<(), PythonError> {
    let folders = cx.configuration.search_path.iter();
    let path = folders
        .map(|folder| Value::from(folder.display().to_string()))
        .collect();
    module.set("path", Value::list(path));
    let arguments = cx.configuration.arguments.iter();
    let arguments = arguments
        .map(|argument| Value::from(argument.as_str()))
        .collect();
    module.set("argv", Value::list(arguments));
    let version = [3_i64, 11, 0].map(Value::from);
    let mut parts = version.to_vec();
    parts.extend([Value::from("final"), Value::int(0_i64)]);
    let names = ["major", "minor", "micro", "releaselevel", "serial"];
    let factory = super::named_tuples::factory();
    let names = Value::list(names.into_iter().map(Value::from).collect());
    let version = cx.call_with(&factory, vec![Value::from("version_info"), names])?;
    module.set("version_info", cx.call_with(&version, parts)?);
    module.set("version", Value::from("3.11.0"));
    module.set("platform", Value::from("linux"));
    module.set("byteorder", Value::from("little"));
    module.set("maxsize", Value::int(i64::MAX));
    for (name, class_name, writes) in [
        ("stdout", "_StandardOutput", true),
        ("stderr", "_StandardError", false),
    ] {
        let mut methods = Attributes::new();
        methods.insert(
            "write".into(),
            Value::method("write", move |cx, arguments| {
                let parameters = [Parameter::required("self"), Parameter::required("s")];
                let text = arguments.bind("write", &parameters)?.require("s");
                let Some(text) = text.as_str() else {
                    return Err(PythonError::type_error(format!(
                        "write() argument must be str, not {}",
                        cx.type_name(&text)
                    )));
                };
                if writes {
                    cx.write_output(&text);
                }
                Ok(Value::int(text.chars().count()))
            }),
        );
        methods.insert(
            "flush".into(),
            Value::method("flush", |_, _| Ok(Value::None)),
        );
        let class = cx.new_class(class_name, "sys", Vec::new(), methods)?;
        module.set(name, cx.call_with(&Value::Class(class), Vec::new())?);
    }
    module.set(
        "exit",
        Value::function("exit", |_, arguments| {
            let parameters = [Parameter::optional("status")];
            let status = arguments.bind("exit", &parameters)?.take("status");
            Err(PythonError::exception_with(
                ExceptionClass::SystemExit,
                status.into_iter().collect(),
            ))
        }),
    );
    module.set(
        "exc_info",
        Value::function("exc_info", |cx, arguments| {
            arguments.bind("exc_info", &[])?;
            Ok(Value::tuple(match cx.handled.last() {
                Some(handled) => vec![
                    Value::Class(handled.exception.class.clone()),
                    Value::Instance(handled.exception.clone()),
                    Value::None,
                ],
                None => vec![Value::None, Value::None, Value::None],
            }))
        }),
    );
    Ok(())
}
