//! Classes a project derives from `TypeDecorator`, `UserDefinedType` or a type.
//!
//! What they are called in DDL is followed where the class says it plainly; a class that decides
//! it by code of its own is refused.

use crate::python::{Arguments, Class, ClassKind, Interpreter, PythonError, Shared, Value};
use crate::schema::{SqlType, TypeKind};

use super::super::super::raise::schema_error;
use super::coerce::type_object;
use super::object::Conversion;

/// Methods that decide how a type is written in DDL.
const DDL_METHODS: &[&str] = &[
    "__init__",
    "__new__",
    "load_dialect_impl",
    "type_engine",
    "compile",
    "copy",
    "coerce_compared_value",
    "with_variant",
    "get_col_spec",
    "dialect_impl",
    "adapt",
    "_set_parent",
    "_set_table",
    "create",
];

/// The type a class derived from `TypeDecorator` is implemented with.
pub(super) fn implementation(
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<SqlType, PythonError> {
    refuse_overrides(class)?;
    let Some(implementation) = class.lookup_python("impl") else {
        return Err(PythonError::unsupported(format!(
            "the class {}, derived from TypeDecorator without impl",
            class.name
        )));
    };
    let made = match &implementation {
        Value::Class(_) => cx.call(&implementation, arguments)?,
        _ => implementation,
    };
    let Some(object) = type_object(cx, &made)? else {
        return Err(PythonError::unsupported(format!(
            "the class {}, whose impl is no type",
            class.name
        )));
    };
    SqlType::new(TypeKind::Decorated(object.for_postgresql()?))
        .map_err(|error| schema_error(cx, error))
}

/// What `get_col_spec` of a class derived from `UserDefinedType` would say: refused, since it is
/// asked for an instance whose making is the class's own business.
pub(super) fn column_specification(
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<SqlType, PythonError> {
    let _ = (cx, arguments);
    Err(PythonError::unsupported(format!(
        "the class {}, derived from UserDefinedType",
        class.name
    )))
}

/// Methods that convert values on their way to the database.
const VALUE_METHODS: &[&str] = &[
    "process_bind_param",
    "process_literal_param",
    "bind_processor",
    "literal_processor",
    "bind_expression",
    "comparator_factory",
];

/// Whether a class written in Python converts values on their way to the database.
pub(super) fn conversion(class: &Shared<Class>) -> Conversion {
    if VALUE_METHODS
        .iter()
        .any(|method| class.lookup_python(method).is_some())
    {
        Conversion::ByProject
    } else {
        Conversion::Native
    }
}

/// `__visit_name__` of a class written in Python: the compilers look it up by that name, and find
/// what the project registered with `@compiles`.
pub(super) fn visit_name(class: &Shared<Class>) -> Option<String> {
    let name = class.lookup_python("__visit_name__")?;
    Some(
        name.as_str()
            .map_or_else(|| class.name.to_string(), |name| name.to_string()),
    )
}

/// Refuses a class with methods of its own that decide what is written.
pub(super) fn refuse_overrides(class: &Shared<Class>) -> Result<(), PythonError> {
    let derived = std::iter::once(class)
        .chain(&class.ancestors)
        .filter(|class| class.kind == ClassKind::Python);
    for own in derived {
        let attributes = own.attributes.borrow();
        if let Some(method) = DDL_METHODS
            .iter()
            .find(|method| attributes.contains_key(**method))
        {
            return Err(PythonError::unsupported(format!(
                "the type {}, whose method {method} decides how it is written",
                class.name
            )));
        }
    }
    Ok(())
}
