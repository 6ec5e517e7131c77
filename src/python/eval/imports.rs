//! `import` and `from … import`.

use std::rc::Rc;

use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::{Interpreter, StarImports};
use crate::python::module::{Module, ModuleKind};
use crate::python::scope::Scope;
use crate::python::shared::Shared;
use crate::python::star_exports::AND_OTHERS;
use crate::python::syntax::{Alias, Name};
use crate::python::value::Value;

/// The name, which no program can write, under which a module keeps what its unknown names are.
pub(crate) const OPEN_NAMES: &str = "*";

impl Interpreter {
    pub(crate) fn import_statement(
        &mut self,
        names: &[Alias],
        scope: &Shared<Scope>,
    ) -> Result<(), PythonError> {
        for alias in names {
            self.at(alias.span);
            let module = self
                .import_lazily(&alias.name, None)
                .map_err(|error| self.attach(error, alias.span))?;
            if let Some(name) = &alias.alias {
                scope.assign(name, module);
            } else {
                // `import a.b` binds `a`, and makes sure that it has `b`.
                let top: Name = alias.name.split('.').next().unwrap_or_default().into();
                let value = self.import_lazily(&top, None)?;
                scope.assign(&top, value);
            }
        }
        Ok(())
    }

    pub(crate) fn import_from_statement(
        &mut self,
        module: Option<&Name>,
        level: usize,
        names: &[Alias],
        scope: &Shared<Scope>,
    ) -> Result<(), PythonError> {
        let absolute = self.absolute_name(module, level, &scope.module)?;
        if names.is_empty() {
            return self.import_star(&absolute, scope);
        }
        for alias in names {
            self.at(alias.span);
            let value = self
                .import_lazily(&absolute, Some(&alias.name))
                .map_err(|error| self.attach(error, alias.span))?;
            let name = alias.alias.as_ref().unwrap_or(&alias.name);
            scope.assign(name, value);
        }
        Ok(())
    }

    /// The absolute name of `from ..module`, seen from `importer`.
    fn absolute_name(
        &self,
        module: Option<&Name>,
        level: usize,
        importer: &Shared<Module>,
    ) -> Result<Rc<str>, PythonError> {
        if level == 0 {
            return Ok(module.map_or_else(|| "".into(), Rc::clone));
        }
        let mut package: Vec<&str> = importer.name.split('.').collect();
        // A package's own name is the base of its relative imports, a module's is its parent's.
        let up = if importer.package_path.is_empty() {
            level
        } else {
            level - 1
        };
        if importer.package_path.is_empty() && package.len() <= 1 {
            return Err(PythonError::exception(
                ExceptionClass::ImportError,
                "attempted relative import with no known parent package",
            ));
        }
        if up >= package.len() {
            return Err(PythonError::exception(
                ExceptionClass::ImportError,
                "attempted relative import beyond top-level package",
            ));
        }
        package.truncate(package.len() - up);
        let mut name = package.join(".");
        if let Some(module) = module {
            name.push('.');
            name.push_str(module);
        }
        Ok(name.into())
    }

    fn import_star(&mut self, name: &str, scope: &Shared<Scope>) -> Result<(), PythonError> {
        let module = self.import(name)?;
        if let Value::Module(_) | Value::Opaque(_) = &module
            && let Some(names) = self.exports_of(name, &module)
        {
            return self.import_exports(name, &module, names, scope);
        }
        match module {
            Value::Module(module) if module.kind == ModuleKind::Native => {
                if self.star_imports == StarImports::Refused {
                    return Err(PythonError::unsupported(format!(
                        "from {name} import *, for not all names it binds are known; import those \
                         that are used by their names"
                    )));
                }
                bind_public_names(&module, scope);
                Ok(())
            }
            Value::Module(module) => {
                let names: Vec<Rc<str>> = if let Some(all) = module.get("__all__") {
                    let mut names = Vec::new();
                    for name in self.collect(&all)? {
                        names.push(self.str(&name)?);
                    }
                    names
                } else {
                    let attributes = module.attributes.borrow();
                    let public = attributes.keys().filter(|name| !name.starts_with('_'));
                    public.cloned().collect()
                };
                for name in names {
                    let value = self.attribute(&Value::Module(module.clone()), &name)?;
                    scope.assign(&name, value);
                }
                Ok(())
            }
            Value::Opaque(opaque) if self.star_imports == StarImports::LeaveNamesOpen => {
                scope.assign(&OPEN_NAMES.into(), Value::Opaque(opaque));
                Ok(())
            }
            Value::Opaque(opaque) => Err(PythonError::unsupported(format!(
                "from {name} import *, for the names it binds are not known: {}; import those that \
                 are used by their names",
                opaque.reason
            ))),
            host @ Value::Host(_) => {
                let Some(all) = self.find_attribute(&host, "__all__")? else {
                    return Err(PythonError::unsupported(format!("from {name} import *")));
                };
                for name in self.collect(&all)? {
                    let name = self.str(&name)?;
                    let value = self.attribute(&host, &name)?;
                    scope.assign(&name, value);
                }
                Ok(())
            }
            _ => Err(PythonError::unsupported(format!("from {name} import *"))),
        }
    }

    /// The names a built-in module exports, where there is a list of them.
    fn exports_of(
        &self,
        name: &str,
        module: &Value,
    ) -> Option<std::str::SplitAsciiWhitespace<'static>> {
        let is_source =
            matches!(module, Value::Module(module) if module.kind == ModuleKind::Source);
        if is_source {
            None
        } else {
            self.star_exports(name)
        }
    }

    /// Binds what a built-in module exports; what is missing of it is opaque.
    fn import_exports(
        &mut self,
        module_name: &str,
        module: &Value,
        names: std::str::SplitAsciiWhitespace<'static>,
        scope: &Shared<Scope>,
    ) -> Result<(), PythonError> {
        for name in names {
            if name == AND_OTHERS {
                if let Value::Module(module) = module {
                    bind_public_names(module, scope);
                }
                let others = Value::opaque(module_name, "it was not registered here");
                scope.assign(&OPEN_NAMES.into(), others);
                continue;
            }
            let name: Name = name.into();
            let value = match module {
                Value::Opaque(opaque) => {
                    Value::Opaque(Shared::new(opaque.derive(&format!(".{name}"))))
                }
                module => self.import_attribute(module_name, module, &name)?,
            };
            scope.assign(&name, value);
        }
        Ok(())
    }
}

/// Binds the names of a module that do not begin with an underscore.
fn bind_public_names(module: &Shared<Module>, scope: &Shared<Scope>) {
    let names: Vec<Name> = module.attributes.borrow().keys().cloned().collect();
    for name in names.iter().filter(|name| !name.starts_with('_')) {
        if let Some(value) = module.get(name) {
            scope.assign(name, value);
        }
    }
}
