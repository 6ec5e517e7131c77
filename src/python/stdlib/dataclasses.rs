//! `dataclasses`: methods made from the annotated names of a class (`Lib/dataclasses.py`).

use std::rc::Rc;

use crate::python::arguments::{Arguments, Parameter};
use crate::python::class::Class;
use crate::python::dictionary::Dictionary;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::module::Module;
use crate::python::object::{Comparison, HostObject};
use crate::python::shared::Shared;
use crate::python::syntax::ParameterKind;
use crate::python::value::Value;

/// What `field(…)` gives.
#[derive(Debug)]
struct FieldOptions {
    default: Option<Value>,
    factory: Option<Value>,
    in_init: bool,
    in_repr: bool,
    in_compare: bool,
    keyword_only: Option<bool>,
}

impl HostObject for FieldOptions {
    fn type_name(&self) -> Rc<str> {
        "Field".into()
    }
}

/// A field of a data class.
#[derive(Clone)]
struct Field {
    name: Rc<str>,
    options: Rc<FieldOptions>,
    keyword_only: bool,
}

/// Whether instances may be changed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mutability {
    Mutable,
    Frozen,
}

/// Fills the module `dataclasses`.
pub(super) fn fill(cx: &mut Interpreter, module: &Module) -> Result<(), PythonError> {
    let base = cx.exception_class(ExceptionClass::AttributeError);
    let frozen = cx.new_exception_class("dataclasses", "FrozenInstanceError", &base)?;
    cx.native_classes
        .insert("dataclasses.FrozenInstanceError", frozen.clone());
    module.set("FrozenInstanceError", Value::Class(frozen));
    module.set("dataclass", Value::function("dataclass", dataclass));
    module.set("field", Value::function("field", field));
    module.set(
        "asdict",
        Value::function("asdict", |cx, arguments| {
            let object = arguments
                .bind("asdict", &[Parameter::required("obj")])?
                .require("obj");
            as_dictionary(cx, &object)
        }),
    );
    module.set(
        "is_dataclass",
        Value::function("is_dataclass", |cx, arguments| {
            let object = arguments
                .bind("is_dataclass", &[Parameter::required("obj")])?
                .require("obj");
            let found = cx.find_attribute(&object, "__dataclass_fields__")?;
            Ok(Value::Bool(found.is_some()))
        }),
    );
    module.set(
        "replace",
        Value::function("replace", |cx, mut arguments| {
            if arguments.positional.is_empty() {
                return Err(PythonError::type_error("replace() needs an instance"));
            }
            let object = arguments.positional.remove(0);
            let class = cx.class_of(&object)?;
            for name in field_names(cx, &object)? {
                if !arguments.keyword.iter().any(|(own, _)| *own == name) {
                    let value = cx.attribute(&object, &name)?;
                    arguments.keyword.push((name, value));
                }
            }
            arguments.spans.clear();
            cx.call(&Value::Class(class), arguments)
        }),
    );
    Ok(())
}

fn field(cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "field",
        &[
            Parameter::keyword("default"),
            Parameter::keyword("default_factory"),
            Parameter::keyword("init"),
            Parameter::keyword("repr"),
            Parameter::keyword("hash"),
            Parameter::keyword("compare"),
            Parameter::keyword("metadata"),
            Parameter::keyword("kw_only"),
        ],
    )?;
    let (default, factory) = (bound.take("default"), bound.take("default_factory"));
    if default.is_some() && factory.is_some() {
        return Err(PythonError::value_error(
            "cannot specify both default and default_factory",
        ));
    }
    let mut flag = |name: &str| match bound.take(name) {
        Some(value) => cx.truth(&value).map(Some),
        None => Ok(None),
    };
    Ok(Value::host(FieldOptions {
        default,
        factory,
        in_init: flag("init")?.unwrap_or(true),
        in_repr: flag("repr")?.unwrap_or(true),
        in_compare: flag("compare")?.unwrap_or(true),
        keyword_only: flag("kw_only")?,
    }))
}

