//! Evaluates an `env.py` and hands out what it taught.
//!
//! The counterpart of `ScriptDirectory.run_env`. `env.py` is evaluated with the small Python and
//! without a database: its connections note down what is done to them, and
//! `context.run_migrations` runs nothing. Where it cannot be followed to its end, what can be read
//! off its text remains.

use std::cell::RefCell;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use super::configuration::{CommandOptions, ConfigObject, ConfigState, EnvironmentConfiguration};
use super::connection::ConnectionObject;
use super::context::{ContextObject, ContextState};
use super::engine::EngineObject;
use super::facts::{EnvironmentFacts, Stop, StopKind, Unknown};
use super::modules::install;
use super::reading::read_facts;
use super::recorder::{EnvironmentMode, Recorder};
use super::template::{Directives, TemplateFacts, is_directive};
use super::variable_files::seed;
use crate::host::command_error_message;
use crate::python::{ErrorKind, Interpreter, PythonError, StarImports, Value, parse_module};
use crate::source::{Origin, SourceFile, Span};

/// What an evaluation needs to know.
pub struct EnvironmentRequest {
    /// The script location, where `env.py` is.
    pub script_location: PathBuf,
    /// Whether to connect or to write a script.
    pub mode: EnvironmentMode,
    /// The configuration; `env.py` may change it.
    pub configuration: Rc<RefCell<dyn EnvironmentConfiguration>>,
    /// What the command line says.
    pub options: CommandOptions,
}

/// Why there is nothing to evaluate.
#[derive(Debug, thiserror::Error)]
pub enum EnvironmentError {
    /// The script location has no `env.py`.
    #[error("Can't find Python file {}", .0.display())]
    Missing(PathBuf),
    /// It is there and cannot be read, or is not UTF-8.
    #[error("cannot read {}: {source}", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Evaluates `env.py`.
///
/// # Errors
/// Where there is no such file, or none that can be read. An error while evaluating is a fact: [`EnvironmentFacts::stopped`].
pub fn evaluate_environment(
    cx: &mut Interpreter,
    request: EnvironmentRequest,
) -> Result<EnvironmentFacts, EnvironmentError> {
    evaluate_for_template(cx, request, Directives::None).map(|(facts, _)| facts)
}

/// Evaluates `env.py` for what it has to say to the template of a new revision as well;
/// `directives` says whether `process_revision_directives` is called, as `revision` does.
///
/// # Errors
/// As [`evaluate_environment`].
pub fn evaluate_for_template(
    cx: &mut Interpreter,
    request: EnvironmentRequest,
    directives: Directives,
) -> Result<(EnvironmentFacts, TemplateFacts), EnvironmentError> {
    let file = request.script_location.join("env.py");
    if !file.exists() {
        return Err(EnvironmentError::Missing(file));
    }
    let section = request.configuration.borrow().config_ini_section();
    let ini_url = request
        .configuration
        .borrow()
        .section_option(&section, "sqlalchemy.url")
        .ok()
        .flatten();
    let recorder = Rc::new(Recorder::new(request.mode, ini_url));
    recorder.template().borrow_mut().directives = directives;
    let config = Rc::new(ConfigState::new(
        request.configuration,
        request.options,
        Rc::clone(&recorder),
    ));
    let source = read(&file)?;
    let module = match parse_module(Arc::clone(&source)) {
        Ok(module) => module,
        Err(error) => {
            let facts = recorder.facts(Some(stop(&error, &source)));
            return Ok((facts, recorder.template_facts(&config)));
        }
    };
    let evaluated = prepare(cx, &recorder, &config)
        .and_then(|()| seed(cx, &module, &request.script_location))
        .and_then(|()| cx.load_module(&module, "env_py"));
    let stopped = match evaluated {
        Ok(_) if recorder.has_run() => None,
        Ok(_) => Some(Stop {
            kind: StopKind::NotFollowed,
            message: "context.run_migrations() is not reached as far as env.py can be followed"
                .to_owned(),
            origin: Origin::new(source, Span::default()),
        }),
        Err(error) => Some(stop(&error, &source)),
    };
    let mut facts = recorder.facts(stopped.clone());
    let text = module.source.text();
    facts.configuration = config.facts(text, stopped.as_ref().map(|_| text));
    if let (Some(stopped), false) = (&stopped, recorder.has_run()) {
        read_facts(&module, request.mode, stopped, &mut facts);
    }
    Ok((facts, recorder.template_facts(&config)))
}

/// Makes the objects importable, and watches what is handed to code that is not known.
fn prepare(
    cx: &mut Interpreter,
    recorder: &Rc<Recorder>,
    config: &Rc<ConfigState>,
) -> Result<(), PythonError> {
    let context = ContextObject(Rc::new(ContextState {
        recorder: Rc::clone(recorder),
        config: Rc::clone(config),
    }));
    cx.set_star_imports(StarImports::LeaveNamesOpen);
    let (told, configured) = (Rc::clone(recorder), Rc::clone(config));
    cx.set_opaque_call_hook(move |function, arguments| {
        let keyword = arguments.keyword.iter().map(|(_, value)| value);
        for value in arguments.positional.iter().chain(keyword) {
            if is_connection(value) {
                let reason = format!(
                    "{} is given the connection, and it is not known here: {}",
                    function.name, function.reason
                );
                told.unfollowed(reason, arguments.origin.clone());
            } else if is_directive(value) {
                let reason = format!(
                    "{} is given what is generated, and it is not known here: {}",
                    function.name, function.reason
                );
                let origin = arguments.origin.clone();
                told.template_unknown(Unknown { reason, origin });
            } else if value.downcast::<ConfigObject>().is_some() {
                configured.may_be_changed_by(function);
            }
        }
    });
    install(cx, recorder, config, context)
}

/// Whether something can be executed on it, or on what it is part of.
fn is_connection(value: &Value) -> bool {
    value.downcast::<ConnectionObject>().is_some()
        || value.downcast::<EngineObject>().is_some()
        || value.downcast::<ContextObject>().is_some()
}

fn read(file: &Path) -> Result<Arc<SourceFile>, EnvironmentError> {
    let text = std::fs::read_to_string(file).map_err(|source| EnvironmentError::Unreadable {
        file: file.to_owned(),
        source,
    })?;
    Ok(Arc::new(SourceFile::new(file, text)))
}

/// Why and where the evaluation ended.
fn stop(error: &PythonError, source: &Arc<SourceFile>) -> Stop {
    let command_error = command_error_message(error);
    let kind = match error.kind() {
        ErrorKind::Exception(_) if command_error.is_some() => StopKind::Refused,
        ErrorKind::Exception(_) | ErrorKind::Syntax { .. } => error
            .exit_status()
            .map_or(StopKind::Raised, StopKind::Exited),
        ErrorKind::Unsupported { .. }
        | ErrorKind::OpaqueUse { .. }
        | ErrorKind::NeedsDatabase { .. }
        | ErrorKind::Budget { .. }
        | ErrorKind::Host(_) => StopKind::NotFollowed,
    };
    let beginning = || Origin::new(Arc::clone(source), Span::default());
    let origin = error.origin().cloned().unwrap_or_else(beginning);
    Stop {
        kind,
        message: command_error.unwrap_or_else(|| error.to_string()),
        origin,
    }
}
