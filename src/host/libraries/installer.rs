//! Makes the modules of a library (`sys.modules` after `import library`).

use std::rc::Rc;

use indexmap::IndexMap;

use crate::python::{Class, Interpreter, Module, PythonError, Shared, Value};

use super::super::host_context::Host;
use super::library::{Base, Library, LibraryType};

/// The modules of one library in the making.
pub(super) struct Installer<'a> {
    /// The interpreter they are for.
    pub(super) cx: &'a mut Interpreter,
    /// What the objects of the host share.
    pub(super) host: &'a Rc<Host>,
    modules: IndexMap<String, Shared<Module>>,
}

impl<'a> Installer<'a> {
    /// Makes everything a library shows.
    pub(super) fn install(
        cx: &'a mut Interpreter,
        host: &'a Rc<Host>,
        library: &'static Library,
    ) -> Result<IndexMap<String, Shared<Module>>, PythonError> {
        let mut installer = Self {
            cx,
            host,
            modules: IndexMap::new(),
        };
        for package in library.packages {
            installer.module(package);
        }
        for definition in library.types {
            installer.show_type(definition)?;
        }
        (library.install)(&mut installer)?;
        Ok(installer.modules)
    }

    /// The module of this name; it becomes an attribute of its parents, which are made as well.
    pub(super) fn module(&mut self, name: &str) -> Shared<Module> {
        if let Some(module) = self.modules.get(name) {
            return module.clone();
        }
        let module = Shared::new(Module::native(name));
        self.modules.insert(name.to_owned(), module.clone());
        if let Some((parent, last)) = name.rsplit_once('.') {
            self.module(parent).set(last, Value::Module(module.clone()));
        }
        module
    }

    /// Shows a value under the same name in several modules.
    pub(super) fn show(&mut self, modules: &[&str], name: &str, value: &Value) {
        for module in modules {
            self.module(module).set(name, value.clone());
        }
    }

    /// A value of a module of SQLAlchemy.
    pub(super) fn imported(&mut self, module: &str, name: &str) -> Result<Value, PythonError> {
        let module = self.cx.import(module)?;
        self.cx.attribute(&module, name)
    }

    fn show_type(&mut self, definition: &'static LibraryType) -> Result<(), PythonError> {
        let base = match definition.base {
            Base::Decorator => self.type_class("TypeDecorator")?,
            Base::UserDefined => self.type_class("UserDefinedType")?,
            Base::Engine => self.type_class("TypeEngine")?,
            Base::Own(name) => self.own_class(name)?,
        };
        let class = Value::Class(definition.class(self.cx, &base));
        for name in std::iter::once(&definition.name).chain(definition.aliases) {
            self.show(&[definition.module], name, &class);
            self.show(definition.shown_in, name, &class);
        }
        Ok(())
    }

    fn type_class(&mut self, name: &str) -> Result<Shared<Class>, PythonError> {
        match self.imported("sqlalchemy.types", name)? {
            Value::Class(class) => Ok(class),
            _ => Err(PythonError::unsupported(format!("sqlalchemy.types.{name}"))),
        }
    }

    fn own_class(&self, name: &str) -> Result<Shared<Class>, PythonError> {
        let found = self.modules.values().find_map(|module| module.get(name));
        match found {
            Some(Value::Class(class)) => Ok(class),
            _ => Err(PythonError::unsupported(format!("the class {name}"))),
        }
    }
}