fn dataclass(cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "dataclass",
        &[
            Parameter::optional_positional_only("cls"),
            Parameter::keyword("init"),
            Parameter::keyword("repr"),
            Parameter::keyword("eq"),
            Parameter::keyword("order"),
            Parameter::keyword("unsafe_hash"),
            Parameter::keyword("frozen"),
            Parameter::keyword("match_args"),
            Parameter::keyword("kw_only"),
            Parameter::keyword("slots"),
        ],
    )?;
    for (option, usual) in [
        ("init", true),
        ("repr", true),
        ("eq", true),
        ("order", false),
        ("unsafe_hash", false),
    ] {
        if let Some(value) = bound.take(option)
            && cx.truth(&value)? != usual
        {
            return Err(PythonError::unsupported(format!(
                "the option {option} of dataclass other than {usual}"
            )));
        }
    }
    let mutability = match bound.take("frozen") {
        Some(frozen) if cx.truth(&frozen)? => Mutability::Frozen,
        _ => Mutability::Mutable,
    };
    let keyword_only = match bound.take("kw_only") {
        Some(value) => cx.truth(&value)?,
        None => false,
    };
    match bound.take_some("cls") {
        Some(class) => decorate(cx, class, mutability, keyword_only),
        None => Ok(Value::function("dataclass", move |cx, arguments| {
            let class = arguments
                .bind("dataclass", &[Parameter::required("cls")])?
                .require("cls");
            decorate(cx, class, mutability, keyword_only)
        })),
    }
}

fn decorate(
    cx: &mut Interpreter,
    value: Value,
    mutability: Mutability,
    keyword_only: bool,
) -> Result<Value, PythonError> {
    let class = match &value {
        Value::Class(class) => class.clone(),
        Value::Opaque(_) => return Ok(value),
        other => {
            return Err(PythonError::unsupported(format!(
                "dataclass on a {}",
                cx.type_name(other)
            )));
        }
    };
    let fields = Rc::new(collect_fields(cx, &class, keyword_only)?);
    let names = fields
        .iter()
        .map(|field| Value::Str(Rc::clone(&field.name)))
        .collect();
    let positional = fields
        .iter()
        .filter(|field| field.options.in_init && !field.keyword_only)
        .map(|field| Value::Str(Rc::clone(&field.name)))
        .collect();
    let mut attributes = class.attributes.borrow_mut();
    attributes.insert("__dataclass_fields__".into(), Value::tuple(names));
    attributes.insert("__match_args__".into(), Value::tuple(positional));
    let (own, name) = (Rc::clone(&fields), Rc::clone(&class.qualified_name));
    attributes.entry("__init__".into()).or_insert_with(|| {
        Value::method("__init__", move |cx, arguments| {
            initialise(cx, &own, &name, arguments)
        })
    });
    let own = Rc::clone(&fields);
    attributes.entry("__repr__".into()).or_insert_with(|| {
        Value::method("__repr__", move |cx, arguments| {
            let object = arguments
                .bind("__repr__", &[Parameter::required("self")])?
                .require("self");
            let mut parts = Vec::new();
            for field in own.iter().filter(|field| field.options.in_repr) {
                let value = cx.attribute(&object, &field.name)?;
                parts.push(format!("{}={}", field.name, cx.repr(&value)?));
            }
            let class = cx.class_of(&object)?;
            Ok(format!("{}({})", class.qualified_name, parts.join(", ")).into())
        })
    });
    let own = Rc::clone(&fields);
    attributes.entry("__eq__".into()).or_insert_with(|| {
        Value::method("__eq__", move |cx, arguments| {
            let parameters = [Parameter::required("self"), Parameter::required("other")];
            let mut bound = arguments.bind("__eq__", &parameters)?;
            let (object, other) = (bound.require("self"), bound.require("other"));
            if !Shared::is(&cx.class_of(&object)?, &cx.class_of(&other)?) {
                return Ok(Value::NotImplemented);
            }
            let (left, right) = (content(cx, &own, &object)?, content(cx, &own, &other)?);
            cx.compare(Comparison::Equal, &left, &right)
        })
    });
    if mutability == Mutability::Frozen {
        let own = Rc::clone(&fields);
        attributes.insert(
            "__hash_key__".into(),
            Value::function("__hash_key__", move |cx, arguments| {
                let object = arguments
                    .positional
                    .into_iter()
                    .next()
                    .unwrap_or(Value::None);
                content(cx, &own, &object)
            }),
        );
        attributes.insert(
            "__setattr__".into(),
            Value::method("frozen __setattr__", |cx, arguments| {
                let name = match arguments.positional.get(1) {
                    Some(name) => cx.str(name)?,
                    None => "".into(),
                };
                {
                    let message = format!("cannot assign to field '{name}'");
                    match cx
                        .native_classes
                        .get("dataclasses.FrozenInstanceError")
                        .cloned()
                    {
                        Some(class) => {
                            let arguments = vec![Value::from(message)];
                            let raised = cx.call_with(&Value::Class(class), arguments)?;
                            Err(crate::python::builtins::raised(cx, &raised)?)
                        }
                        None => Err(PythonError::attribute_error(message)),
                    }
                }
            }),
        );
    }
    drop(attributes);
    Ok(value)
}

