//! `sys`: the interpreter as the program sees it.

use std::rc::Rc;

use super::collections::{NamedTuple, named_tuple_instance};
use super::convert;
use super::native::{ClassBuilder, ModuleBuilder, Outcome, class_of};
use super::os::path_argument;
use crate::python::class::Class;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::iterator::{PythonIterator, ValueIterator};
use crate::python::object::{Comparison, HostObject};
use crate::python::shared::Shared;
use crate::python::value::{Attributes, Value};

/// The version of Python whose behaviour is followed.
const VERSION: [i64; 3] = [3, 11, 7];

/// `sys.path`: the folders modules are looked for in, as a list.
#[derive(Debug)]
struct SearchPath;

impl SearchPath {
    fn items(cx: &mut Interpreter) -> Vec<Value> {
        cx.search_path_mut()
            .iter()
            .map(|folder| folder.display().to_string().into())
            .collect()
    }
}

impl HostObject for SearchPath {
    fn type_name(&self) -> Rc<str> {
        "list".into()
    }

    fn class(&self, cx: &mut Interpreter) -> Option<Shared<Class>> {
        class_of(cx, "sys", "_SearchPath")
    }

    fn iterate(
        &self,
        cx: &mut Interpreter,
    ) -> Result<Option<Box<dyn PythonIterator>>, PythonError> {
        Ok(Some(Box::new(ValueIterator::new(Self::items(cx)))))
    }

    fn length(&self, cx: &mut Interpreter) -> Result<Option<usize>, PythonError> {
        Ok(Some(cx.search_path_mut().len()))
    }

    fn subscript(&self, index: &Value, cx: &mut Interpreter) -> Outcome {
        let items = Value::list(Self::items(cx));
        cx.subscript(&items, index)
    }

    fn compare(
        &self,
        comparison: Comparison,
        other: &Value,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let items = Value::list(Self::items(cx));
        cx.compare(comparison, &items, other).map(Some)
    }

    fn repr(&self, cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        let items = Value::list(Self::items(cx));
        cx.repr(&items)
    }
}

fn search_path_class(cx: &mut Interpreter) -> Shared<Class> {
    ClassBuilder::new("sys", "_SearchPath")
        .method::<SearchPath>("append", "folder, /", |cx, _, mut arguments| {
            let folder = arguments.require("folder");
            let folder = path_argument(cx, &folder)?;
            cx.search_path_mut().push((&*folder).into());
            Ok(Value::None)
        })
        .method::<SearchPath>("insert", "index, folder, /", |cx, _, mut arguments| {
            let index = convert::small_integer(cx, &arguments.require("index"))?;
            let folder = arguments.require("folder");
            let folder = path_argument(cx, &folder)?;
            let path = cx.search_path_mut();
            let length = i64::try_from(path.len()).unwrap_or(i64::MAX);
            let index = if index < 0 {
                (length + index).max(0)
            } else {
                index.min(length)
            };
            path.insert(usize::try_from(index).unwrap_or(0), (&*folder).into());
            Ok(Value::None)
        })
        .method::<SearchPath>("extend", "folders, /", |cx, _, mut arguments| {
            for folder in cx.collect(&arguments.require("folders"))? {
                let folder = path_argument(cx, &folder)?;
                cx.search_path_mut().push((&*folder).into());
            }
            Ok(Value::None)
        })
        .method::<SearchPath>("remove", "folder, /", |cx, _, mut arguments| {
            let folder = arguments.require("folder");
            let folder = path_argument(cx, &folder)?;
            let path = cx.search_path_mut();
            match path
                .iter()
                .position(|known| known.display().to_string() == *folder)
            {
                Some(index) => {
                    path.remove(index);
                    Ok(Value::None)
                }
                None => Err(PythonError::value_error("list.remove(x): x not in list")),
            }
        })
        .refused(&["clear", "copy", "count", "index", "pop", "reverse", "sort"])
        .finish(cx)
}

/// `sys.modules`, as far as it can be asked.
#[derive(Debug)]
struct Modules;

impl HostObject for Modules {
    fn type_name(&self) -> Rc<str> {
        "dict".into()
    }

    fn class(&self, cx: &mut Interpreter) -> Option<Shared<Class>> {
        class_of(cx, "sys", "_Modules")
    }

    fn contains(&self, item: &Value, cx: &mut Interpreter) -> Result<Option<bool>, PythonError> {
        Ok(Some(loaded(cx, item)?.is_some()))
    }

    fn subscript(&self, index: &Value, cx: &mut Interpreter) -> Outcome {
        loaded(cx, index)?.ok_or_else(|| PythonError::key_error(index.clone()))
    }
}

