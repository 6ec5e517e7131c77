//! Finding and loading modules (`Lib/importlib/_bootstrap.py`).
//!
//! A file of the project is evaluated only when a name imported from it is used: most are imported
//! for something migrations never need. A module that cannot be found or evaluated is opaque.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use super::error::{ErrorKind, PythonError};
use super::exceptions::ExceptionClass;
use super::interpreter::{Interpreter, Phase};
use super::module::{Module, ModuleKind};
use super::opaque::{DeferredImport, Opaque};
use super::parse::parse_module;
use super::scope::Scope;
use super::shared::Shared;
use super::syntax;
use super::value::Value;
use crate::source::SourceFile;

/// Where a module's text is.
enum Found {
    /// A file, and the folder of its submodules where it is a package.
    File(PathBuf, Option<PathBuf>),
    /// A folder without `__init__.py`.
    Namespace(PathBuf),
}

impl Interpreter {
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

    /// Imports a module by its absolute dotted name; one that cannot be had is opaque.
    pub fn import(&mut self, name: &str) -> Result<Value, PythonError> {
        if let Some(module) = self.import_known(name)? {
            return Ok(module);
        }
        // Importing a submodule imports the packages around it first.
        if let Some((package, _)) = name.rsplit_once('.') {
            let package = self.import(package)?;
            if let Value::Opaque(opaque) = package {
                return Ok(Value::Opaque(Shared::new(Opaque::new(
                    name,
                    Rc::clone(&opaque.reason),
                ))));
            }
        }
        let module = match self.find(name) {
            Some(found) => self.load_found(name, found)?,
            None => Value::opaque(name, format!("the module {name} was not found")),
        };
        self.modules.insert(name.into(), module.clone());
        Ok(module)
    }

    /// A module that is loaded, native, or known to the host.
    fn import_known(&mut self, name: &str) -> Result<Option<Value>, PythonError> {
        if let Some(module) = self.modules.get(name) {
            return Ok(Some(module.clone()));
        }
        let native = super::stdlib::module(self, name)?;
        let module = match (native, self.import_hook.clone()) {
            (Some(module), _) => Some(module),
            (None, Some(hook)) => hook(self, name)?,
            (None, None) => None,
        };
        if let Some(module) = &module {
            self.modules.insert(name.into(), module.clone());
        }
        Ok(module)
    }

    /// A native module reached as an attribute of its package, such as `os.path`.
    pub(crate) fn native_submodule(&mut self, name: &str) -> Result<Option<Value>, PythonError> {
        match super::stdlib::module(self, name)? {
            Some(module) => {
                self.modules.insert(name.into(), module.clone());
                Ok(Some(module))
            }
            None => Ok(None),
        }
    }

    /// Imports a module, or a name from it; what comes from a file is left for its first use.
    pub(crate) fn import_lazily(
        &mut self,
        module: &str,
        attribute: Option<&Rc<str>>,
    ) -> Result<Value, PythonError> {
        if let Some(known) = self.import_known(module)? {
            let value = match attribute {
                None => known,
                Some(attribute) => self.import_attribute(module, &known, attribute)?,
            };
            if let Value::Opaque(opaque) = &value {
                self.refuse_unsure_import(opaque)?;
            }
            return Ok(value);
        }
        let name = match attribute {
            Some(attribute) => format!("{module}.{attribute}"),
            None => module.to_owned(),
        };
        let mut opaque = Opaque::new(name, format!("the module {module} was not found"));
        opaque.origin = Some(self.origin());
        opaque.deferred = Some(DeferredImport {
            module: module.into(),
            attribute: attribute.map(Rc::clone),
        });
        let value = Value::Opaque(Shared::new(opaque));
        if self.catching.is_empty() {
            return Ok(value);
        }
        // Whether it can be had must be known now.
        let value = self.resolve(value)?;
        if let Value::Opaque(opaque) = &value {
            self.refuse_unsure_import(opaque)?;
        }
        Ok(value)
    }

