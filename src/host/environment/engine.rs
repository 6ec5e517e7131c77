//! Engines: `create_engine`, `engine_from_config` and their asynchronous forms.
//!
//! The counterpart of `sqlalchemy.engine.create` and `sqlalchemy.ext.asyncio.engine`. An engine
//! here is a URL and a note of the options that change what its connections do.

use std::rc::Rc;

use super::connection::{Awaitable, ConnectionObject, ConnectionState, DialectObject};
use super::facts::{Fact, SessionAction, Unknown, UrlFact};
use super::native::{method, text_of, unknown};
use super::recorder::Recorder;
use super::url::{PasswordDisplay, UrlParts};
use super::url_object::UrlObject;
use crate::python::{
    Arguments, Class, DictView, ExitOutcome, HostObject, Interpreter, Parameter, PythonError,
    Shared, Value,
};
use crate::source::Origin;

/// Whether methods are to be awaited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Plain,
    Awaited,
}

impl Access {
    /// The result of a method: itself, or to be awaited.
    pub(super) fn result(self, value: Value) -> Value {
        match self {
            Self::Plain => value,
            Self::Awaited => Value::host(Awaitable(value)),
        }
    }
}

/// The classes that connections and engines are instances of.
#[derive(Clone)]
pub(super) struct EngineClasses {
    pub(super) engine: Shared<Class>,
    pub(super) connection: Shared<Class>,
    pub(super) async_engine: Shared<Class>,
    pub(super) async_connection: Shared<Class>,
    pub(super) url: Shared<Class>,
}

/// What the functions that make engines share.
pub(super) struct EngineMaker {
    pub(super) recorder: Rc<Recorder>,
    pub(super) classes: EngineClasses,
}

/// An engine.
pub(super) struct EngineState {
    pub(super) maker: Rc<EngineMaker>,
    /// The URL's text.
    pub(super) url: Fact<String>,
    /// Where it was made.
    pub(super) origin: Origin,
}

/// Options of `create_engine` that do not change what a statement does.
const HARMLESS_OPTIONS: [&str; 24] = [
    "convert_unicode",
    "echo",
    "echo_pool",
    "encoding",
    "enable_from_linting",
    "future",
    "hide_parameters",
    "implicit_returning",
    "insertmanyvalues_page_size",
    "json_deserializer",
    "json_serializer",
    "logging_name",
    "max_overflow",
    "pool",
    "pool_logging_name",
    "pool_pre_ping",
    "pool_recycle",
    "pool_reset_on_return",
    "pool_size",
    "pool_timeout",
    "pool_use_lifo",
    "poolclass",
    "query_cache_size",
    "use_insertmanyvalues",
];

/// Arguments of the driver that concern its caches and patience, not what a statement does.
const HARMLESS_CONNECT_ARGUMENTS: [&str; 8] = [
    "check_same_thread",
    "command_timeout",
    "connect_timeout",
    "prepare_threshold",
    "prepared_statement_cache_size",
    "prepared_statement_name_func",
    "statement_cache_size",
    "timeout",
];

/// Arguments of the driver that a URL can have as well, with the same name and meaning.
const URL_CONNECT_ARGUMENTS: [&str; 8] = [
    "application_name",
    "options",
    "ssl",
    "sslcert",
    "sslkey",
    "sslmode",
    "sslrootcert",
    "target_session_attrs",
];

impl EngineMaker {
    /// `create_engine(url, **options)`.
    pub(super) fn create(
        self: &Rc<Self>,
        cx: &mut Interpreter,
        url: &Value,
        options: &[(Rc<str>, Value)],
        origin: Origin,
    ) -> Result<Rc<EngineState>, PythonError> {
        let mut url = url_text(cx, url, &origin)?;
        for (name, value) in options {
            let value = cx.resolve(value.clone())?;
            if HARMLESS_OPTIONS.contains(&&**name) || is_empty(cx, &value)? {
                continue;
            }
            if &**name == "connect_args" {
                url = with_connect_arguments(cx, url, &value, &origin)?;
            } else {
                let action = SessionAction::Option(format!("create_engine({name}=…)"));
                self.recorder.event(None, action, origin.clone());
            }
        }
        Ok(Rc::new(EngineState {
            maker: Rc::clone(self),
            url,
            origin,
        }))
    }

