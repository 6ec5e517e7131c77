//! Values of types written in Python on their way to the database: `process_bind_param` and
//! `process_literal_param`.

use std::rc::Rc;

use crate::python::{Arguments, Class, Interpreter, PythonError, Shared, Value};

use super::super::super::dialect::Dialect;
use super::behaviour::{Treatment, TypeBehaviour};
use super::decorator::postgresql_dialect;
use super::definition::Shape;
use super::object::Conversion;

/// Methods whose effect on values is not followed.
const VALUE_METHODS: &[&str] = &[
    "bind_processor",
    "literal_processor",
    "bind_expression",
    "column_expression",
    "comparator_factory",
    "coerce_compared_value",
];

/// The methods that are followed, where the class is derived from `TypeDecorator`.
const DECORATOR_METHODS: &[&str] = &["process_bind_param", "process_literal_param"];

/// Whether a class written in Python converts values in a way that is not followed.
pub(super) fn conversion(class: &Shared<Class>, shape: Shape) -> Conversion {
    let followed = shape == Shape::Decorator;
    let more = if followed { &[] } else { DECORATOR_METHODS };
    if VALUE_METHODS
        .iter()
        .chain(more)
        .any(|method| is_own(class, method))
    {
        Conversion::ByProject
    } else {
        Conversion::Native
    }
}

fn is_own(class: &Shared<Class>, method: &str) -> bool {
    class.lookup_python(method).is_some()
}

/// A `TypeDecorator` whose values its own methods convert.
#[derive(Debug)]
struct ProjectConversion {
    instance: Value,
    class: Shared<Class>,
    dialect: Value,
    offline: bool,
}

/// The conversion an instance of a `TypeDecorator` brings, where it brings one.
pub(super) fn project_behaviour(
    cx: &mut Interpreter,
    class: &Shared<Class>,
    instance: &Value,
) -> Result<Option<Rc<dyn TypeBehaviour>>, PythonError> {
    if !DECORATOR_METHODS.iter().any(|method| is_own(class, method)) {
        return Ok(None);
    }
    let dialect = postgresql_dialect(cx)?;
    let offline = dialect
        .downcast::<Dialect>()
        .is_some_and(|dialect| dialect.is_offline());
    Ok(Some(Rc::new(ProjectConversion {
        instance: instance.clone(),
        class: class.clone(),
        dialect,
        offline,
    })))
}

impl ProjectConversion {
    /// The method that converts: a script's literals prefer `process_literal_param`, parameters
    /// know `process_bind_param` only.
    fn method(&self) -> Option<&'static str> {
        let order: &[&'static str] = if self.offline {
            &["process_literal_param", "process_bind_param"]
        } else {
            &["process_bind_param"]
        };
        order
            .iter()
            .find(|method| is_own(&self.class, method))
            .copied()
    }
}

impl TypeBehaviour for ProjectConversion {
    fn treatment(&self) -> Treatment {
        Treatment::Converted
    }

    /// A literal `None` is NULL for every type; a parameter is converted whatever it is.
    fn converts_none(&self) -> bool {
        !self.offline
    }

    fn convert(&self, cx: &mut Interpreter, value: Value) -> Result<Value, PythonError> {
        let Some(method) = self.method() else {
            return Ok(value);
        };
        let origin = cx.origin();
        let arguments = Arguments::positional(vec![value, self.dialect.clone()], origin);
        cx.call_method(&self.instance, method, arguments)
    }
}