    pub(crate) fn import_attribute(
        &mut self,
        module_name: &str,
        module: &Value,
        attribute: &Rc<str>,
    ) -> Result<Value, PythonError> {
        let submodule = format!("{module_name}.{attribute}");
        // A submodule comes behind an attribute of its name, such as a function.
        if let Some(value) = self.find_attribute(module, attribute)? {
            // The host's own submodules come before an opaque answer of its package.
            if !matches!(value, Value::Opaque(_)) {
                return Ok(value);
            }
            return match self.import_known(&submodule)? {
                Some(known) => Ok(known),
                None => Ok(value),
            };
        }
        if let Some(known) = self.import_known(&submodule)? {
            return Ok(known);
        }
        let in_package = matches!(module, Value::Module(module) if !module.package_path.is_empty());
        if in_package && self.find(&submodule).is_some() {
            return self.import(&submodule);
        }
        let file = match module {
            Value::Module(module) => module.source.path().display().to_string(),
            _ => "unknown location".to_owned(),
        };
        Err(PythonError::exception(
            ExceptionClass::ImportError,
            format!("cannot import name '{attribute}' from '{module_name}' ({file})"),
        ))
    }

    /// Carries out the import an opaque value was left with; any other value is itself.
    pub(crate) fn resolve(&mut self, value: Value) -> Result<Value, PythonError> {
        let Value::Opaque(opaque) = &value else {
            return Ok(value);
        };
        let Some(deferred) = opaque.deferred.clone() else {
            return Ok(value);
        };
        let module = self.import(&deferred.module)?;
        let Some(attribute) = &deferred.attribute else {
            return Ok(module);
        };
        match module {
            Value::Opaque(module) => {
                let mut named = module.derive(&format!(".{attribute}"));
                named.origin.clone_from(&opaque.origin);
                Ok(Value::Opaque(Shared::new(named)))
            }
            module => self.import_attribute(&deferred.module, &module, attribute),
        }
    }

    /// Whether a package has a file or folder for the submodule `name`.
    pub(crate) fn has_submodule(&mut self, module: &Shared<Module>, name: &str) -> bool {
        let registered = matches!(self.modules.get(&*module.name),
            Some(Value::Module(own)) if Shared::is(own, module));
        registered
            && !module.package_path.is_empty()
            && self.find(&format!("{}.{name}", module.name)).is_some()
    }

    fn find(&mut self, name: &str) -> Option<Found> {
        let (folders, last) = match name.rsplit_once('.') {
            None => (self.configuration.search_path.clone(), name),
            Some((package, last)) => match self.modules.get(package) {
                Some(Value::Module(module)) => (module.package_path.clone(), last),
                _ => return None,
            },
        };
        if last.is_empty() || last.contains(['/', '\\']) {
            return None;
        }
        let mut namespace = None;
        for folder in folders {
            let package = folder.join(last);
            let init = package.join("__init__.py");
            if init.is_file() {
                return Some(Found::File(init, Some(package)));
            }
            let file = folder.join(format!("{last}.py"));
            if file.is_file() {
                return Some(Found::File(file, None));
            }
            if package.is_dir() && namespace.is_none() {
                namespace = Some(Found::Namespace(package));
            }
        }
        namespace
    }

    /// Evaluates a module that was found; one that cannot be evaluated is opaque.
    fn load_found(&mut self, name: &str, found: Found) -> Result<Value, PythonError> {
        let (path, package) = match found {
            Found::File(path, package) => (path, package),
            Found::Namespace(folder) => {
                let mut module = Module::native(name);
                module.kind = ModuleKind::Source;
                module.package_path = vec![folder];
                return Ok(Value::Module(Shared::new(module)));
            }
        };
        let result = read_source(&path)
            .and_then(|source| parse_module(Arc::new(source)))
            .and_then(|tree| {
                self.enter(Phase::Loading, |cx| {
                    cx.evaluate_module(&tree, name, package.into_iter().collect())
                })
            });
        match result {
            Ok(module) => Ok(Value::Module(module)),
            Err(error) => match error.kind() {
                ErrorKind::Budget { .. } | ErrorKind::Host(_) => Err(error),
                ErrorKind::Exception(_)
                | ErrorKind::Syntax { .. }
                | ErrorKind::Unsupported { .. }
                | ErrorKind::OpaqueUse { .. }
                | ErrorKind::NeedsDatabase { .. } => {
                    let place = error
                        .origin()
                        .map_or_else(String::new, |origin| format!(" at {origin}"));
                    let reason =
                        format!("{} could not be evaluated: {error}{place}", path.display());
                    Ok(Value::opaque(name, reason))
                }
            },
        }
    }

    /// Reads, parses and evaluates the top level of a file.
    pub fn load_file(
        &mut self,
        path: &Path,
        module_name: &str,
    ) -> Result<Shared<Module>, PythonError> {
        let source = read_source(path)?;
        let tree = parse_module(Arc::new(source))?;
        self.load_module(&tree, module_name)
    }

