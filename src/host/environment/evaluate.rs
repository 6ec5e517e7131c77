//! Evaluates an `env.py` and hands out what it taught.
//!
//! The counterpart of `ScriptDirectory.run_env`. `env.py` is evaluated with the small Python and
//! without a database: its connections note down what is done to them, and
//! `context.run_migrations` runs nothing. Where it cannot be followed to its end, what can be read
//! off its text remains.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use super::configuration::{CommandOptions, ConfigState, EnvironmentConfiguration};
use super::context::{ContextObject, ContextState};
use super::facts::{EnvironmentFacts, Stop, StopKind};
use super::modules::install;
use super::recorder::{EnvironmentMode, Recorder};
use crate::python::{ErrorKind, Interpreter, PythonError};
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
}

/// Evaluates `env.py`.
///
/// # Errors
/// Where there is no such file. An error while evaluating is a fact: [`EnvironmentFacts::stopped`].
pub fn evaluate_environment(
    cx: &mut Interpreter,
    request: EnvironmentRequest,
) -> Result<EnvironmentFacts, EnvironmentError> {
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
    let config = Rc::new(ConfigState::new(
        request.configuration,
        request.options,
        Rc::clone(&recorder),
    ));
    let context = ContextObject(Rc::new(ContextState {
        recorder: Rc::clone(&recorder),
        config: Rc::clone(&config),
    }));
    let evaluated = install(cx, &recorder, &config, context)
        .and_then(|()| cx.load_file(&file, "env_py").map(|_| ()));
    Ok(match evaluated {
        Ok(()) => recorder.facts(None),
        Err(error) => recorder.facts(Some(stop(&error, &file))),
    })
}

/// Why and where the evaluation ended.
fn stop(error: &PythonError, file: &Path) -> Stop {
    let kind = match error.kind() {
        ErrorKind::Exception(_) | ErrorKind::Syntax { .. } => StopKind::Raised,
        ErrorKind::Unsupported { .. }
        | ErrorKind::OpaqueUse { .. }
        | ErrorKind::NeedsDatabase { .. }
        | ErrorKind::Budget { .. }
        | ErrorKind::Host(_) => StopKind::NotFollowed,
    };
    let origin = error.origin().cloned().unwrap_or_else(|| {
        let nowhere = SourceFile::new(file, "");
        Origin::new(Arc::new(nowhere), Span::default())
    });
    Stop {
        kind,
        message: error.to_string(),
        origin,
    }
}
