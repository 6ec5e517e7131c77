//! Makes the classes of types and puts them where modules find them.

use std::rc::Rc;

use indexmap::IndexMap;

use crate::python::{
    Arguments, Class, ClassKind, Constructor, Instance, Interpreter, PythonError, Shared, Value,
};

use super::super::super::native_class::native_class;
use super::super::metadata::MetaDataObject;
use super::attributes::TypeArguments;
use super::coerce::type_object;
use super::construct::construct;
use super::conversion::conversion;
use super::decorator;
use super::definition::{GENERIC_TYPES, Shape, TypeDefinition};
use super::object::{self, Conversion, SchemaSource, TypeObject};

/// What every class and instance has and is not known here: using it is the error.
const UNKNOWN: &[&str] = &[
    "__visit_name__",
    "_type_affinity",
    "_variant_mapping",
    "adapt",
    "as_generic",
    "bind_expression",
    "bind_processor",
    "coerce_compared_value",
    "column_expression",
    "comparator",
    "comparator_factory",
    "compare_values",
    "compile",
    "dialect_impl",
    "get_dbapi_type",
    "hashable",
    "literal_processor",
    "python_type",
    "render_bind_cast",
    "render_literal_cast",
    "result_processor",
    "should_evaluate_none",
    "sort_key_function",
];

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
        let mut attributes = class.attributes.borrow_mut();
        attributes.insert("__init__".into(), decorator::initialiser(*definition));
        match definition.name {
            "TypeDecorator" => {
                let method = decorator::load_dialect_impl();
                attributes.insert("load_dialect_impl".into(), method);
            }
            "TypeEngine" => {
                for name in UNKNOWN {
                    let reason = "this part of a type is not supported";
                    attributes.insert((*name).into(), Value::opaque(*name, reason));
                }
                for name in ["with_variant", "copy", "evaluates_none"] {
                    attributes.insert(name.into(), object::method(name));
                }
            }
            "JSON" => {
                let reason = "this word for JSON's null is not supported";
                attributes.insert("NULL".into(), Value::opaque("JSON.NULL", reason));
            }
            _ => {}
        }
        drop(attributes);
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
    if class.kind != ClassKind::Library {
        return decorator::make(cx, definition, class, arguments);
    }
    let enumeration_class = enumeration_class(definition.shape, &arguments);
    let mut arguments = arguments;
    instantiate_item(cx, definition.shape, &mut arguments)?;
    let item = item_conversion(cx, definition.shape, &arguments)?;
    let source = schema_source(definition.shape, &arguments);
    let sql_type = construct(cx, definition.name, definition.shape, arguments.clone())?;
    let kept = TypeArguments::of(definition.name, definition.shape, &arguments)?;
    let object = if definition.shape == Shape::Foreign {
        TypeObject::foreign(class.clone(), sql_type)
    } else {
        TypeObject::new(class.clone(), sql_type)
    };
    Ok(Value::host(
        object
            .with_enumeration_class(enumeration_class)
            .with_conversion(item)
            .with_arguments(definition.shape, kept)
            .with_schema_source(source),
    ))
}

/// The elements' type of an array is an instance, where a class was given.
fn instantiate_item(
    cx: &mut Interpreter,
    shape: Shape,
    arguments: &mut Arguments,
) -> Result<(), PythonError> {
    if !matches!(shape, Shape::Array | Shape::DialectArray) {
        return Ok(());
    }
    let mut keywords = arguments.keyword.iter_mut();
    let by_name = keywords.find(|(name, _)| &**name == "item_type");
    let given = match arguments.positional.first_mut() {
        Some(first) => Some(first),
        None => by_name.map(|(_, value)| value),
    };
    if let Some(item) = given
        && let Value::Class(_) = item
        && let Some(object) = type_object(cx, item)?
    {
        *item = Value::Host(object);
    }
    Ok(())
}

/// What happens to the elements of an array happens to the array; how another database writes
/// moments is not followed.
fn item_conversion(
    cx: &mut Interpreter,
    shape: Shape,
    arguments: &Arguments,
) -> Result<Conversion, PythonError> {
    let foreign = matches!(
        shape,
        Shape::ForeignDateTime | Shape::ForeignTimestamp | Shape::ForeignTime
    );
    if foreign {
        return Ok(Conversion::ByProject);
    }
    if !matches!(shape, Shape::Array | Shape::DialectArray) {
        return Ok(Conversion::Native);
    }
    let by_name = arguments
        .keyword
        .iter()
        .find(|(name, _)| &**name == "item_type");
    let item = arguments
        .positional
        .first()
        .or(by_name.map(|(_, value)| value));
    let Some(item) = item.cloned() else {
        return Ok(Conversion::Native);
    };
    Ok(match type_object(cx, &item)? {
        Some(object) if object.is_foreign() => Conversion::Native,
        Some(object) => object.conversion_of_both(),
        None => Conversion::Native,
    })
}

/// Attributes by which a class is written otherwise than the one it is derived from.
const REFUSED_IN_DERIVED: &[&str] = &["impl", "__init__", "__visit_name__", "copy"];

/// An instance of a class the project derives from a library's type, which makes `object`.
///
/// What decides how the type is written must be the library's.
pub(crate) fn derived_instance(
    class: &Shared<Class>,
    object: TypeObject,
) -> Result<Value, PythonError> {
    decorator::refuse_overrides(class, Shape::Abstract)?;
    let refused = REFUSED_IN_DERIVED
        .iter()
        .find(|name| class.lookup_python(name).is_some());
    if let Some(name) = refused {
        return Err(PythonError::unsupported(format!(
            "the class {}, whose {name} is not that of the type it is derived from",
            class.name
        )));
    }
    let conversion = conversion(class, Shape::Abstract);
    let instance = Instance::new(class.clone());
    *instance.native.borrow_mut() = Some(Value::host(object.with_conversion(conversion)));
    Ok(Value::Instance(Shared::new(instance)))
}

/// Whether a named type waits for a table to get its schema from a `MetaData`.
fn schema_source(shape: Shape, arguments: &Arguments) -> SchemaSource {
    let named = matches!(
        shape,
        Shape::Enumeration | Shape::NativeEnumeration | Shape::Domain
    );
    let argument = |wanted: &str| {
        let mut keywords = arguments.keyword.iter();
        keywords.find(|(name, value)| &**name == wanted && !value.is_none())
    };
    let of_metadata = argument("metadata")
        .and_then(|(_, value)| value.downcast::<MetaDataObject>())
        .is_some_and(|metadata| metadata.schema().is_some());
    if named && of_metadata && argument("schema").is_none() {
        SchemaSource::MetaData
    } else {
        SchemaSource::Own
    }
}

/// The Python enumeration among the arguments of `Enum` and `ENUM`.
pub(super) fn enumeration_class(shape: Shape, arguments: &Arguments) -> Value {
    let is_enumeration = matches!(shape, Shape::Enumeration | Shape::NativeEnumeration);
    match arguments.positional.as_slice() {
        [only] if is_enumeration && only.as_str().is_none() => only.clone(),
        _ => Value::None,
    }
}
