//! Classes a project derives from `TypeDecorator`, `UserDefinedType` or a type.
//!
//! The counterpart of `TypeDecorator.__init__`, `type_engine` and `get_col_spec`. An instance is
//! asked what it is in DDL when it is used, not when it is made: its methods may look at what its
//! `__init__` set last.

use std::rc::Rc;

use crate::python::{
    Arguments, Class, ClassKind, ExceptionClass, HostObject, Instance, Interpreter, Parameter,
    PythonError, Shared, Value,
};
use crate::schema::{SqlType, TypeKind};

use super::super::super::raise::schema_error;
use super::coerce::type_object;
use super::construct::construct;
use super::conversion::{conversion, project_behaviour};
use super::definition::{Shape, TypeDefinition};
use super::named::{brings_named_type, never_created};
use super::object::{Conversion, TypeObject};

/// Methods that decide how a type is written, beside those that are followed.
const DDL_METHODS: &[&str] = &[
    "__new__",
    "__getattr__",
    "__getattribute__",
    "type_engine",
    "compile",
    "with_variant",
    "dialect_impl",
    "adapt",
    "_set_parent",
    "_set_table",
    "create",
];

/// What only the two bases made for deriving have followed.
const DECORATOR_METHODS: &[&str] = &["load_dialect_impl", "get_col_spec"];

/// Attributes of a decorator that are its own, not those of what it is implemented with.
const OWN_ATTRIBUTES: &[&str] = &["__class__", "__dict__", "__doc__", "__module__", "__init__"];

/// What stands behind an instance of a `TypeDecorator`: attributes it lacks are those of `impl`.
#[derive(Debug)]
struct Decoration {
    class_name: Rc<str>,
    implementation: Value,
}

impl HostObject for Decoration {
    fn type_name(&self) -> Rc<str> {
        Rc::clone(&self.class_name)
    }

    fn get_attribute(
        &self,
        name: &str,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        if OWN_ATTRIBUTES.contains(&name) {
            return Ok(None);
        }
        cx.find_attribute(&self.implementation, name)
    }
}

/// A new instance of a class written in Python; `__init__` makes it a type.
pub(super) fn make(
    cx: &mut Interpreter,
    definition: TypeDefinition,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let instance = Shared::new(Instance::new(class.clone()));
    if let Some(name) = visit_name(class) {
        let sql_type =
            SqlType::new(TypeKind::UserDefined(name)).map_err(|error| schema_error(cx, error))?;
        let object = TypeObject::foreign(class.clone(), sql_type);
        *instance.native.borrow_mut() = Some(Value::host(object));
        return Ok(Value::Instance(instance));
    }
    refuse_overrides(class, definition.shape)?;
    if class.lookup_python("__init__").is_none() && definition.shape != Shape::UserDefined {
        initialise(cx, definition, &instance, arguments)?;
    }
    Ok(Value::Instance(instance))
}

/// The `__init__` of a native class, as `super().__init__(…)` calls it.
pub(super) fn initialiser(definition: TypeDefinition) -> Value {
    Value::method("__init__", move |cx, mut arguments| {
        if arguments.positional.is_empty() {
            return Err(PythonError::type_error(format!(
                "{}.__init__() missing 1 required positional argument: 'self'",
                definition.name
            )));
        }
        let receiver = arguments.positional.remove(0);
        if !arguments.spans.is_empty() {
            arguments.spans.remove(0);
        }
        match &receiver {
            Value::Instance(instance) => {
                initialise(cx, definition, instance, arguments)?;
                Ok(Value::None)
            }
            _ => Err(PythonError::unsupported(format!(
                "calling __init__ of {} by hand",
                definition.name
            ))),
        }
    })
}

