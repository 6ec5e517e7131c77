//! What a library consists of: types as data, operations, and whatever else importing it gives.

use std::rc::Rc;

use crate::python::{Class, ClassKind, Constructor, Interpreter, PythonError, Shared, Value};

use super::super::host_context::HostFunction;
use super::super::native_class::native_class;
use super::super::op::OperationFunction;
use super::super::sa::types::{TypeObject, derived_instance};
use super::construction::{Constructed, Construction};
use super::installer::Installer;

/// A library that migrations import.
pub(super) struct Library {
    /// Its name as pip knows it, with the version that was asked for the expected SQL.
    pub(super) distribution: &'static str,
    /// The packages it installs, as `import` names them.
    pub(super) packages: &'static [&'static str],
    /// Its classes of types; a class stands behind its bases.
    pub(super) types: &'static [LibraryType],
    /// The operations it registers with `Operations`.
    pub(super) operations: &'static [(&'static str, HostFunction)],
    /// The operations it registers with `Operations` and `BatchOperations`.
    pub(super) batch_operations: &'static [(&'static str, OperationFunction)],
    /// What its modules show besides the types.
    pub(super) install: fn(&mut Installer<'_>) -> Result<(), PythonError>,
}

impl Library {
    /// A library that has nothing yet.
    pub(super) const fn new(distribution: &'static str, packages: &'static [&'static str]) -> Self {
        Self {
            distribution,
            packages,
            types: &[],
            operations: &[],
            batch_operations: &[],
            install: |_| Ok(()),
        }
    }
}

/// A class of types of a library.
#[derive(Debug)]
pub(super) struct LibraryType {
    /// `__name__`.
    pub(super) name: &'static str,
    /// `__module__`.
    pub(super) module: &'static str,
    /// Further modules that show it.
    pub(super) shown_in: &'static [&'static str],
    /// Names its modules show it under besides its own.
    pub(super) aliases: &'static [&'static str],
    /// The class it is derived from.
    pub(super) base: Base,
    /// Its constructor.
    pub(super) construct: fn(&mut Construction<'_>) -> Result<Constructed, PythonError>,
}

/// The class a class of types is derived from.
#[derive(Debug, Clone, Copy)]
pub(super) enum Base {
    /// `TypeDecorator`.
    Decorator,
    /// `UserDefinedType`.
    UserDefined,
    /// `TypeEngine`.
    Engine,
    /// Another class of the same library.
    Own(&'static str),
}

impl LibraryType {
    /// A `TypeDecorator`.
    pub(super) const fn decorator(
        name: &'static str,
        module: &'static str,
        construct: fn(&mut Construction<'_>) -> Result<Constructed, PythonError>,
    ) -> Self {
        Self {
            name,
            module,
            shown_in: &[],
            aliases: &[],
            base: Base::Decorator,
            construct,
        }
    }

    /// The same, shown in further modules.
    pub(super) const fn shown_in(mut self, modules: &'static [&'static str]) -> Self {
        self.shown_in = modules;
        self
    }

    /// The same, derived from another class.
    pub(super) const fn derived_from(mut self, base: Base) -> Self {
        self.base = base;
        self
    }

    /// The same with further names.
    pub(super) const fn also_called(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }

    /// The Python class; `base` is the class it is derived from.
    pub(super) fn class(&'static self, cx: &Interpreter, base: &Shared<Class>) -> Shared<Class> {
        let constructor: Rc<Constructor> = Rc::new(move |cx, class, arguments| {
            let mut construction = Construction::new(cx, self.name, arguments);
            let Constructed {
                sql_type,
                behaviour,
            } = (self.construct)(&mut construction)?;
            let object = TypeObject::new(class.clone(), sql_type).with_behaviour(behaviour);
            match class.kind {
                ClassKind::Library => Ok(Value::host(object)),
                _ => derived_instance(class, object),
            }
        });
        native_class(
            cx,
            self.name,
            self.module,
            std::slice::from_ref(base),
            constructor,
        )
    }
}