/// The fields of the class and those it inherits, in the order of their first definition.
fn collect_fields(
    cx: &mut Interpreter,
    class: &Shared<Class>,
    keyword_only: bool,
) -> Result<Vec<Field>, PythonError> {
    let mut fields: Vec<Field> = Vec::new();
    let lineage: Vec<Shared<Class>> = class
        .ancestors
        .iter()
        .rev()
        .cloned()
        .chain(std::iter::once(class.clone()))
        .collect();
    for owner in lineage {
        let is_own = Shared::is(&owner, class);
        if !is_own
            && owner
                .attributes
                .borrow()
                .get("__dataclass_fields__")
                .is_none()
        {
            continue;
        }
        let annotations = owner.attributes.borrow().get("__annotations__").cloned();
        let Some(annotations) = annotations else {
            continue;
        };
        let mut following_are_keyword_only = keyword_only && is_own;
        for (name, annotation) in cx.mapping_items(&annotations)? {
            let (name, annotation) = (cx.str(&name)?, cx.str(&annotation)?);
            let kind = annotation.rsplit('.').next().unwrap_or_default();
            if kind.starts_with("ClassVar") || annotation.contains("ClassVar[") {
                continue;
            }
            if kind == "KW_ONLY" {
                following_are_keyword_only = true;
                continue;
            }
            let default = owner.attributes.borrow().get(&name).cloned();
            let options = match default.as_ref().and_then(Value::downcast::<FieldOptions>) {
                Some(options) => {
                    let mut attributes = owner.attributes.borrow_mut();
                    match &options.default {
                        Some(default) => attributes.insert(Rc::clone(&name), default.clone()),
                        None => attributes.shift_remove(&name),
                    };
                    // Kept for the classes derived from this one.
                    attributes.insert(
                        format!("__dataclass_field_{name}__").into(),
                        Value::Host(Rc::clone(&options) as Rc<dyn HostObject>),
                    );
                    options
                }
                None => inherited_options(&owner, &name).unwrap_or_else(|| {
                    Rc::new(FieldOptions {
                        default,
                        factory: None,
                        in_init: true,
                        in_repr: true,
                        in_compare: true,
                        keyword_only: None,
                    })
                }),
            };
            if let Some(Value::List(_) | Value::Dict(_) | Value::Set(_)) = &options.default {
                let shown = match &options.default {
                    Some(Value::List(_)) => "list",
                    Some(Value::Dict(_)) => "dict",
                    _ => "set",
                };
                return Err(PythonError::value_error(format!(
                    "mutable default <class '{shown}'> for field {name} is not allowed: use \
                     default_factory"
                )));
            }
            let field = Field {
                keyword_only: options.keyword_only.unwrap_or(following_are_keyword_only),
                name: Rc::clone(&name),
                options,
            };
            match fields.iter_mut().find(|own| own.name == name) {
                Some(own) => *own = field,
                None => fields.push(field),
            }
        }
    }
    let mut has_default: Option<Rc<str>> = None;
    for field in fields
        .iter()
        .filter(|field| field.options.in_init && !field.keyword_only)
    {
        let optional = field.options.default.is_some() || field.options.factory.is_some();
        if optional {
            has_default = Some(Rc::clone(&field.name));
        } else if has_default.is_some() {
            return Err(PythonError::type_error(format!(
                "non-default argument '{}' follows default argument",
                field.name
            )));
        }
    }
    Ok(fields)
}