/// What the `__init__` of a native class does to an instance of a class written in Python.
fn initialise(
    cx: &mut Interpreter,
    definition: TypeDefinition,
    instance: &Shared<Instance>,
    arguments: Arguments,
) -> Result<(), PythonError> {
    let class = &instance.class;
    let native = match definition.shape {
        Shape::Abstract | Shape::UserDefined => {
            if !(arguments.positional.is_empty() && arguments.keyword.is_empty()) {
                return Err(PythonError::type_error(
                    "object.__init__() takes exactly one argument (the instance to initialize)",
                ));
            }
            return Ok(());
        }
        Shape::Decorator => {
            let implementation = implementation(cx, class, arguments)?;
            let mut attributes = instance.attributes.borrow_mut();
            for name in ["impl", "impl_instance"] {
                attributes.insert(name.into(), implementation.clone());
            }
            Value::host(Decoration {
                class_name: Rc::clone(&class.name),
                implementation,
            })
        }
        shape => {
            let enumeration_class = super::register::enumeration_class(shape, &arguments);
            let sql_type = construct(cx, definition.name, shape, arguments)?;
            if shape == Shape::Foreign || matches!(sql_type.kind(), TypeKind::UserDefined(_)) {
                return Err(PythonError::unsupported(format!(
                    "the class {}, derived from a type of another database",
                    class.name
                )));
            }
            let object = TypeObject::new(class.clone(), sql_type)
                .with_enumeration_class(enumeration_class)
                .with_conversion(conversion(class, shape));
            Value::host(object)
        }
    };
    *instance.native.borrow_mut() = Some(native);
    Ok(())
}

/// `TypeDecorator.__init__`: `impl` of the class called with the arguments, where it is a class.
fn implementation(
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let Some(implementation) = class.lookup_python("impl") else {
        return Err(PythonError::exception(
            ExceptionClass::AssertionError,
            "TypeDecorator implementations require a class-level variable 'impl' which refers to \
             the class of type being decorated",
        ));
    };
    let made = match &implementation {
        Value::Class(_) => cx.call(&implementation, arguments)?,
        _ => implementation,
    };
    match type_object(cx, &made)? {
        Some(_) => Ok(made),
        None => Err(PythonError::unsupported(format!(
            "the class {}, whose impl is no type",
            class.name
        ))),
    }
}

/// The type an instance of a class written in Python stands for now; nothing where it is no type.
pub(super) fn resolve(
    cx: &mut Interpreter,
    value: &Value,
    instance: &Shared<Instance>,
) -> Result<Option<Rc<TypeObject>>, PythonError> {
    let native = instance.native.borrow().clone();
    if let Some(object) = native.as_ref().and_then(Value::downcast::<TypeObject>) {
        return Ok(Some(Rc::new(
            (*object).clone().with_instance(value.clone()),
        )));
    }
    let class = &instance.class;
    if let Some(decoration) = native.as_ref().and_then(Value::downcast::<Decoration>) {
        return decorated(cx, value, class, &decoration.implementation).map(Some);
    }
    if derives_from(class, "UserDefinedType") {
        return user_defined(cx, value, class).map(Some);
    }
    if derives_from(class, "TypeEngine") {
        return Err(PythonError::unsupported(format!(
            "the type {}, whose __init__ does not call that of its base",
            class.name
        )));
    }
    Ok(None)
}

/// Whether a class is derived from `name` of `sqlalchemy.sql.type_api`.
pub(super) fn derives_from(class: &Shared<Class>, name: &str) -> bool {
    std::iter::once(class).chain(&class.ancestors).any(|class| {
        class.kind == ClassKind::Library
            && &*class.module == "sqlalchemy.sql.type_api"
            && &*class.name == name
    })
}

/// `type_engine(dialect)`: what `load_dialect_impl` gives, else `impl`.
fn decorated(
    cx: &mut Interpreter,
    value: &Value,
    class: &Shared<Class>,
    implementation: &Value,
) -> Result<Rc<TypeObject>, PythonError> {
    let no_type = |what: &str| {
        PythonError::unsupported(format!("the type {}, whose {what} is no type", class.name))
    };
    let Some(made) = type_object(cx, implementation)? else {
        return Err(no_type("impl"));
    };
    // What `impl` does to values comes after what the class does, and is not followed.
    let mut inner = made.conversion_of_both();
    let made = made.for_postgresql()?;
    let rendered = if class.lookup_python("load_dialect_impl").is_some() {
        let dialect = postgresql_dialect(cx)?;
        let origin = cx.origin();
        let arguments = Arguments::positional(vec![dialect], origin);
        let loaded = cx.call_method(value, "load_dialect_impl", arguments)?;
        let Some(loaded) = type_object(cx, &loaded)? else {
            return Err(no_type("load_dialect_impl()"));
        };
        if loaded.conversion_of_both() == Conversion::ByProject {
            inner = Conversion::ByProject;
        }
        let loaded = loaded.for_postgresql()?;
        // The events that create a type hang on `impl`, not on what is written in its place.
        if brings_named_type(&made) && loaded != made {
            return Err(PythonError::unsupported(format!(
                "the type {}, which is written otherwise than the type it creates",
                class.name
            )));
        }
        if loaded == made {
            loaded
        } else {
            never_created(&loaded)
        }
    } else {
        made
    };
    let sql_type =
        SqlType::new(TypeKind::Decorated(rendered)).map_err(|error| schema_error(cx, error))?;
    let mut object = TypeObject::new(class.clone(), sql_type)
        .with_conversion(match inner {
            Conversion::Native => conversion(class, Shape::Decorator),
            Conversion::ByProject => Conversion::ByProject,
        })
        .with_instance(value.clone());
    if let Some(behaviour) = project_behaviour(cx, class, value)? {
        object = object.with_behaviour(behaviour);
    }
    Ok(Rc::new(object))
}

