//! The interpreter: modules, environment, budget and the calls that are running
//! (`PyInterpreterState` and `PyThreadState`).
//!
//! What it can do with values stands in `protocol`, how it walks the tree in `eval`.

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use indexmap::IndexMap;

use super::arguments::Arguments;
use super::class::{BuiltinType, Class, Instance};
use super::error::{Exception, Frame, PythonError};
use super::eval::Catching;
use super::exceptions::ExceptionClass;
use super::opaque::Opaque;
use super::shared::Shared;
use super::stack;
use super::types::Types;
use super::value::{Attributes, Value};
use crate::source::{Origin, SourceFile, Span};

/// What a program may use up before it is stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Statements and expressions evaluated between two calls from outside.
    pub steps: u64,
    /// Calls running at the same time.
    pub calls: usize,
    /// Bytes of strings and containers made between two calls from outside.
    pub bytes: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            steps: 20_000_000,
            calls: 1_000,
            bytes: 512 << 20,
        }
    }
}

/// What a program sees of the world around it.
#[derive(Debug, Clone, Default)]
pub struct Configuration {
    /// The environment variables `os.environ` shows.
    pub environment: IndexMap<String, String>,
    /// The folders modules are looked for in (`sys.path`).
    pub search_path: Vec<PathBuf>,
    /// `sys.argv`.
    pub arguments: Vec<String>,
    /// The folder relative names start from (`os.getcwd()`); `None` where it is not to be known.
    pub working_directory: Option<PathBuf>,
    /// The limits.
    pub budget: Budget,
}

/// Whether a file's top level or a migration's body is being evaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// A top level: calling an opaque value gives an opaque value.
    Loading,
    /// A body: calling an opaque value is an error.
    Running,
}

/// Answers an import nothing else could: the module, or `None`.
pub type ImportHook = dyn Fn(&mut Interpreter, &str) -> Result<Option<Value>, PythonError>;

/// A call that is running.
struct ActiveFrame {
    function: Rc<str>,
    source: Arc<SourceFile>,
    span: Span,
}

/// An exception a handler is dealing with.
pub(crate) struct Handled {
    pub(crate) exception: Shared<Instance>,
    pub(crate) origin: Option<Origin>,
    pub(crate) frames: Vec<Frame>,
}

/// What becomes of `from module import *` where the module is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StarImports {
    /// It is an error: it may have bound any name anew.
    Refused,
    /// Names that nothing else binds are opaque from there on; those bound before stay what they
    /// were, as if the module did not bind them too.
    LeaveNamesOpen,
}

/// Told of every opaque value that is called at a top level, and of the arguments.
pub(super) type OpaqueCallHook = dyn Fn(&Opaque, &Arguments);

/// Evaluates Python; not to be shared between threads.
pub struct Interpreter {
    pub(crate) configuration: Configuration,
    pub(crate) modules: IndexMap<Rc<str>, Value>,
    pub(crate) import_hook: Option<Rc<ImportHook>>,
    pub(crate) star_imports: StarImports,
    pub(crate) star_exports: Vec<&'static str>,
    pub(crate) opaque_call_hook: Option<Rc<OpaqueCallHook>>,
    output: Rc<RefCell<dyn FnMut(&str)>>,
    pub(crate) phase: Phase,
    outside: Origin,
    frames: Vec<ActiveFrame>,
    pub(crate) handled: Vec<Handled>,
    /// What the statements that run may catch, the innermost last.
    pub(crate) catching: Vec<Catching>,
    steps_left: u64,
    bytes_left: u64,
    /// Calls from outside that are running; the budget is renewed for the outermost.
    entries: usize,
    types: Types,
    pub(crate) builtins: Attributes,
    /// Containers being shown, so that one inside itself is shown as `[...]`.
    pub(crate) showing: Vec<usize>,
}

impl Drop for Interpreter {
    /// Functions hold the modules that hold them: the names of all modules are let go, as CPython
    /// does at its end (`finalize_modules`).
    fn drop(&mut self) {
        for (_, module) in self.modules.drain(..) {
            if let Value::Module(module) = module {
                let names = std::mem::take(&mut *module.attributes.borrow_mut());
                drop(names);
            }
        }
    }
}

impl Interpreter {
    /// An interpreter with Python's builtins and the standard library's modules that exist here.
    pub fn new(configuration: Configuration) -> Self {
        let budget = configuration.budget;
        let mut interpreter = Self {
            configuration,
            modules: IndexMap::new(),
            import_hook: None,
            star_imports: StarImports::Refused,
            star_exports: Vec::new(),
            opaque_call_hook: None,
            output: Rc::new(RefCell::new(|_: &str| {})),
            phase: Phase::Loading,
            outside: Origin::new(Arc::new(SourceFile::new("<host>", "")), Span::default()),
            frames: Vec::new(),
            handled: Vec::new(),
            catching: Vec::new(),
            steps_left: budget.steps,
            bytes_left: budget.bytes,
            entries: 0,
            types: Types::new(),
            builtins: Attributes::new(),
            showing: Vec::new(),
        };
        interpreter.builtins = super::builtins::names(&interpreter);
        interpreter
    }

    /// Says what becomes of `from module import *` where the module is not known; refused unless
    /// told otherwise.
    pub fn set_star_imports(&mut self, star_imports: StarImports) {
        self.star_imports = star_imports;
    }

    /// Has `hook` told of every opaque value that is called at a top level.
    pub fn set_opaque_call_hook(&mut self, hook: impl Fn(&Opaque, &Arguments) + 'static) {
        self.opaque_call_hook = Some(Rc::new(hook));
    }