    /// `engine_from_config(configuration, prefix, **options)`.
    pub(super) fn from_config(
        self: &Rc<Self>,
        cx: &mut Interpreter,
        configuration: &Value,
        prefix: &str,
        options: &[(Rc<str>, Value)],
        origin: Origin,
    ) -> Result<Rc<EngineState>, PythonError> {
        if let Value::Opaque(opaque) = configuration {
            let url = Value::opaque(&*opaque.name, &*opaque.reason);
            return self.create(cx, &url, options, origin);
        }
        let mut merged: Vec<(Rc<str>, Value)> = Vec::new();
        for (key, value) in mapping_items(cx, configuration)? {
            let key = text_of(cx, &key, "a key of the configuration")?;
            if let Some(name) = key.strip_prefix(prefix) {
                merged.push((name.into(), value));
            }
        }
        for (name, value) in options {
            merged.retain(|(known, _)| known != name);
            merged.push((Rc::clone(name), value.clone()));
        }
        merged.retain(|(name, _)| &**name != "_coerce_config");
        let Some(index) = merged.iter().position(|(name, _)| &**name == "url") else {
            return Err(PythonError::key_error(Value::from("url")));
        };
        let (_, url) = merged.remove(index);
        self.create(cx, &url, &merged, origin)
    }
}

/// Whether an option says nothing.
fn is_empty(cx: &mut Interpreter, value: &Value) -> Result<bool, PythonError> {
    Ok(match value {
        Value::None => true,
        Value::Dict(entries) => entries.borrow().is_empty(),
        Value::Str(_) => !cx.truth(value)?,
        _ => false,
    })
}

/// The URL with `connect_args` as options of its own, where the driver knows them by that name.
///
/// What cannot be said in a URL makes it unknown: the connection would be another one.
fn with_connect_arguments(
    cx: &mut Interpreter,
    url: Fact<String>,
    arguments: &Value,
    origin: &Origin,
) -> Result<Fact<String>, PythonError> {
    let Fact::Known(text) = url else {
        return Ok(url);
    };
    if let Value::Opaque(opaque) = arguments {
        return Ok(Fact::Unknown(unknown(opaque, origin.clone())));
    }
    let mut options = Vec::new();
    for (name, value) in mapping_items(cx, arguments)? {
        let name = text_of(cx, &name, "a key of connect_args")?;
        if HARMLESS_CONNECT_ARGUMENTS.contains(&&*name) {
            continue;
        }
        let value = match cx.resolve(value)? {
            Value::Str(value) => value.to_string(),
            Value::Int(value) => cx.str(&Value::Int(value))?.to_string(),
            _ => String::new(),
        };
        if !URL_CONNECT_ARGUMENTS.contains(&&*name) || value.is_empty() {
            return Ok(Fact::Unknown(Unknown {
                reason: format!(
                    "create_engine(connect_args={{'{name}': …}}) cannot be put into a URL"
                ),
                origin: origin.clone(),
            }));
        }
        options.push((name.to_string(), value));
    }
    if options.is_empty() {
        return Ok(Fact::Known(text));
    }
    Ok(match UrlParts::parse(&text) {
        Some(mut parts) => {
            for (name, value) in options {
                parts.query.retain(|(known, _)| *known != name);
                parts.add_query(name, value);
            }
            Fact::Known(parts.render(PasswordDisplay::Shown))
        }
        None => Fact::Known(text),
    })
}

/// The items of a mapping, as pairs.
pub(super) fn mapping_items(
    cx: &mut Interpreter,
    mapping: &Value,
) -> Result<Vec<(Value, Value)>, PythonError> {
    let view = match mapping {
        Value::Dict(_) => Value::DictView(Shared::new(DictView {
            dictionary: mapping.clone(),
            part: crate::python::DictPart::Items,
        })),
        other => cx.call_method(other, "items", Arguments::none(cx.origin()))?,
    };
    let mut pairs = Vec::new();
    for item in cx.collect(&view)? {
        match item.as_sequence().as_deref() {
            Some([key, value]) => pairs.push((key.clone(), value.clone())),
            _ => return Err(PythonError::type_error("the items of a mapping are pairs")),
        }
    }
    Ok(pairs)
}

/// The text of a URL given as text or as an object.
pub(super) fn url_text(
    cx: &mut Interpreter,
    url: &Value,
    origin: &Origin,
) -> Result<Fact<String>, PythonError> {
    let url = &cx.resolve(url.clone())?;
    if let Value::Opaque(opaque) = url {
        return Ok(Fact::Unknown(unknown(opaque, origin.clone())));
    }
    if let Some(object) = url.downcast::<UrlObject>() {
        return Ok(object.text(origin));
    }
    if let Some(text) = url.as_str() {
        return Ok(Fact::Known(text.to_string()));
    }
    let found = cx.type_name(url);
    Err(PythonError::type_error(format!(
        "Expected string or URL object, got {found}"
    )))
}