/// What `get_col_spec` says.
fn user_defined(
    cx: &mut Interpreter,
    value: &Value,
    class: &Shared<Class>,
) -> Result<Rc<TypeObject>, PythonError> {
    let Some(method) = class.lookup_python("get_col_spec") else {
        return Err(PythonError::unsupported(format!(
            "the type {}, which has no get_col_spec",
            class.name
        )));
    };
    let mut arguments = Arguments::none(cx.origin());
    let takes_keywords =
        match &method {
            Value::Function(function) => function.definition.parameters.iter().any(|parameter| {
                parameter.kind == crate::python::syntax::ParameterKind::RestKeyword
            }),
            _ => false,
        };
    if takes_keywords {
        let column = Value::opaque(
            "type_expression",
            "the column a type is written for is not known to get_col_spec()",
        );
        arguments.keyword.push(("type_expression".into(), column));
    }
    let specification = cx.call_method(value, "get_col_spec", arguments)?;
    let Some(specification) = specification.as_str() else {
        return Err(PythonError::unsupported(format!(
            "the type {}, whose get_col_spec() gives no string",
            class.name
        )));
    };
    let sql_type = SqlType::new(TypeKind::UserDefined(specification.to_string()))
        .map_err(|error| schema_error(cx, error))?;
    Ok(Rc::new(
        TypeObject::new(class.clone(), sql_type)
            .with_conversion(conversion(class, Shape::UserDefined))
            .with_instance(value.clone()),
    ))
}

/// The dialect that methods of a type are told.
pub(super) fn postgresql_dialect(cx: &mut Interpreter) -> Result<Value, PythonError> {
    let module = cx.import("sqlalchemy.dialects.postgresql")?;
    let class = cx.attribute(&module, "dialect")?;
    cx.call_with(&class, Vec::new())
}

/// `TypeDecorator.load_dialect_impl`, as `super()` finds it.
pub(super) fn load_dialect_impl() -> Value {
    Value::method("load_dialect_impl", |cx, arguments| {
        let mut bound = arguments.bind(
            "TypeDecorator.load_dialect_impl",
            &[Parameter::required("self"), Parameter::required("dialect")],
        )?;
        let receiver = bound.require("self");
        cx.attribute(&receiver, "impl")
    })
}

/// `__visit_name__` of a class written in Python: the compilers look it up by that name, and find
/// what the project registered with `@compiles`.
fn visit_name(class: &Shared<Class>) -> Option<String> {
    let name = class.lookup_python("__visit_name__")?;
    Some(
        name.as_str()
            .map_or_else(|| class.name.to_string(), |name| name.to_string()),
    )
}

/// Refuses a class with methods of its own that decide what is written and are not followed.
pub(super) fn refuse_overrides(class: &Shared<Class>, shape: Shape) -> Result<(), PythonError> {
    let followed = matches!(shape, Shape::Decorator | Shape::UserDefined);
    let derived = std::iter::once(class)
        .chain(&class.ancestors)
        .filter(|class| class.kind == ClassKind::Python);
    for own in derived {
        let attributes = own.attributes.borrow();
        let more = if followed { &[] } else { DECORATOR_METHODS };
        if let Some(method) = DDL_METHODS
            .iter()
            .chain(more)
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
