//! The constructor of a library's type: arguments to a type of SQLAlchemy and what it does besides.

use std::rc::Rc;

use crate::python::{Arguments, BoundArguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::{SqlType, TypeKind};
use crate::source::Origin;

use super::super::raise::schema_error;
use super::super::sa::types::{TypeBehaviour, required_type};
use super::super::values;

/// One call of a constructor.
pub(super) struct Construction<'a> {
    /// The interpreter.
    pub(super) cx: &'a mut Interpreter,
    name: &'static str,
    arguments: Arguments,
}

/// What a constructor gives.
#[derive(Debug)]
pub(super) struct Constructed {
    /// What it is in DDL.
    pub(super) sql_type: SqlType,
    /// What it does besides.
    pub(super) behaviour: Rc<dyn TypeBehaviour>,
}

impl<'a> Construction<'a> {
    /// The call of the class `name`.
    pub(super) fn new(cx: &'a mut Interpreter, name: &'static str, arguments: Arguments) -> Self {
        Self {
            cx,
            name,
            arguments,
        }
    }

    /// Binds the arguments, once.
    pub(super) fn bind<'p>(
        &mut self,
        parameters: &[Parameter<'p>],
    ) -> Result<BoundArguments<'p>, PythonError> {
        let origin = self.arguments.origin.clone();
        let arguments = std::mem::replace(&mut self.arguments, Arguments::none(origin));
        arguments.bind(&format!("{}.__init__", self.name), parameters)
    }

    /// The type of `sqlalchemy.types` that is made of the very arguments of this call, as
    /// `TypeDecorator.__init__` makes its `impl`.
    pub(super) fn same_arguments(&mut self, class: &str) -> Result<SqlType, PythonError> {
        let origin = self.arguments.origin.clone();
        let arguments = std::mem::replace(&mut self.arguments, Arguments::none(origin));
        self.called("sqlalchemy.types", class, arguments)
    }

    /// A type of `sqlalchemy.types` with keyword arguments.
    pub(super) fn generic(
        &mut self,
        class: &str,
        keywords: &[(&str, Value)],
    ) -> Result<SqlType, PythonError> {
        let arguments = keyword_arguments(keywords, self.arguments.origin.clone());
        self.called("sqlalchemy.types", class, arguments)
    }

    /// A type of `sqlalchemy.dialects.postgresql` with keyword arguments.
    pub(super) fn postgresql(
        &mut self,
        class: &str,
        keywords: &[(&str, Value)],
    ) -> Result<SqlType, PythonError> {
        let arguments = keyword_arguments(keywords, self.arguments.origin.clone());
        self.called("sqlalchemy.dialects.postgresql", class, arguments)
    }

    /// An instance of a class of `sqlalchemy.types`, as Python sees it.
    pub(super) fn generic_value(&mut self, class: &str) -> Result<Value, PythonError> {
        let module = self.cx.import("sqlalchemy.types")?;
        let constructor = self.cx.attribute(&module, class)?;
        self.cx.call_with(&constructor, Vec::new())
    }

    fn called(
        &mut self,
        module: &str,
        class: &str,
        arguments: Arguments,
    ) -> Result<SqlType, PythonError> {
        let module = self.cx.import(module)?;
        let constructor = self.cx.attribute(&module, class)?;
        let made = self.cx.call(&constructor, arguments)?;
        required_type(self.cx, &made, "impl")
    }

    /// The type a value stands for.
    pub(super) fn type_of(&mut self, value: &Value, what: &str) -> Result<SqlType, PythonError> {
        required_type(self.cx, value, what)
    }

    /// The truth of an argument, `otherwise` where it was not given.
    pub(super) fn flag(
        &mut self,
        bound: &mut BoundArguments,
        parameter: &str,
        otherwise: bool,
    ) -> Result<bool, PythonError> {
        let value = bound.take(parameter);
        values::flag(self.cx, value, otherwise)
    }

    /// A `TypeDecorator` over `implementation`.
    pub(super) fn decorated(
        &mut self,
        implementation: SqlType,
        behaviour: impl TypeBehaviour + 'static,
    ) -> Result<Constructed, PythonError> {
        self.constructed(TypeKind::Decorated(implementation), behaviour)
    }

    /// A type SQLAlchemy does not know, by what stands in DDL.
    pub(super) fn named(
        &mut self,
        specification: impl Into<String>,
        behaviour: impl TypeBehaviour + 'static,
    ) -> Result<Constructed, PythonError> {
        self.constructed(TypeKind::UserDefined(specification.into()), behaviour)
    }

    fn constructed(
        &mut self,
        kind: TypeKind,
        behaviour: impl TypeBehaviour + 'static,
    ) -> Result<Constructed, PythonError> {
        let sql_type = SqlType::new(kind).map_err(|error| schema_error(self.cx, error))?;
        Ok(Constructed {
            sql_type,
            behaviour: Rc::new(behaviour),
        })
    }
}

fn keyword_arguments(keywords: &[(&str, Value)], origin: Origin) -> Arguments {
    let mut arguments = Arguments::none(origin);
    for (name, value) in keywords {
        arguments.keyword.push(((*name).into(), value.clone()));
    }
    arguments
}
