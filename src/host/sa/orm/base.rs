//! Declarative bases: `declarative_base()`, `DeclarativeBase`, `as_declarative`
//! (`sqlalchemy.orm.decl_api`).

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use crate::python::{
    Arguments, Attributes, BuiltinType, Class, ClassKind, Constructor, Interpreter, Parameter,
    Phase, PythonError, Shared, Value,
};

use super::super::super::host_context::Host;
use super::super::super::native_class::linearized;
use super::super::super::raise::sqlalchemy_error;
use super::super::super::values;
use super::super::metadata::MetaDataObject;
use super::hook::Declarative;
use super::registry::{Registry, RegistryObject, decorated_base};

const DECLARATIVE_BASE: &[Parameter<'static>] = &[
    Parameter::keyword("metadata"),
    Parameter::keyword("mapper"),
    Parameter::keyword("cls"),
    Parameter::keyword("name"),
    Parameter::keyword("class_registry"),
    Parameter::keyword("type_annotation_map"),
    Parameter::keyword("constructor"),
    Parameter::keyword("metaclass"),
];

/// `declarative_base(metadata=…, cls=…, name=…)`.
///
/// `constructor` and `class_registry` are about objects and names; a `mapper` of one's own and a
/// `metaclass` are not taken.
pub(super) fn declarative_base(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("declarative_base", DECLARATIVE_BASE)?;
    for name in ["mapper", "metaclass"] {
        if bound.take_some(name).is_some() {
            return Err(PythonError::unsupported(format!(
                "the argument {name} of declarative_base()"
            )));
        }
    }
    let metadata = metadata_or_new(cx, bound.take_some("metadata"))?;
    let registry = Registry::new(metadata);
    registry.set_types(cx, bound.take_some("type_annotation_map").as_ref())?;
    let class = bound.take_some("cls");
    let name = bound.take_some("name");
    generated_base(host, cx, &registry, class, name)
}

/// `@as_declarative(metadata=…)`.
pub(super) fn as_declarative(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "as_declarative",
        &[
            Parameter::keyword("metadata"),
            Parameter::keyword("class_registry"),
            Parameter::keyword("type_annotation_map"),
            Parameter::rest_keyword("kw"),
        ],
    )?;
    if let Some((name, _)) = bound.rest_keyword.first() {
        return Err(PythonError::unsupported(format!(
            "the argument {name} of as_declarative()"
        )));
    }
    let metadata = metadata_or_new(cx, bound.take_some("metadata"))?;
    let registry = Registry::new(metadata);
    registry.set_types(cx, bound.take_some("type_annotation_map").as_ref())?;
    let host = Rc::clone(host);
    Ok(Value::function("decorate", move |cx, arguments| {
        decorated_base(&host, cx, &registry, arguments)
    }))
}

/// The `MetaData` that was given, or a new one.
pub(super) fn metadata_or_new(
    cx: &mut Interpreter,
    given: Option<Value>,
) -> Result<Value, PythonError> {
    if let Some(metadata) = given {
        return Ok(metadata);
    }
    let sqlalchemy = cx.import("sqlalchemy")?;
    let arguments = Arguments::none(cx.origin());
    cx.call_method(&sqlalchemy, "MetaData", arguments)
}

/// `registry.generate_base(cls=…, name=…)`.
pub(super) fn generated_base(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    registry: &Rc<Registry>,
    class: Option<Value>,
    name: Option<Value>,
) -> Result<Value, PythonError> {
    let given = match class {
        None => Vec::new(),
        Some(Value::Tuple(classes)) => classes.to_vec(),
        Some(class) => vec![class],
    };
    let mut bases = Vec::new();
    for class in given {
        match class {
            Value::Class(class) => bases.push(class),
            other => return Err(values::unexpected(cx, &other, "cls", "a class")),
        }
    }
    if bases.is_empty() {
        bases.push(cx.builtin_class(BuiltinType::Object));
    }
    let name = match name {
        Some(name) => values::string(cx, &name, "name")?,
        None => "Base".into(),
    };
    let mut attributes = Attributes::new();
    let object = Value::host(RegistryObject {
        host: host.weak(),
        registry: Rc::clone(registry),
    });
    attributes.insert("__abstract__".into(), Value::Bool(true));
    attributes.insert("registry".into(), object.clone());
    attributes.insert("_sa_registry".into(), object);
    attributes.insert("metadata".into(), registry.metadata().clone());
    Ok(Value::Class(class_with_hook(
        host,
        &name,
        ClassKind::Python,
        bases,
        attributes,
    )))
}

