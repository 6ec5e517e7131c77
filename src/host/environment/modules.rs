//! Puts the objects of this folder where `env.py` imports them from.
//!
//! Modules of the standard library and of SQLAlchemy that exist already keep what they have; the
//! names that make engines, run coroutines and configure logging become ours.

use std::cell::RefCell;
use std::rc::Rc;

use super::configuration::ConfigState;
use super::context::ContextObject;
use super::engine::{Access, EngineClasses, EngineMaker, EngineObject};
use super::facts::LoggingFact;
use super::native::{resolved, text_of};
use super::no_operations::NoOperations;
use super::recorder::Recorder;
use super::url_object::UrlObject;
use crate::host::host_context::{ContextSettings, HostContext};
use crate::host::native_class::{native_class, no_constructor};
use crate::python::{Arguments, Class, Interpreter, Module, Parameter, PythonError, Shared, Value};

const CREATE_ENGINE: &[Parameter<'static>] = &[
    Parameter::required("url"),
    Parameter::rest_keyword("kwargs"),
];
const ENGINE_FROM_CONFIG: &[Parameter<'static>] = &[
    Parameter::required("configuration"),
    Parameter::optional("prefix"),
    Parameter::rest_keyword("kwargs"),
];
const FILE_CONFIG: &[Parameter<'static>] = &[
    Parameter::required("fname"),
    Parameter::optional("defaults"),
    Parameter::optional("disable_existing_loggers"),
    Parameter::optional("encoding"),
];
const COROUTINE: &[Parameter<'static>] = &[
    Parameter::required("main"),
    Parameter::rest_keyword("kwargs"),
];

/// Makes everything importable that `env.py` needs besides the migration operations.
pub(super) fn install(
    cx: &mut Interpreter,
    recorder: &Rc<Recorder>,
    config: &Rc<ConfigState>,
    context: ContextObject,
) -> Result<(), PythonError> {
    let settings = ContextSettings::default();
    let mode = recorder.mode();
    let sink = Rc::new(RefCell::new(NoOperations(mode)));
    crate::host::install(cx, HostContext { sink, settings });
    let context = Value::host(context);
    extend(cx, "alembic", [("context", context.clone())]);
    cx.register_module("alembic.context", context);
    install_engines(cx, recorder);
    super::declarative::install(cx)?;
    install_logging(cx, recorder, config);
    install_asyncio(cx);
    super::dotenv::install(cx);
    Ok(())
}