fn inherited_options(owner: &Class, name: &str) -> Option<Rc<FieldOptions>> {
    owner
        .attributes
        .borrow()
        .get(format!("__dataclass_field_{name}__").as_str())
        .and_then(Value::downcast::<FieldOptions>)
}

fn initialise(
    cx: &mut Interpreter,
    fields: &[Field],
    class: &str,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut parameters = vec![Parameter::required("self")];
    for field in fields.iter().filter(|field| field.options.in_init) {
        let required = field.options.default.is_none() && field.options.factory.is_none();
        let kind = if field.keyword_only {
            ParameterKind::KeywordOnly
        } else {
            ParameterKind::PositionalOrKeyword
        };
        parameters.push(Parameter::new(&field.name, kind, required));
    }
    let mut bound = arguments.bind(&format!("{class}.__init__"), &parameters)?;
    let object = bound.require("self");
    let Value::Instance(instance) = &object else {
        return Err(PythonError::type_error("__init__ needs an instance"));
    };
    for field in fields {
        let given = if field.options.in_init {
            bound.take(&field.name)
        } else {
            None
        };
        let value = match (given, &field.options.default, &field.options.factory) {
            (Some(value), ..) => value,
            (None, Some(default), _) => default.clone(),
            (None, None, Some(factory)) => cx.call_with(factory, Vec::new())?,
            (None, None, None) => continue,
        };
        cx.set_instance_attribute(&object, instance, &field.name, value)?;
    }
    cx.call_special(&object, "__post_init__", &[])?;
    Ok(Value::None)
}

/// The tuple of the compared fields.
fn content(cx: &mut Interpreter, fields: &[Field], object: &Value) -> Result<Value, PythonError> {
    let mut values = Vec::new();
    for field in fields.iter().filter(|field| field.options.in_compare) {
        values.push(cx.attribute(object, &field.name)?);
    }
    Ok(Value::tuple(values))
}

fn field_names(cx: &mut Interpreter, object: &Value) -> Result<Vec<Rc<str>>, PythonError> {
    match cx.find_attribute(object, "__dataclass_fields__")? {
        Some(names) => {
            let names = cx.collect(&names)?;
            names.iter().map(|name| cx.str(name)).collect()
        }
        None => Err(PythonError::type_error(
            "asdict() should be called on dataclass instances",
        )),
    }
}

fn as_dictionary(cx: &mut Interpreter, object: &Value) -> Result<Value, PythonError> {
    let mut dictionary = Dictionary::new();
    for name in field_names(cx, object)? {
        let value = cx.attribute(object, &name)?;
        let value = convert(cx, &value)?;
        dictionary.insert_str(name, value);
    }
    Ok(Value::dict(dictionary))
}

fn convert(cx: &mut Interpreter, value: &Value) -> Result<Value, PythonError> {
    cx.charge(1)?;
    Ok(match value {
        Value::Instance(_) if cx.find_attribute(value, "__dataclass_fields__")?.is_some() => {
            as_dictionary(cx, value)?
        }
        Value::List(items) => {
            let mut converted = Vec::new();
            let items = items.borrow().clone();
            for item in &items {
                converted.push(convert(cx, item)?);
            }
            Value::list(converted)
        }
        Value::Tuple(items) => {
            let mut converted = Vec::new();
            for item in items.iter() {
                converted.push(convert(cx, item)?);
            }
            Value::tuple(converted)
        }
        Value::Dict(_) => {
            let mut converted = Dictionary::new();
            for (key, item) in cx.mapping_items(value)? {
                let (key, item) = (convert(cx, &key)?, convert(cx, &item)?);
                converted.insert(cx.hash_key(&key)?, key, item);
            }
            Value::dict(converted)
        }
        other => other.clone(),
    })
}
