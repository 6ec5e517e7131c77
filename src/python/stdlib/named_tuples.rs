//! `collections.namedtuple` and `typing.NamedTuple`.

use std::rc::Rc;

use crate::python::arguments::{Arguments, Parameter};
use crate::python::class::{BuiltinType, Class, Instance};
use crate::python::dictionary::Dictionary;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::shared::Shared;
use crate::python::syntax::ParameterKind;
use crate::python::value::{Attributes, Descriptor, Value};

/// The function `namedtuple`.
pub(super) fn factory() -> Value {
    Value::function("namedtuple", |cx, arguments| {
        let mut bound = arguments.bind(
            "namedtuple",
            &[
                Parameter::required("typename"),
                Parameter::required("field_names"),
                Parameter::keyword("rename"),
                Parameter::keyword("defaults"),
                Parameter::keyword("module"),
            ],
        )?;
        if bound.take("rename").is_some() {
            return Err(PythonError::unsupported(
                "the argument rename of namedtuple",
            ));
        }
        let name = cx.str(&bound.require("typename"))?;
        let names = bound.require("field_names");
        let fields: Vec<Rc<str>> = match names.as_str() {
            Some(text) => text
                .replace(',', " ")
                .split_whitespace()
                .map(Rc::from)
                .collect(),
            None => {
                let mut fields = Vec::new();
                for field in cx.collect(&names)? {
                    fields.push(cx.str(&field)?);
                }
                fields
            }
        };
        let defaults = match bound.take_some("defaults") {
            Some(defaults) => cx.collect(&defaults)?,
            None => Vec::new(),
        };
        if defaults.len() > fields.len() {
            return Err(PythonError::type_error(
                "Got more default values than field names",
            ));
        }
        let without = fields.len() - defaults.len();
        let fields = fields
            .into_iter()
            .enumerate()
            .map(|(index, field)| {
                let default = index
                    .checked_sub(without)
                    .map(|index| defaults[index].clone());
                (field, default)
            })
            .collect();
        let module = cx.module_name();
        let class = make(cx, &name, &module, fields, Attributes::new())?;
        Ok(Value::Class(class))
    })
}

/// The class of `class Point(NamedTuple)`.
pub(super) fn make_class(
    cx: &mut Interpreter,
    name: &Rc<str>,
    bases: Vec<Shared<Class>>,
    mut namespace: Attributes,
) -> Result<Shared<Class>, PythonError> {
    if bases.len() > 1 {
        return Err(PythonError::type_error(
            "can only inherit from a NamedTuple type and Generic",
        ));
    }
    let mut fields = Vec::new();
    if let Some(annotations) = namespace.get("__annotations__").cloned() {
        for (field, _) in cx.mapping_items(&annotations)? {
            let field = cx.str(&field)?;
            fields.push((Rc::clone(&field), namespace.shift_remove(&field)));
        }
    }
    let module = namespace
        .get("__module__")
        .and_then(Value::as_str)
        .unwrap_or_else(|| "__main__".into());
    make(cx, name, &module, fields, namespace)
}

