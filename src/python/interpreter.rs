//! The interpreter: modules, environment, budget and the calls that are running
//! (`PyInterpreterState` and `PyThreadState`).

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use indexmap::IndexMap;

use super::arguments::Arguments;
use super::class::{BuiltinType, Class};
use super::dictionary::HashKey;
use super::error::{Frame, PythonError};
use super::exceptions::ExceptionClass;
use super::iterator::PythonIterator;
use super::module::Module;
use super::object::{BinaryOperator, Comparison, UnaryOperator};
use super::shared::Shared;
use super::syntax;
use super::value::Value;
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

/// Evaluates Python; not to be shared between threads.
pub struct Interpreter {
    configuration: Configuration,
    modules: IndexMap<Rc<str>, Value>,
    import_hook: Option<Rc<ImportHook>>,
    output: Rc<RefCell<dyn FnMut(&str)>>,
    phase: Phase,
    origin: Origin,
}

impl Interpreter {
    /// An interpreter with Python's builtins and the standard library's modules that exist here.
    pub fn new(configuration: Configuration) -> Self {
        Self {
            configuration,
            modules: IndexMap::new(),
            import_hook: None,
            output: Rc::new(RefCell::new(|_: &str| {})),
            phase: Phase::Loading,
            origin: Origin::new(Arc::new(SourceFile::new("<host>", "")), Span::default()),
        }
    }

    /// Where `print` and `sys.stdout.write` write; nowhere by default.
    pub fn set_output(&mut self, output: impl FnMut(&str) + 'static) {
        self.output = Rc::new(RefCell::new(output));
    }

    /// Answers `import name` with `module` (a [`Module`] or a host object).
    pub fn register_module(&mut self, name: impl Into<Rc<str>>, module: Value) {
        self.modules.insert(name.into(), module);
    }

    /// Asked for every module that is not registered and not part of the standard library, before
    /// the search path.
    pub fn set_import_hook(
        &mut self,
        hook: impl Fn(&mut Interpreter, &str) -> Result<Option<Value>, PythonError> + 'static,
    ) {
        self.import_hook = Some(Rc::new(hook));
    }

    /// The search path, for a host that changes it.
    pub fn search_path_mut(&mut self) -> &mut Vec<PathBuf> {
        &mut self.configuration.search_path
    }

    /// Imports a module by its absolute dotted name.
    pub fn import(&mut self, name: &str) -> Result<Value, PythonError> {
        Err(PythonError::unsupported(format!("importing {name}")))
    }

    /// Reads, parses and evaluates the top level of a file.
    pub fn load_file(
        &mut self,
        path: &Path,
        module_name: &str,
    ) -> Result<Shared<Module>, PythonError> {
        Err(PythonError::unsupported(format!(
            "loading {module_name} from {}",
            path.display()
        )))
    }

    /// Evaluates the top level of a parsed file.
    pub fn load_module(
        &mut self,
        module: &syntax::Module,
        module_name: &str,
    ) -> Result<Shared<Module>, PythonError> {
        let _ = module;
        Err(PythonError::unsupported(format!("loading {module_name}")))
    }

    /// Calls `function` in the phase the program is in.
    pub fn call(&mut self, function: &Value, arguments: Arguments) -> Result<Value, PythonError> {
        let _ = (function, arguments);
        Err(PythonError::unsupported("calling"))
    }

    /// Calls a migration's function: a fresh budget, and opaque values may not be called.
    pub fn run_body(
        &mut self,
        function: &Value,
        arguments: Arguments,
    ) -> Result<Value, PythonError> {
        self.phase = Phase::Running;
        self.call(function, arguments)
    }

    /// `object.name(arguments)`.
    pub fn call_method(
        &mut self,
        object: &Value,
        name: &str,
        arguments: Arguments,
    ) -> Result<Value, PythonError> {
        let method = self.attribute(object, name)?;
        self.call(&method, arguments)
    }

    /// `object.name`; `AttributeError` where there is none.
    pub fn attribute(&mut self, object: &Value, name: &str) -> Result<Value, PythonError> {
        self.find_attribute(object, name)?
            .ok_or_else(|| PythonError::attribute_error(format!("no attribute '{name}'")))
    }

    /// `object.name`; nothing where there is none.
    pub fn find_attribute(
        &mut self,
        object: &Value,
        name: &str,
    ) -> Result<Option<Value>, PythonError> {
        let _ = (object, name);
        Ok(None)
    }

    /// `object.name = value`.
    pub fn set_attribute(
        &mut self,
        object: &Value,
        name: &str,
        value: Value,
    ) -> Result<(), PythonError> {
        let _ = (object, value);
        Err(PythonError::unsupported(format!("setting {name}")))
    }

    /// `iter(value)`.
    pub fn iterate(&mut self, value: &Value) -> Result<Box<dyn PythonIterator>, PythonError> {
        Err(PythonError::type_error(format!(
            "'{}' object is not iterable",
            self.type_name(value)
        )))
    }