    /// Where `print` and `sys.stdout.write` write; nowhere by default.
    pub fn set_output(&mut self, output: impl FnMut(&str) + 'static) {
        self.output = Rc::new(RefCell::new(output));
    }

    /// Writes to the program's standard output.
    pub fn write_output(&mut self, text: &str) {
        let output = Rc::clone(&self.output);
        // A hook that prints again while it runs has nothing to write to.
        if let Ok(mut output) = output.try_borrow_mut() {
            output(text);
        }
    }

    /// The environment variables the program sees.
    pub fn environment(&self) -> &IndexMap<String, String> {
        &self.configuration.environment
    }

    /// The search path, for a host that changes it.
    pub fn search_path_mut(&mut self) -> &mut Vec<PathBuf> {
        &mut self.configuration.search_path
    }

    /// Calls a migration's function: a fresh budget, and opaque values may not be called.
    pub fn run_body(
        &mut self,
        function: &Value,
        arguments: Arguments,
    ) -> Result<Value, PythonError> {
        self.enter(Phase::Running, |interpreter| {
            interpreter.call(function, arguments)
        })
    }

    /// Runs `work` in `phase`, with a fresh budget where nothing else is running.
    pub(crate) fn enter<R>(
        &mut self,
        phase: Phase,
        work: impl FnOnce(&mut Self) -> Result<R, PythonError>,
    ) -> Result<R, PythonError> {
        if self.entries == 0 {
            self.steps_left = self.configuration.budget.steps;
            self.bytes_left = self.configuration.budget.bytes;
            self.showing.clear();
        }
        self.entries += 1;
        let before = std::mem::replace(&mut self.phase, phase);
        let result = work(self);
        self.phase = before;
        self.entries -= 1;
        result
    }

    /// The class object of one of Python's own types.
    pub fn builtin_class(&self, builtin: BuiltinType) -> Shared<Class> {
        self.types.builtin(builtin)
    }

    /// The class object of a builtin exception.
    pub fn exception_class(&self, class: ExceptionClass) -> Shared<Class> {
        self.types.exception(class)
    }

    /// The place being evaluated.
    pub fn origin(&self) -> Origin {
        self.frames.last().map_or_else(
            || self.outside.clone(),
            |frame| Origin::new(Arc::clone(&frame.source), frame.span),
        )
    }

    /// The calls that are running, outermost first.
    pub fn frames(&self) -> Vec<Frame> {
        self.frames
            .iter()
            .map(|frame| Frame {
                function: Rc::clone(&frame.function),
                origin: Origin::new(Arc::clone(&frame.source), frame.span),
            })
            .collect()
    }

    /// Whether a top level or a body is being evaluated.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// Takes `steps` from the budget, and fails before the stack runs out.
    pub fn charge(&mut self, steps: u64) -> Result<(), PythonError> {
        if let Some(left) = self.steps_left.checked_sub(steps) {
            self.steps_left = left;
        } else {
            self.steps_left = 0;
            return Err(PythonError::budget(format!(
                "it took more than {} steps",
                self.configuration.budget.steps
            )));
        }
        if stack::is_exhausted() {
            return Err(PythonError::budget("calls or values are nested too deeply"));
        }
        Ok(())
    }

    /// Takes `bytes` of memory from the budget.
    pub fn allocate(&mut self, bytes: usize) -> Result<(), PythonError> {
        match self.bytes_left.checked_sub(bytes as u64) {
            Some(left) => {
                self.bytes_left = left;
                // Copying takes time as well: a step for every few hundred bytes.
                self.charge(bytes as u64 / 256)
            }
            None => Err(PythonError::budget(format!(
                "it made more than {} MiB of values",
                self.configuration.budget.bytes >> 20
            ))),
        }
    }

    /// Runs `work` as the call of `function`.
    pub(crate) fn in_frame<R>(
        &mut self,
        function: &Rc<str>,
        source: &Arc<SourceFile>,
        span: Span,
        work: impl FnOnce(&mut Self) -> Result<R, PythonError>,
    ) -> Result<R, PythonError> {
        if self.frames.len() >= self.configuration.budget.calls {
            return Err(PythonError::budget(format!(
                "more than {} calls were running at the same time",
                self.configuration.budget.calls
            )));
        }
        self.frames.push(ActiveFrame {
            function: Rc::clone(function),
            source: Arc::clone(source),
            span,
        });
        let result = work(self);
        self.frames.pop();
        result
    }

    /// Records which part of the running call is being evaluated.
    pub(crate) fn at(&mut self, span: Span) {
        if let Some(frame) = self.frames.last_mut() {
            frame.span = span;
        }
    }

    /// Gives an error its place and calls, unless it has them.
    pub(crate) fn attach(&self, mut error: PythonError, span: Span) -> PythonError {
        let Some(frame) = self.frames.last() else {
            return error;
        };
        if error.origin().is_none() {
            error.set_origin(Origin::new(Arc::clone(&frame.source), span));
        }
        if error.lacks_frames() {
            let mut frames = self.frames();
            if let Some(last) = frames.last_mut() {
                last.origin.span = span;
            }
            error.set_frames(frames);
        }
        error
    }

    /// The exception object of a raised exception.
    pub(crate) fn exception_object(&mut self, exception: Exception) -> Shared<Instance> {
        match exception {
            Exception::Object(object) => object,
            Exception::Native { class, arguments } => {
                let object = Instance::new(self.exception_class(class));
                super::exceptions::initialise(&object, class, arguments);
                Shared::new(object)
            }
        }
    }
}