fn make(
    cx: &mut Interpreter,
    name: &Rc<str>,
    module: &str,
    fields: Vec<(Rc<str>, Option<Value>)>,
    mut namespace: Attributes,
) -> Result<Shared<Class>, PythonError> {
    for (index, (field, _)) in fields.iter().enumerate() {
        let getter = Value::method(Rc::clone(field), move |cx, arguments| {
            let receiver = arguments
                .positional
                .into_iter()
                .next()
                .unwrap_or(Value::None);
            cx.subscript(&receiver.underlying(), &Value::int(index))
        });
        let property = Descriptor::Property {
            getter,
            setter: Value::None,
            deleter: Value::None,
        };
        namespace.insert(Rc::clone(field), Value::Descriptor(Shared::new(property)));
    }
    let names: Rc<Vec<Rc<str>>> =
        Rc::new(fields.iter().map(|(field, _)| Rc::clone(field)).collect());
    let names_value = Value::tuple(names.iter().cloned().map(Value::Str).collect());
    namespace.insert("_fields".into(), names_value.clone());
    namespace.insert("__match_args__".into(), names_value);
    let fields = Rc::new(fields);
    let new_name: Rc<str> = format!("{name}.__new__").into();
    namespace.insert(
        "__new__".into(),
        Value::function("__new__", move |cx, arguments| {
            construct(cx, &new_name, &fields, arguments)
        }),
    );
    let shown = Rc::clone(&names);
    namespace.entry("__repr__".into()).or_insert_with(|| {
        Value::method("__repr__", move |cx, arguments| {
            let receiver = arguments
                .bind("__repr__", &[Parameter::required("self")])?
                .require("self");
            let class = cx.class_of(&receiver)?;
            let items = cx.collect(&receiver.underlying())?;
            let mut parts = Vec::new();
            for (name, item) in shown.iter().zip(&items) {
                parts.push(format!("{name}={}", cx.repr(item)?));
            }
            Ok(format!("{}({})", class.name, parts.join(", ")).into())
        })
    });
    let keys = Rc::clone(&names);
    namespace.insert(
        "_asdict".into(),
        Value::method("_asdict", move |cx, arguments| {
            let receiver = arguments
                .bind("_asdict", &[Parameter::required("self")])?
                .require("self");
            let items = cx.collect(&receiver.underlying())?;
            let mut dictionary = Dictionary::new();
            for (name, item) in keys.iter().zip(items) {
                dictionary.insert_str(Rc::clone(name), item);
            }
            Ok(Value::dict(dictionary))
        }),
    );
    namespace.insert(
        "_replace".into(),
        Value::method("_replace", move |cx, mut arguments| {
            let receiver = arguments.positional.remove(0);
            let class = cx.class_of(&receiver)?;
            let items = cx.collect(&receiver.underlying())?;
            let mut call = Arguments::none(arguments.origin);
            for (name, item) in names.iter().zip(items) {
                call.keyword.push((Rc::clone(name), item));
            }
            for (name, value) in arguments.keyword {
                match call.keyword.iter_mut().find(|(own, _)| *own == name) {
                    Some((_, item)) => *item = value,
                    None => {
                        return Err(PythonError::value_error(format!(
                            "Got unexpected field names: ['{name}']"
                        )));
                    }
                }
            }
            cx.call(&Value::Class(class), call)
        }),
    );
    namespace.insert(
        "__init__".into(),
        Value::method("__init__", |_, _| Ok(Value::None)),
    );
    let bases = vec![cx.builtin_class(BuiltinType::Tuple)];
    cx.new_class(name, module, bases, namespace)
}

fn construct(
    _cx: &mut Interpreter,
    name: &str,
    fields: &[(Rc<str>, Option<Value>)],
    mut arguments: Arguments,
) -> Result<Value, PythonError> {
    if arguments.positional.is_empty() {
        return Err(PythonError::type_error("__new__(): not enough arguments"));
    }
    let Value::Class(class) = arguments.positional.remove(0) else {
        return Err(PythonError::type_error(
            "__new__(X): X is not a type object",
        ));
    };
    if !arguments.spans.is_empty() {
        arguments.spans.remove(0);
    }
    let parameters: Vec<Parameter<'_>> = fields
        .iter()
        .map(|(field, default)| {
            Parameter::new(field, ParameterKind::PositionalOrKeyword, default.is_none())
        })
        .collect();
    let mut bound = arguments.bind(name, &parameters)?;
    let items = fields
        .iter()
        .map(|(field, default)| bound.take(field).or_else(|| default.clone()).into())
        .collect();
    let instance = Instance::new(class);
    *instance.native.borrow_mut() = Some(Value::tuple(items));
    Ok(Value::Instance(Shared::new(instance)))
}
