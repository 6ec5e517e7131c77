//! Makes the classes of types and puts them where modules find them.

use std::rc::Rc;

use indexmap::IndexMap;

use crate::python::{
    Arguments, Class, ClassKind, Constructor, Instance, Interpreter, PythonError, Shared, Value,
};
use crate::schema::{SqlType, TypeKind};

use super::super::super::native_class::native_class;
use super::construct::construct;
use super::decorator;
use super::definition::{GENERIC_TYPES, Shape, TypeDefinition};
use super::object::TypeObject;

/// Classes by their names in one package.
pub(crate) type TypeClasses = IndexMap<&'static str, Shared<Class>>;

/// The classes of `sqlalchemy.types`.
pub(crate) fn generic_classes(cx: &Interpreter) -> TypeClasses {
    let mut classes = classes(cx, GENERIC_TYPES, &TypeClasses::new());
    // `INT` is another name of the same class.
    if let Some(integer) = classes.get("INTEGER").cloned() {
        classes.insert("INT", integer);
    }
    classes
}

/// The classes of a dialect's package, those taken over from the generic types among them.
pub(crate) fn dialect_classes(
    cx: &Interpreter,
    definitions: &[TypeDefinition],
    taken_over: &[&'static str],
    generic: &TypeClasses,
) -> TypeClasses {
    let mut own = classes(cx, definitions, generic);
    for name in taken_over {
        if let Some(class) = generic.get(name) {
            own.insert(name, class.clone());
        }
    }
    own
}

fn classes(cx: &Interpreter, definitions: &[TypeDefinition], generic: &TypeClasses) -> TypeClasses {
    let mut made = TypeClasses::new();
    for definition in definitions {
        let bases: Vec<Shared<Class>> = definition
            .parents
            .iter()
            .filter_map(|parent| {
                let own = if *parent == definition.name {
                    None
                } else {
                    made.get(parent)
                };
                own.or_else(|| generic.get(parent)).cloned()
            })
            .collect();
        let class = native_class(
            cx,
            definition.name,
            definition.module,
            &bases,
            constructor(*definition),
        );
        made.insert(definition.name, class);
    }
    made
}

fn constructor(definition: TypeDefinition) -> Rc<Constructor> {
    Rc::new(move |cx, class, arguments| make(cx, definition, class, arguments))
}

fn make(
    cx: &mut Interpreter,
    definition: TypeDefinition,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    if class.kind != ClassKind::Native {
        return derived(cx, definition, class, arguments);
    }
    let is_enumeration = matches!(
        definition.shape,
        Shape::Enumeration | Shape::NativeEnumeration
    );
    let enumeration_class = match arguments.positional.as_slice() {
        [only] if is_enumeration && only.as_str().is_none() => only.clone(),
        _ => Value::None,
    };
    let sql_type = construct(cx, definition.name, definition.shape, arguments)?;
    let object = if definition.shape == Shape::Foreign {
        TypeObject::foreign(class.clone(), sql_type)
    } else {
        TypeObject::new(class.clone(), sql_type)
    };
    Ok(Value::host(
        object.with_enumeration_class(enumeration_class),
    ))
}

/// An instance of a class the project derives from a class of types.
fn derived(
    cx: &mut Interpreter,
    definition: TypeDefinition,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    if let Some(name) = decorator::visit_name(class) {
        let sql_type = SqlType::new(TypeKind::UserDefined(name))
            .map_err(|error| super::super::super::raise::schema_error(cx, error))?;
        return Ok(instance(TypeObject::foreign(class.clone(), sql_type)));
    }
    let sql_type = match definition.shape {
        Shape::Decorator => decorator::implementation(cx, class, arguments)?,
        Shape::UserDefined => decorator::column_specification(cx, class, arguments)?,
        shape => {
            decorator::refuse_overrides(class)?;
            let sql_type = construct(cx, definition.name, shape, arguments)?;
            if shape == Shape::Foreign || matches!(sql_type.kind(), TypeKind::UserDefined(_)) {
                return Err(PythonError::unsupported(format!(
                    "the class {}, derived from a type of another database",
                    class.name
                )));
            }
            sql_type
        }
    };
    let object = TypeObject::new(class.clone(), sql_type);
    Ok(instance(
        object.with_conversion(decorator::conversion(class)),
    ))
}

/// An instance of a class the project derives from a library's type, which makes `object`.
///
/// What decides how the type is written must be the library's.
pub(crate) fn derived_instance(
    class: &Shared<Class>,
    object: TypeObject,
) -> Result<Value, PythonError> {
    decorator::refuse_overrides(class)?;
    if class.lookup_python("impl").is_some() || decorator::visit_name(class).is_some() {
        return Err(PythonError::unsupported(format!(
            "the class {}, which is written otherwise than the type it is derived from",
            class.name
        )));
    }
    Ok(instance(
        object.with_conversion(decorator::conversion(class)),
    ))
}

/// An instance of a class written in Python that stands for a type.
fn instance(object: TypeObject) -> Value {
    let instance = Instance::new(object.python_class().clone());
    *instance.native.borrow_mut() = Some(Value::host(object));
    Value::Instance(Shared::new(instance))
}
