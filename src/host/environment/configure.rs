//! `context.configure(…)`: which arguments were given, and what they say.
//!
//! The counterpart of `EnvironmentContext.configure`. Arguments that only matter when revisions
//! are generated are accepted and forgotten; so are those that Alembic does not know, as there.

use std::rc::Rc;

use super::connection::ConnectionObject;
use super::engine::{EngineObject, mapping_items, url_text};
use super::facts::{ConfigureFacts, Fact, Keyword, Unknown, UrlFact};
use super::native::{or_unknown, unknown};
use super::recorder::{Configured, Recorder};
use crate::host::raise::command_error;
use crate::python::{Arguments, BoundArguments, Interpreter, Parameter, PythonError, Value};
use crate::source::Origin;

/// The arguments in the order in which they may be given by position.
const CONFIGURE: &[Parameter<'static>] = &[
    Parameter::optional("connection"),
    Parameter::optional("url"),
    Parameter::optional("dialect_name"),
    Parameter::optional("dialect_opts"),
    Parameter::optional("transactional_ddl"),
    Parameter::optional("transaction_per_migration"),
    Parameter::optional("output_buffer"),
    Parameter::optional("starting_rev"),
    Parameter::optional("tag"),
    Parameter::optional("template_args"),
    Parameter::optional("render_as_batch"),
    Parameter::optional("target_metadata"),
    Parameter::optional("include_name"),
    Parameter::optional("include_object"),
    Parameter::optional("include_schemas"),
    Parameter::optional("process_revision_directives"),
    Parameter::optional("compare_type"),
    Parameter::optional("compare_server_default"),
    Parameter::optional("render_item"),
    Parameter::optional("literal_binds"),
    Parameter::optional("upgrade_token"),
    Parameter::optional("downgrade_token"),
    Parameter::optional("alembic_module_prefix"),
    Parameter::optional("sqlalchemy_module_prefix"),
    Parameter::optional("user_module_prefix"),
    Parameter::optional("on_version_apply"),
    Parameter::optional("autogenerate_plugins"),
    // Keywords that Alembic reads from its options without naming them as parameters.
    Parameter::keyword("version_table"),
    Parameter::keyword("version_table_schema"),
    Parameter::keyword("version_table_pk"),
    Parameter::keyword("output_encoding"),
    Parameter::rest_keyword("kw"),
];

/// Options that a command passes itself and `configure` would replace.
const OVERRIDES: [&str; 7] = [
    "as_sql",
    "destination_rev",
    "dont_mutate",
    "fn",
    "purge",
    "script",
    "transaction",
];