impl EngineState {
    /// What the engine's URL is to a run.
    pub(super) fn url_fact(&self) -> UrlFact {
        match &self.url {
            Fact::Known(url) => self.maker.recorder.url_fact(url, self.origin.clone()),
            Fact::Unknown(unknown) => UrlFact::Unknown(unknown.clone()),
        }
    }

    fn url_value(&self) -> Value {
        match &self.url {
            Fact::Known(text) => match UrlParts::parse(text) {
                Some(parts) => Value::host(UrlObject::new(parts, self.maker.classes.url.clone())),
                None => Value::opaque("engine.url", "SQLAlchemy could not parse the URL"),
            },
            Fact::Unknown(unknown) => Value::opaque("engine.url", &*unknown.reason),
        }
    }
}

/// `Engine` or `AsyncEngine`.
#[derive(Clone)]
pub(super) struct EngineObject {
    pub(super) state: Rc<EngineState>,
    pub(super) access: Access,
}

impl std::fmt::Debug for EngineObject {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("<sqlalchemy.engine.Engine>")
    }
}

impl EngineObject {
    fn connect(&self) -> ConnectionObject {
        ConnectionObject {
            state: Rc::new(ConnectionState::new(Rc::clone(&self.state))),
            access: self.access,
        }
    }
}

const NOTHING: &[Parameter<'static>] = &[];
const ANYTHING: &[Parameter<'static>] =
    &[Parameter::rest("args"), Parameter::rest_keyword("kwargs")];

impl HostObject for EngineObject {
    fn type_name(&self) -> Rc<str> {
        match self.access {
            Access::Plain => "Engine".into(),
            Access::Awaited => "AsyncEngine".into(),
        }
    }

    fn class(&self, _: &mut Interpreter) -> Option<Shared<Class>> {
        let classes = &self.state.maker.classes;
        Some(match self.access {
            Access::Plain => classes.engine.clone(),
            Access::Awaited => classes.async_engine.clone(),
        })
    }

    fn get_attribute(
        &self,
        name: &str,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let engine = Rc::new(self.clone());
        Ok(Some(match name {
            "url" => self.state.url_value(),
            "name" => Value::from("postgresql"),
            "dialect" => Value::host(DialectObject::of_engine(&self.state)),
            "connect" => method("connect", &engine, NOTHING, |engine, _, _| {
                Ok(Value::host(engine.connect()))
            }),
            "begin" => method("begin", &engine, NOTHING, |engine, _, _| {
                Ok(Value::host(EngineBlock(engine.connect())))
            }),
            "dispose" => method("dispose", &engine, ANYTHING, |engine, _, _| {
                Ok(engine.access.result(Value::None))
            }),
            "sync_engine" if self.access == Access::Awaited => Value::host(Self {
                state: Rc::clone(&self.state),
                access: Access::Plain,
            }),
            "execution_options" => method(
                "execution_options",
                &engine,
                ANYTHING,
                |engine, cx, bound| {
                    for (option, _) in &bound.rest_keyword {
                        let action = SessionAction::Option(option.to_string());
                        engine.state.maker.recorder.event(None, action, cx.origin());
                    }
                    Ok(Value::host((**engine).clone()))
                },
            ),
            _ => {
                let what = format!("sqlalchemy.engine.{}.{name}", self.type_name());
                self.state
                    .maker
                    .recorder
                    .unfollowed_attribute(&what, cx.origin())
            }
        }))
    }
}

/// `engine.begin()`: a connection in a transaction, for a `with` block.
#[derive(Debug)]
struct EngineBlock(ConnectionObject);

impl HostObject for EngineBlock {
    fn type_name(&self) -> Rc<str> {
        "_GeneratorContextManager".into()
    }

    fn enter(&self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        self.0.state.begin(cx)?;
        Ok(Some(Value::host(self.0.clone())))
    }

    fn exit(
        &self,
        error: Option<&PythonError>,
        cx: &mut Interpreter,
    ) -> Result<ExitOutcome, PythonError> {
        if error.is_none() {
            self.0.state.commit(cx.origin());
        }
        self.0.state.close(cx.origin());
        Ok(ExitOutcome::Propagate)
    }
}