/// A module that was imported and could be loaded.
fn loaded(cx: &mut Interpreter, name: &Value) -> Result<Option<Value>, PythonError> {
    let name = cx.known(name)?;
    let module = name
        .as_str()
        .and_then(|name| cx.modules.get(&*name).cloned());
    Ok(module.filter(|module| !matches!(module, Value::Opaque(_))))
}

/// `sys.stdout` and `sys.stderr`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stream {
    /// What `print` writes to.
    Output,
    /// Messages about the run, which are not part of the result.
    Errors,
}

impl HostObject for Stream {
    fn type_name(&self) -> Rc<str> {
        "_io.TextIOWrapper".into()
    }

    fn class(&self, cx: &mut Interpreter) -> Option<Shared<Class>> {
        class_of(cx, "sys", "_Stream")
    }
}

fn stream_class(cx: &mut Interpreter) -> Shared<Class> {
    ClassBuilder::new("sys", "_Stream")
        .method::<Stream>("write", "text, /", |cx, stream, mut arguments| {
            let text = convert::string(cx, &arguments.require("text"), "write() argument")?;
            if **stream == Stream::Output {
                cx.write_output(&text);
            }
            Ok(Value::int(
                i64::try_from(text.chars().count()).unwrap_or(i64::MAX),
            ))
        })
        .method::<Stream>("flush", "", |_, _, _| Ok(Value::None))
        .method::<Stream>("isatty", "", |_, _, _| Ok(Value::Bool(false)))
        .finish(cx)
}

fn version_info(cx: &mut Interpreter) -> Outcome {
    let fields = ["major", "minor", "micro", "releaselevel", "serial"];
    let class = NamedTuple {
        name: "version_info".into(),
        module: "sys".into(),
        fields: fields.into_iter().map(Rc::from).collect(),
        defaults: Vec::new(),
        namespace: Attributes::new(),
    }
    .class(cx)?;
    let mut items: Vec<Value> = VERSION.into_iter().map(Value::from).collect();
    items.extend(["final".into(), 0_i64.into()]);
    Ok(named_tuple_instance(&class, items))
}

/// `sys.exit(status)`.
fn exit(_: &mut Interpreter, mut arguments: crate::python::arguments::BoundArguments) -> Outcome {
    let status = arguments.take("status").into_iter().collect();
    Err(PythonError::exception_with(
        ExceptionClass::SystemExit,
        status,
    ))
}

fn exc_info(cx: &mut Interpreter, _: crate::python::arguments::BoundArguments) -> Outcome {
    Ok(Value::tuple(match cx.handled.last() {
        Some(handled) => vec![
            Value::Class(handled.exception.class.clone()),
            Value::Instance(handled.exception.clone()),
            Value::None,
        ],
        None => vec![Value::None, Value::None, Value::None],
    }))
}

/// Makes the module.
pub(super) fn module(cx: &mut Interpreter) -> Result<Value, PythonError> {
    let [major, minor, micro] = VERSION;
    let arguments = cx
        .configuration
        .arguments
        .iter()
        .map(|text| text.as_str().into())
        .collect();
    let modules_class = ClassBuilder::new("sys", "_Modules")
        .method::<Modules>("get", "key, default=", |cx, _, mut arguments| {
            let found = loaded(cx, &arguments.require("key"))?;
            Ok(found.unwrap_or_else(|| arguments.take("default").into()))
        })
        .finish(cx);
    Ok(ModuleBuilder::new("sys")
        .class(&search_path_class(cx))
        .class(&modules_class)
        .class(&stream_class(cx))
        .value("path", Value::host(SearchPath))
        .value("modules", Value::host(Modules))
        .value("argv", Value::list(arguments))
        .value("stdout", Value::host(Stream::Output))
        .value("stderr", Value::host(Stream::Errors))
        .value("version_info", version_info(cx)?)
        .value("version", format!("{major}.{minor}.{micro}").into())
        .value(
            "hexversion",
            (major << 24 | minor << 16 | micro << 8 | 0xf0).into(),
        )
        .value(
            "platform",
            std::env::consts::OS.replace("macos", "darwin").into(),
        )
        .value(
            "byteorder",
            if cfg!(target_endian = "little") {
                "little"
            } else {
                "big"
            }
            .into(),
        )
        .value("maxsize", i64::MAX.into())
        .value("maxunicode", 0x10_ffff_i64.into())
        .value("dont_write_bytecode", Value::Bool(true))
        .function("exit", "status=, /", exit)
        .function("exc_info", "", exc_info)
        .function("getrecursionlimit", "", |_, _| Ok(1000_i64.into()))
        .function("getdefaultencoding", "", |_, _| Ok("utf-8".into()))
        .function("intern", "string, /", |_, mut arguments| {
            Ok(arguments.require("string"))
        })
        .finish())
}