/// Carries out a call of `context.configure`.
pub(super) fn configure(
    recorder: &Rc<Recorder>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<(), PythonError> {
    let mut bound = arguments.bind("configure", CONFIGURE)?;
    let mut facts = ConfigureFacts::new(bound.origin.clone());
    facts.transactional_ddl = flag(cx, &mut bound, "transactional_ddl")?;
    facts.transaction_per_migration = flag(cx, &mut bound, "transaction_per_migration")?;
    facts.literal_binds = flag(cx, &mut bound, "literal_binds")?;
    facts.version_table_pk = flag(cx, &mut bound, "version_table_pk")?;
    facts.version_table = text(&mut bound, "version_table")?;
    facts.version_table_schema = text(&mut bound, "version_table_schema")?;
    facts.starting_rev = text(&mut bound, "starting_rev")?;
    facts.tag = text(&mut bound, "tag")?;
    facts.output_encoding = text(&mut bound, "output_encoding")?;
    facts.output_buffer = given(&mut bound, "output_buffer");
    facts.on_version_apply = given(&mut bound, "on_version_apply");
    facts.paramstyle = paramstyle(cx, &mut bound)?;
    facts.naming_convention = naming_convention(cx, &mut bound)?;
    recorder.configure_template(cx, &mut bound)?;
    for (name, value) in std::mem::take(&mut bound.rest_keyword) {
        if OVERRIDES.contains(&&*name) && !value.is_none() {
            facts
                .overrides
                .push((name.to_string(), bound.origin.clone()));
        }
    }
    let configured = database(recorder, cx, &mut bound, facts)?;
    recorder.configure(configured);
    Ok(())
}

/// Which database: of the connection, of the URL, or of the dialect's name.
fn database(
    recorder: &Rc<Recorder>,
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
    facts: ConfigureFacts,
) -> Result<Configured, PythonError> {
    let origin = bound.origin.clone();
    let connection = bound.take_some("connection");
    let mut configured = Configured {
        facts,
        url: UrlFact::FromIni,
        connection: None,
        connection_value: connection.clone().into(),
        in_external_transaction: false,
    };
    if let Some(connection) = connection {
        if let Value::Opaque(opaque) = &connection {
            configured.url = UrlFact::Unknown(unknown(opaque, bound.origin_of("connection")));
        } else if let Some(object) = connection.downcast::<ConnectionObject>() {
            configured.url = object.state.engine.url_fact();
            configured.connection = Some(object.state.index);
            configured.in_external_transaction =
                !recorder.is_offline() && object.state.is_in_transaction();
        } else if connection.downcast::<EngineObject>().is_some() {
            return Err(command_error(
                cx,
                "'connection' argument to configure() is expected to be a \
                 sqlalchemy.engine.Connection instance, got Engine",
            ));
        } else {
            let found = cx.type_name(&connection);
            return Err(PythonError::unsupported(format!(
                "context.configure with a connection of type {found}"
            )));
        }
    } else if let Some(url) = bound.take_some("url") {
        let origin = bound.origin_of("url");
        configured.url = match url_text(cx, &url, &origin)? {
            Fact::Known(text) => recorder.url_fact(&text, origin),
            Fact::Unknown(unknown) => UrlFact::Unknown(unknown),
        };
        without_connection(recorder)?;
    } else if let Some(name) = bound.take_some("dialect_name") {
        configured.url = match (&name, name.as_str()) {
            (Value::Opaque(opaque), _) => UrlFact::Unknown(unknown(opaque, origin)),
            (_, Some(name)) => UrlFact::Given {
                url: format!("{name}://"),
                origin,
            },
            (_, None) => return Err(PythonError::unsupported("this dialect_name")),
        };
        without_connection(recorder)?;
    } else {
        return Err(PythonError::exception(
            crate::python::ExceptionClass::Exception,
            "Connection, url, or dialect_name is required.",
        ));
    }
    Ok(configured)
}

/// Alembic has nothing to execute on where online mode gets a URL alone.
fn without_connection(recorder: &Recorder) -> Result<(), PythonError> {
    if recorder.is_offline() {
        return Ok(());
    }
    Err(PythonError::unsupported(
        "context.configure without a connection, in online mode",
    ))
}

fn flag(
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
    name: &str,
) -> Result<Keyword<bool>, PythonError> {
    let origin = bound.origin_of(name);
    let Some(value) = bound.take_some(name) else {
        return Ok(Keyword::Default);
    };
    if let Value::Opaque(opaque) = &value {
        return Ok(Keyword::Unknown(unknown(opaque, origin)));
    }
    let truth = cx.truth(&value);
    Ok(match or_unknown(truth, &origin)? {
        Fact::Known(value) => Keyword::Given(value),
        Fact::Unknown(unknown) => Keyword::Unknown(unknown),
    })
}

fn text(bound: &mut BoundArguments, name: &str) -> Result<Keyword<String>, PythonError> {
    let origin = bound.origin_of(name);
    Ok(match bound.take_some(name) {
        None => Keyword::Default,
        Some(Value::Opaque(opaque)) => Keyword::Unknown(unknown(&opaque, origin)),
        Some(value) => match value.as_str() {
            Some(text) => Keyword::Given(text.to_string()),
            None => {
                return Err(PythonError::unsupported(format!(
                    "context.configure({name}=…) with a value that is no string"
                ))
                .with_origin(origin));
            }
        },
    })
}

/// Whether an argument was given and is not empty, and where.
fn given(bound: &mut BoundArguments, name: &str) -> Option<Origin> {
    let origin = bound.origin_of(name);
    let value = bound.take_some(name)?;
    let is_empty = value.as_sequence().is_some_and(|items| items.is_empty());
    (!is_empty).then_some(origin)
}

fn paramstyle(
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
) -> Result<Keyword<String>, PythonError> {
    let origin = bound.origin_of("dialect_opts");
    let Some(options) = bound.take_some("dialect_opts") else {
        return Ok(Keyword::Default);
    };
    if let Value::Opaque(opaque) = &options {
        return Ok(Keyword::Unknown(unknown(opaque, origin)));
    }
    let mut paramstyle = Keyword::Default;
    for (name, value) in mapping_items(cx, &options)? {
        let name = super::native::text_of(cx, &name, "a key of dialect_opts")?;
        if &*name != "paramstyle" {
            return Err(PythonError::unsupported(format!(
                "context.configure(dialect_opts={{'{name}': …}})"
            )));
        }
        paramstyle = match (&value, value.as_str()) {
            (Value::Opaque(opaque), _) => Keyword::Unknown(unknown(opaque, origin.clone())),
            (_, Some(text)) => Keyword::Given(text.to_string()),
            (_, None) => return Err(PythonError::unsupported("this paramstyle")),
        };
    }
    Ok(paramstyle)
}

/// `target_metadata.naming_convention`, where the metadata is one object that can be followed.
fn naming_convention(
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
) -> Result<Keyword<Vec<(String, String)>>, PythonError> {
    let origin = bound.origin_of("target_metadata");
    let Some(metadata) = bound.take_some("target_metadata") else {
        return Ok(Keyword::Default);
    };
    // Of several, Alembic asks the list itself, which has no convention.
    if metadata.as_sequence().is_some() || matches!(metadata, Value::Dict(_)) {
        return Ok(Keyword::Default);
    }
    let found = cx.find_attribute(&metadata, "naming_convention");
    let convention = match or_unknown(found, &origin)? {
        Fact::Unknown(unknown) => return Ok(Keyword::Unknown(unknown)),
        Fact::Known(None | Some(Value::None)) => return Ok(Keyword::Default),
        Fact::Known(Some(Value::Opaque(opaque))) => {
            return Ok(Keyword::Unknown(unknown(&opaque, origin)));
        }
        Fact::Known(Some(convention)) => convention,
    };
    let mut templates = Vec::new();
    for (key, template) in mapping_items(cx, &convention)? {
        match (key.as_str(), template.as_str()) {
            (Some(key), Some(template)) => {
                templates.push((key.to_string(), template.to_string()));
            }
            _ => {
                return Ok(Keyword::Unknown(Unknown {
                    reason: "the naming convention has entries that are no templates".to_owned(),
                    origin,
                }));
            }
        }
    }
    Ok(Keyword::Given(templates))
}