/// Sets names in a module, which is made where there is none.
pub(super) fn extend<const COUNT: usize>(
    cx: &mut Interpreter,
    name: &'static str,
    entries: [(&'static str, Value); COUNT],
) {
    let module = if let Ok(Value::Module(module)) = cx.import(name) {
        module
    } else {
        // Not there, or there and not a plain module: ours takes its place.
        let module = Shared::new(Module::native(name));
        cx.register_module(name, Value::Module(module.clone()));
        module
    };
    for (entry, value) in entries {
        module.set(entry, value);
    }
}

fn install_engines(cx: &mut Interpreter, recorder: &Rc<Recorder>) {
    let class = |cx: &Interpreter, name: &str, module: &str| {
        native_class(cx, name, module, &[], no_constructor())
    };
    let url = url_class(cx);
    let classes = EngineClasses {
        engine: class(cx, "Engine", "sqlalchemy.engine"),
        connection: class(cx, "Connection", "sqlalchemy.engine"),
        async_engine: async_engine_class(cx),
        async_connection: class(cx, "AsyncConnection", "sqlalchemy.ext.asyncio"),
        url: url.clone(),
    };
    let maker = Rc::new(EngineMaker {
        recorder: Rc::clone(recorder),
        classes: classes.clone(),
    });
    let make_url = make_url_function(url.clone());
    let create = create_function("create_engine", &maker, Access::Plain);
    let from_config = from_config_function("engine_from_config", &maker, Access::Plain);
    let (engine, connection, url) = (
        Value::Class(classes.engine),
        Value::Class(classes.connection),
        Value::Class(url),
    );
    extend(
        cx,
        "sqlalchemy",
        [
            ("create_engine", create.clone()),
            ("engine_from_config", from_config.clone()),
            ("make_url", make_url.clone()),
            ("Engine", engine.clone()),
            ("Connection", connection.clone()),
            ("URL", url.clone()),
        ],
    );
    extend(
        cx,
        "sqlalchemy.engine",
        [
            ("create_engine", create.clone()),
            ("engine_from_config", from_config.clone()),
            ("make_url", make_url.clone()),
            ("Engine", engine.clone()),
            ("Connection", connection.clone()),
            ("URL", url.clone()),
        ],
    );
    extend(
        cx,
        "sqlalchemy.engine.base",
        [("Engine", engine.clone()), ("Connection", connection)],
    );
    extend(
        cx,
        "sqlalchemy.engine.url",
        [("make_url", make_url), ("URL", url)],
    );
    extend(
        cx,
        "sqlalchemy.engine.create",
        [
            ("create_engine", create),
            ("engine_from_config", from_config),
        ],
    );
    extend(
        cx,
        "sqlalchemy.ext.asyncio",
        [
            (
                "create_async_engine",
                create_function("create_async_engine", &maker, Access::Awaited),
            ),
            (
                "async_engine_from_config",
                from_config_function("async_engine_from_config", &maker, Access::Awaited),
            ),
            ("AsyncEngine", Value::Class(classes.async_engine)),
            ("AsyncConnection", Value::Class(classes.async_connection)),
        ],
    );
    install_pools(cx);
}

/// The classes of pools: named, never looked into.
fn install_pools(cx: &mut Interpreter) {
    let names = [
        "NullPool",
        "StaticPool",
        "QueuePool",
        "SingletonThreadPool",
        "AssertionPool",
        "Pool",
    ];
    let pools = names.map(|name| {
        let class = native_class(cx, name, "sqlalchemy.pool", &[], no_constructor());
        (name, Value::Class(class))
    });
    extend(cx, "sqlalchemy.pool", pools);
    if let Ok(pool) = cx.import("sqlalchemy.pool") {
        extend(cx, "sqlalchemy", [("pool", pool)]);
    }
}

/// `AsyncEngine(engine)`.
fn async_engine_class(cx: &Interpreter) -> Shared<Class> {
    let constructor = Rc::new(
        |_: &mut Interpreter,
         _: &Shared<Class>,
         arguments: Arguments|
         -> Result<Value, PythonError> {
            let mut bound = arguments.bind("AsyncEngine", &[Parameter::required("sync_engine")])?;
            let engine = bound.require("sync_engine");
            match (&engine, engine.downcast::<EngineObject>()) {
                (_, Some(engine)) => Ok(Value::host(EngineObject {
                    state: Rc::clone(&engine.state),
                    access: Access::Awaited,
                })),
                (Value::Opaque(_), None) => Ok(engine),
                (_, None) => Err(PythonError::unsupported("an AsyncEngine of this object")),
            }
        },
    );
    native_class(
        cx,
        "AsyncEngine",
        "sqlalchemy.ext.asyncio",
        &[],
        constructor,
    )
}

/// `sqlalchemy.engine.URL`, with its function `create`.
fn url_class(cx: &Interpreter) -> Shared<Class> {
    let class = native_class(cx, "URL", "sqlalchemy.engine", &[], no_constructor());
    // The class refers to the function and the function to the class: one cycle an evaluation.
    let own = class.clone();
    let create = Value::function("create", move |cx, arguments| {
        let arguments = resolved(cx, arguments)?;
        Ok(Value::host(UrlObject::create(cx, arguments, &own)?))
    });
    class
        .attributes
        .borrow_mut()
        .insert("create".into(), create);
    class
}

fn make_url_function(class: Shared<Class>) -> Value {
    Value::function("make_url", move |cx, arguments| {
        let mut bound =
            resolved(cx, arguments)?.bind("make_url", &[Parameter::required("name_or_url")])?;
        let url = bound.require("name_or_url");
        if matches!(url, Value::Opaque(_)) || url.downcast::<UrlObject>().is_some() {
            return Ok(url);
        }
        let text = text_of(cx, &url, "name_or_url")?;
        Ok(Value::host(UrlObject::parse(cx, &text, &class)?))
    })
}

fn create_function(name: &'static str, maker: &Rc<EngineMaker>, access: Access) -> Value {
    let maker = Rc::clone(maker);
    Value::function(name, move |cx, arguments| {
        let mut bound = resolved(cx, arguments)?.bind(name, CREATE_ENGINE)?;
        let url = bound.require("url");
        let state = maker.create(cx, &url, &bound.rest_keyword, bound.origin.clone())?;
        Ok(Value::host(EngineObject { state, access }))
    })
}

fn from_config_function(name: &'static str, maker: &Rc<EngineMaker>, access: Access) -> Value {
    let maker = Rc::clone(maker);
    Value::function(name, move |cx, arguments| {
        let mut bound = resolved(cx, arguments)?.bind(name, ENGINE_FROM_CONFIG)?;
        let configuration = bound.require("configuration");
        let prefix = match bound.take("prefix") {
            Some(prefix) => text_of(cx, &prefix, "prefix")?,
            None => "sqlalchemy.".into(),
        };
        let origin = bound.origin.clone();
        let state = maker.from_config(cx, &configuration, &prefix, &bound.rest_keyword, origin)?;
        Ok(Value::host(EngineObject { state, access }))
    })
}

fn install_logging(cx: &mut Interpreter, recorder: &Rc<Recorder>, config: &Rc<ConfigState>) {
    let (file_recorder, config) = (Rc::clone(recorder), Rc::clone(config));
    let file_config = Value::function("fileConfig", move |cx, arguments| {
        let mut bound = resolved(cx, arguments)?.bind("fileConfig", FILE_CONFIG)?;
        let file = bound.require("fname");
        let disable_existing_loggers = match bound.take("disable_existing_loggers") {
            Some(Value::Opaque(_)) | None => true,
            Some(value) => cx.truth(&value)?,
        };
        let is_ours = file.as_str().map(|text| text.to_string()) == config.config_file_name();
        file_recorder.set_logging(if is_ours {
            LoggingFact::FileConfig {
                disable_existing_loggers,
            }
        } else {
            LoggingFact::Other
        });
        Ok(Value::None)
    });
    let other = |name: &'static str| {
        let recorder = Rc::clone(recorder);
        Value::function(name, move |_, _| {
            recorder.set_logging(LoggingFact::Other);
            Ok(Value::None)
        })
    };
    extend(
        cx,
        "logging.config",
        [
            ("fileConfig", file_config),
            ("dictConfig", other("dictConfig")),
        ],
    );
    extend(cx, "logging", [("basicConfig", other("basicConfig"))]);
    if let Ok(module) = cx.import("logging.config") {
        extend(cx, "logging", [("config", module)]);
    }
}

/// `asyncio`, where a coroutine is run to its end at once.
fn install_asyncio(cx: &mut Interpreter) {
    let run = |name: &'static str| {
        Value::function(name, move |cx, arguments| {
            let mut bound = arguments.bind(name, COROUTINE)?;
            let coroutine = bound.require("main");
            cx.wait(&coroutine)
        })
    };
    let event_loop = || {
        let module = Module::native("asyncio event loop");
        module.set("run_until_complete", run("run_until_complete"));
        module.set(
            "is_running",
            Value::function("is_running", |_, _| Ok(Value::Bool(false))),
        );
        module.set("close", Value::function("close", |_, _| Ok(Value::None)));
        Value::Module(Shared::new(module))
    };
    let (current, fresh) = (event_loop(), event_loop());
    extend(
        cx,
        "asyncio",
        [
            ("run", run("run")),
            (
                "get_event_loop",
                Value::function("get_event_loop", move |_, _| Ok(current.clone())),
            ),
            (
                "new_event_loop",
                Value::function("new_event_loop", move |_, _| Ok(fresh.clone())),
            ),
            (
                "set_event_loop",
                Value::function("set_event_loop", |_, _| Ok(Value::None)),
            ),
            (
                "get_running_loop",
                Value::function("get_running_loop", |_, _| {
                    Err(PythonError::exception(
                        crate::python::ExceptionClass::RuntimeError,
                        "no running event loop",
                    ))
                }),
            ),
        ],
    );
}