    /// `list(value)`, as a vector.
    pub fn collect(&mut self, value: &Value) -> Result<Vec<Value>, PythonError> {
        let mut iterator = self.iterate(value)?;
        let mut items = Vec::new();
        while let Some(item) = iterator.next(self)? {
            items.push(item);
        }
        Ok(items)
    }

    /// `bool(value)`.
    pub fn truth(&mut self, value: &Value) -> Result<bool, PythonError> {
        let _ = value;
        Ok(true)
    }

    /// `left == right`, as a bool.
    pub fn equal(&mut self, left: &Value, right: &Value) -> Result<bool, PythonError> {
        let result = self.compare(Comparison::Equal, left, right)?;
        self.truth(&result)
    }

    /// `left comparison right`.
    pub fn compare(
        &mut self,
        comparison: Comparison,
        left: &Value,
        right: &Value,
    ) -> Result<Value, PythonError> {
        let _ = (comparison, left, right);
        Err(PythonError::unsupported("comparing"))
    }

    /// `left operator right`.
    pub fn binary(
        &mut self,
        operator: BinaryOperator,
        left: &Value,
        right: &Value,
    ) -> Result<Value, PythonError> {
        let _ = (operator, left, right);
        Err(PythonError::unsupported("operating"))
    }

    /// `operator value`.
    pub fn unary(&mut self, operator: UnaryOperator, value: &Value) -> Result<Value, PythonError> {
        let _ = (operator, value);
        Err(PythonError::unsupported("operating"))
    }

    /// `object[index]`.
    pub fn subscript(&mut self, object: &Value, index: &Value) -> Result<Value, PythonError> {
        let _ = (object, index);
        Err(PythonError::unsupported("subscribing"))
    }

    /// `object[index] = value`.
    pub fn set_subscript(
        &mut self,
        object: &Value,
        index: &Value,
        value: Value,
    ) -> Result<(), PythonError> {
        let _ = (object, index, value);
        Err(PythonError::unsupported("subscribing"))
    }

    /// `item in container`.
    pub fn contains(&mut self, container: &Value, item: &Value) -> Result<bool, PythonError> {
        let _ = (container, item);
        Err(PythonError::unsupported("membership"))
    }

    /// `len(value)`.
    pub fn length(&mut self, value: &Value) -> Result<usize, PythonError> {
        let _ = value;
        Err(PythonError::unsupported("len"))
    }

    /// `repr(value)`.
    pub fn repr(&mut self, value: &Value) -> Result<Rc<str>, PythonError> {
        Ok(super::text::plain_repr(value).into())
    }

    /// `str(value)`.
    pub fn str(&mut self, value: &Value) -> Result<Rc<str>, PythonError> {
        self.repr(value)
    }

    /// `format(value, specification)`.
    pub fn format(&mut self, value: &Value, specification: &str) -> Result<Rc<str>, PythonError> {
        let _ = specification;
        self.str(value)
    }

    /// What makes `value` equal to another dictionary key; `TypeError` where it is unhashable.
    pub fn hash_key(&mut self, value: &Value) -> Result<HashKey, PythonError> {
        let _ = value;
        Ok(HashKey::None)
    }

    /// `isinstance(value, class)`.
    pub fn is_instance(&mut self, value: &Value, class: &Value) -> Result<bool, PythonError> {
        let _ = (value, class);
        Ok(false)
    }

    /// The name of a value's type, as error messages show it.
    pub fn type_name(&mut self, value: &Value) -> Rc<str> {
        format!("{value:?}").into()
    }

    /// The class object of one of Python's own types.
    pub fn builtin_class(&self, builtin: BuiltinType) -> Shared<Class> {
        let _ = builtin;
        unreachable_class()
    }

    /// The class object of a builtin exception.
    pub fn exception_class(&self, class: ExceptionClass) -> Shared<Class> {
        let _ = class;
        unreachable_class()
    }

    /// The place being evaluated.
    pub fn origin(&self) -> Origin {
        self.origin.clone()
    }

    /// The calls that are running, outermost first.
    pub fn frames(&self) -> Vec<Frame> {
        Vec::new()
    }

    /// Whether a top level or a body is being evaluated.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// Takes `steps` from the budget.
    pub fn charge(&mut self, steps: u64) -> Result<(), PythonError> {
        let _ = steps;
        Ok(())
    }

    /// Takes `bytes` of memory from the budget.
    pub fn allocate(&mut self, bytes: usize) -> Result<(), PythonError> {
        let _ = bytes;
        Ok(())
    }

    /// Writes to the program's standard output.
    pub fn write_output(&mut self, text: &str) {
        (self.output.borrow_mut())(text);
    }
}

fn unreachable_class() -> Shared<Class> {
    Shared::new(Class {
        name: "object".into(),
        qualified_name: "object".into(),
        module: "builtins".into(),
        bases: Vec::new(),
        ancestors: Vec::new(),
        attributes: RefCell::default(),
        kind: super::class::ClassKind::Builtin(BuiltinType::Object),
        constructor: None,
    })
}