/// `DeclarativeBase`, or its sibling without a metaclass.
pub(super) fn declarative_base_class(
    host: &Rc<Host>,
    cx: &Interpreter,
    name: &'static str,
) -> Shared<Class> {
    let mut attributes = Attributes::new();
    let nothing = Value::function("__init_subclass__", |_, _| Ok(Value::None));
    attributes.insert("__init_subclass__".into(), nothing);
    let bases = vec![cx.builtin_class(BuiltinType::Object)];
    class_with_hook(host, name, ClassKind::Library, bases, attributes)
}

fn class_with_hook(
    host: &Rc<Host>,
    name: &str,
    kind: ClassKind,
    bases: Vec<Shared<Class>>,
    attributes: Attributes,
) -> Shared<Class> {
    Shared::new(Class {
        name: name.into(),
        qualified_name: name.into(),
        module: "sqlalchemy.orm".into(),
        ancestors: linearized(&bases),
        bases,
        attributes: RefCell::new(attributes),
        kind,
        constructor: Some(no_objects()),
        hook: Some(Rc::new(Declarative { host: host.weak() })),
        body: OnceCell::new(),
    })
}

fn no_objects() -> Rc<Constructor> {
    Rc::new(|cx, class, _| no_object(cx, &class.name))
}

/// Objects of mapped classes are not made here; one that a file makes while it is loaded may lie
/// there unused.
pub(super) fn no_object(cx: &Interpreter, class_name: &str) -> Result<Value, PythonError> {
    match cx.phase() {
        Phase::Loading => Ok(Value::opaque(
            format!("{class_name}(…)"),
            "objects of mapped classes are not supported",
        )),
        Phase::Running => Err(PythonError::unsupported(format!(
            "making an object of the mapped class {class_name}"
        ))),
    }
}

/// Whether a class is `DeclarativeBase` itself.
pub(super) fn is_root(class: &Class) -> bool {
    class.hook.is_some() && class.kind == ClassKind::Library
}

/// Makes a class derived from `DeclarativeBase` directly a base (`_setup_declarative_base`).
pub(super) fn set_up_base(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    class: &Shared<Class>,
) -> Result<(), PythonError> {
    let own = |name: &str| class.attributes.borrow().get(name).cloned();
    if own("__table__").is_some()
        || own("__tablename__").is_some_and(|name| name.as_str().is_some())
    {
        let message = "Cannot use 'DeclarativeBase' directly as a declarative base class. Create a \
                       Base by creating a subclass of it.";
        return Err(sqlalchemy_error(cx, "InvalidRequestError", message));
    }
    let given = own("registry").filter(|value| !value.is_none());
    let registry = if let Some(given) = given {
        let Some(object) = given.downcast::<RegistryObject>() else {
            return Err(PythonError::unsupported(format!(
                "the registry of {}, which is no registry()",
                class.name
            )));
        };
        if own("type_annotation_map").is_some() {
            return Err(PythonError::unsupported(format!(
                "a registry beside the type_annotation_map of {}",
                class.name
            )));
        }
        Rc::clone(&object.registry)
    } else {
        let metadata = metadata_or_new(cx, own("metadata"))?;
        let registry = Registry::new(metadata);
        registry.set_types(cx, own("type_annotation_map").as_ref())?;
        registry
    };
    let metadata = own("metadata").unwrap_or_else(|| registry.metadata().clone());
    if metadata.downcast::<MetaDataObject>().is_none() {
        return Err(values::unexpected(cx, &metadata, "metadata", "a MetaData"));
    }
    let object = Value::host(RegistryObject {
        host: host.weak(),
        registry,
    });
    let mut attributes = class.attributes.borrow_mut();
    attributes.insert("metadata".into(), metadata);
    attributes.insert("registry".into(), object.clone());
    attributes.insert("_sa_registry".into(), object);
    Ok(())
}