    /// Evaluates the top level of a parsed file.
    pub fn load_module(
        &mut self,
        tree: &syntax::Module,
        module_name: &str,
    ) -> Result<Shared<Module>, PythonError> {
        self.enter(Phase::Loading, |cx| {
            cx.evaluate_module(tree, module_name, Vec::new())
        })
    }

    /// Lets go of a module that was loaded and is not needed any more; one whose names are still
    /// in use somewhere stays until the end.
    ///
    /// Nothing else reaches a module when all references to it are known: the registry's, this one,
    /// and those of its own functions, which are reached by no one but the module.
    pub fn release_module(&mut self, module: Shared<Module>) {
        let own = |value: &Value| {
            matches!(value, Value::Function(function)
                if Shared::references(function) == 1 && Shared::is(&function.module, &module))
        };
        let functions = module
            .attributes
            .borrow()
            .values()
            .filter(|value| own(value))
            .count();
        let registered = matches!(self.modules.get(&module.name),
            Some(Value::Module(registered)) if Shared::is(registered, &module));
        if registered && Shared::references(&module) == functions + 2 {
            self.modules.shift_remove(&module.name);
            let names = std::mem::take(&mut *module.attributes.borrow_mut());
            drop(names);
        }
    }

    fn evaluate_module(
        &mut self,
        tree: &syntax::Module,
        name: &str,
        package_path: Vec<PathBuf>,
    ) -> Result<Shared<Module>, PythonError> {
        let mut module = Module::native(name);
        module.kind = ModuleKind::Source;
        module.source = Arc::clone(&tree.source);
        module.package_path = package_path;
        let module = Shared::new(module);
        module.set("__name__", Value::from(name));
        let path = tree.source.path().display().to_string();
        module.set("__file__", Value::from(path));
        let package = match (module.package_path.is_empty(), name.rsplit_once('.')) {
            (false, _) => name,
            (true, Some((package, _))) => package,
            (true, None) => "",
        };
        module.set("__package__", Value::from(package));
        if !module.package_path.is_empty() {
            let folders = module.package_path.iter();
            let folders = folders.map(|folder| Value::from(folder.display().to_string()));
            module.set("__path__", Value::list(folders.collect()));
        }
        let docstring = super::queries::docstring(tree).map(Value::from);
        module.set("__doc__", docstring.into());
        let registered = self
            .modules
            .insert(name.into(), Value::Module(module.clone()));
        let scope = Scope::module(&module);
        let function: Rc<str> = "<module>".into();
        let span = crate::source::Span::default();
        let result = self.in_frame(&function, &tree.source, span, |cx| {
            cx.execute_block(&tree.body, &scope)
        });
        match result {
            Ok(_) => Ok(module),
            Err(error) => {
                match registered {
                    Some(before) => self.modules.insert(name.into(), before),
                    None => self.modules.shift_remove(name),
                };
                Err(error)
            }
        }
    }
}

/// Reads a file that must be UTF-8, as CPython expects where no other coding is declared.
fn read_source(path: &Path) -> Result<SourceFile, PythonError> {
    let bytes = std::fs::read(path).map_err(|error| {
        PythonError::unsupported(format!("{}, which cannot be read: {error}", path.display()))
    })?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(SourceFile::new(path, text)),
        Err(_) => Err(PythonError::unsupported(format!(
            "{}, which is not UTF-8",
            path.display()
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::super::interpreter::Configuration;
    use super::*;

    fn loaded(cx: &mut Interpreter, text: &str) -> Shared<Module> {
        let source = Arc::new(SourceFile::new("one.py", text.to_owned()));
        let tree = parse_module(source).expect("it parses");
        cx.load_module(&tree, "one_py").expect("it loads")
    }

    const FUNCTIONS: &str = "\
x = 1

def helper():
    return x

def upgrade():
    return helper() + 1
";

    #[test]
    fn a_module_no_one_else_holds_is_let_go() {
        let mut cx = Interpreter::new(Configuration::default());
        let module = loaded(&mut cx, FUNCTIONS);
        cx.release_module(module);
        assert!(!cx.modules.contains_key("one_py"));
    }

    #[test]
    fn a_module_whose_function_is_held_keeps_its_names() {
        let mut cx = Interpreter::new(Configuration::default());
        let module = loaded(&mut cx, FUNCTIONS);
        let upgrade = module.get("upgrade").expect("it is defined");
        cx.release_module(module);
        let arguments = super::super::arguments::Arguments::none(cx.origin());
        let result = cx
            .run_body(&upgrade, arguments)
            .expect("its names are there");
        assert!(matches!(result, Value::Int(ref number) if number.to_string() == "2"));
    }
}
