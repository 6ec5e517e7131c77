//! `namedtuple`: classes derived from `tuple` whose items have names.

use std::rc::Rc;

use crate::python::arguments::{Arguments, BoundArguments, Parameter};
use crate::python::class::{BuiltinType, Class, Instance};
use crate::python::dictionary::Dictionary;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::shared::Shared;
use crate::python::stdlib::convert;
use crate::python::stdlib::native::{Outcome, class_method, closure, property, split_receiver};
use crate::python::value::{Attributes, Value};

/// What makes up a class of named tuples.
pub(in crate::python::stdlib) struct NamedTuple {
    /// The name of the class.
    pub(in crate::python::stdlib) name: Rc<str>,
    /// The name of its module.
    pub(in crate::python::stdlib) module: Rc<str>,
    /// The names of the items.
    pub(in crate::python::stdlib) fields: Vec<Rc<str>>,
    /// The defaults of the last items.
    pub(in crate::python::stdlib) defaults: Vec<Value>,
    /// What else the class has.
    pub(in crate::python::stdlib) namespace: Attributes,
}

/// An instance of a class derived from `tuple`.
pub(in crate::python::stdlib) fn instance(class: &Shared<Class>, items: Vec<Value>) -> Value {
    let instance = Instance::new(class.clone());
    *instance.native.borrow_mut() = Some(Value::tuple(items));
    Value::Instance(Shared::new(instance))
}

fn items_of(value: &Value) -> Vec<Value> {
    value.as_sequence().unwrap_or_default()
}

fn class_argument(value: &Value) -> Result<Shared<Class>, PythonError> {
    match value {
        Value::Class(class) => Ok(class.clone()),
        _ => Err(PythonError::type_error(
            "the first argument must be a class",
        )),
    }
}

impl NamedTuple {
    /// Makes the class.
    pub(in crate::python::stdlib) fn class(
        self,
        cx: &mut Interpreter,
    ) -> Result<Shared<Class>, PythonError> {
        let fields: Rc<[Rc<str>]> = self.fields.into();
        let mut namespace = Attributes::new();
        for (index, field) in fields.iter().enumerate() {
            let getter = closure(field, move |_, arguments| {
                let (receiver, _) = split_receiver("property", arguments)?;
                items_of(&receiver)
                    .get(index)
                    .cloned()
                    .ok_or_else(|| PythonError::index_error("tuple index out of range"))
            });
            namespace.insert(Rc::clone(field), property(getter));
        }
        let names = Value::tuple(fields.iter().cloned().map(Value::Str).collect());
        let optional = fields.len() - self.defaults.len();
        let mut field_defaults = Dictionary::new();
        for (field, value) in fields[optional..].iter().zip(&self.defaults) {
            field_defaults.insert_str(Rc::clone(field), value.clone());
        }
        let new = new_method(&self.name, &fields, self.defaults.into());
        for (name, value) in [
            ("_fields", names.clone()),
            ("__match_args__", names),
            ("_field_defaults", Value::dict(field_defaults)),
            ("__new__", new),
            ("_make", make_method(Rc::clone(&fields))),
            ("__repr__", repr_method(Rc::clone(&fields))),
            ("_asdict", dictionary_method(Rc::clone(&fields))),
            ("_replace", replace_method(Rc::clone(&fields))),
        ] {
            namespace.insert(name.into(), value);
        }
        namespace.extend(self.namespace);
        let tuple = cx.builtin_class(BuiltinType::Tuple);
        cx.new_class(&self.name, &self.module, vec![tuple], namespace)
    }
}

fn new_method(name: &Rc<str>, fields: &Rc<[Rc<str>]>, defaults: Rc<[Value]>) -> Value {
    let function: Rc<str> = format!("{name}.__new__").into();
    let fields = Rc::clone(fields);
    let optional = fields.len() - defaults.len();
    closure("__new__", move |_, arguments| {
        let mut parameters = vec![Parameter::required("_cls")];
        for (index, field) in fields.iter().enumerate() {
            parameters.push(if index < optional {
                Parameter::required(field)
            } else {
                Parameter::optional(field)
            });
        }
        let mut bound = arguments.bind(&function, &parameters)?;
        let class = class_argument(&bound.require("_cls"))?;
        let mut items = Vec::with_capacity(fields.len());
        for (index, field) in fields.iter().enumerate() {
            let given = bound.take(field);
            items.push(match index.checked_sub(optional) {
                None => given.into(),
                Some(position) => given.unwrap_or_else(|| defaults[position].clone()),
            });
        }
        Ok(instance(&class, items))
    })
}

fn make_method(fields: Rc<[Rc<str>]>) -> Value {
    let make = closure("_make", move |cx, arguments| {
        let parameters = [Parameter::required("cls"), Parameter::required("iterable")];
        let mut bound = arguments.bind("_make", &parameters)?;
        let class = class_argument(&bound.require("cls"))?;
        let items = cx.collect(&bound.require("iterable"))?;
        if items.len() != fields.len() {
            return Err(PythonError::type_error(format!(
                "Expected {} arguments, got {}",
                fields.len(),
                items.len()
            )));
        }
        Ok(instance(&class, items))
    });
    class_method(make)
}

fn repr_method(fields: Rc<[Rc<str>]>) -> Value {
    Value::method("__repr__", move |cx, arguments| {
        let (receiver, arguments) = split_receiver("__repr__", arguments)?;
        arguments.bind("__repr__", &[])?;
        let class = cx.class_of(&receiver)?;
        let mut parts = Vec::new();
        for (field, item) in fields.iter().zip(items_of(&receiver)) {
            parts.push(format!("{field}={}", cx.repr(&item)?));
        }
        Ok(format!("{}({})", class.name, parts.join(", ")).into())
    })
}

fn dictionary_method(fields: Rc<[Rc<str>]>) -> Value {
    Value::method("_asdict", move |_, arguments| {
        let (receiver, arguments) = split_receiver("_asdict", arguments)?;
        arguments.bind("_asdict", &[])?;
        let mut entries = Dictionary::new();
        for (field, item) in fields.iter().zip(items_of(&receiver)) {
            entries.insert_str(Rc::clone(field), item);
        }
        Ok(Value::dict(entries))
    })
}

fn replace_method(fields: Rc<[Rc<str>]>) -> Value {
    Value::method("_replace", move |cx, arguments| {
        let (receiver, arguments) = split_receiver("_replace", arguments)?;
        let Arguments {
            positional,
            keyword,
            ..
        } = arguments;
        if !positional.is_empty() {
            return Err(PythonError::type_error(format!(
                "_replace() takes 1 positional argument but {} were given",
                positional.len() + 1
            )));
        }
        let mut items = items_of(&receiver);
        let mut unknown = Vec::new();
        for (name, value) in keyword {
            match fields.iter().position(|field| *field == name) {
                Some(index) => items[index] = value,
                None => unknown.push(Value::Str(name)),
            }
        }
        if !unknown.is_empty() {
            let unknown = cx.repr(&Value::list(unknown))?;
            return Err(PythonError::value_error(format!(
                "Got unexpected field names: {unknown}"
            )));
        }
        Ok(instance(&cx.class_of(&receiver)?, items))
    })
}

const KEYWORDS: &[&str] = &[
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

fn is_identifier(name: &str) -> bool {
    let mut characters = name.chars();
    characters
        .next()
        .is_some_and(|first| first == '_' || first.is_alphabetic())
        && characters.all(|next| next == '_' || next.is_alphanumeric())
}

/// The name of a class or field, or the `ValueError` that refuses it.
fn check_name(name: &str) -> Result<(), PythonError> {
    let quoted = convert::quote(name);
    if !is_identifier(name) {
        return Err(PythonError::value_error(format!(
            "Type names and field names must be valid identifiers: {quoted}"
        )));
    }
    if KEYWORDS.contains(&name) {
        return Err(PythonError::value_error(format!(
            "Type names and field names cannot be a keyword: {quoted}"
        )));
    }
    Ok(())
}

/// `namedtuple(typename, field_names, …)`.
pub(super) fn named_tuple(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let name = arguments.require("typename");
    let name = convert::string(cx, &name, "the name of a named tuple")?;
    let given = arguments.require("field_names");
    let mut fields: Vec<Rc<str>> = Vec::new();
    match given.as_str() {
        Some(text) => {
            let text = text.replace(',', " ");
            fields.extend(text.split_whitespace().map(Rc::from));
        }
        None => {
            for field in cx.collect(&given)? {
                fields.push(cx.str(&field)?);
            }
        }
    }
    if convert::flag(cx, arguments.take("rename"), false)? {
        return Err(PythonError::unsupported(
            "the argument rename of namedtuple()",
        ));
    }
    check_name(&name)?;
    for (index, field) in fields.iter().enumerate() {
        check_name(field)?;
        if field.starts_with('_') {
            return Err(PythonError::value_error(format!(
                "Field names cannot start with an underscore: {}",
                convert::quote(field)
            )));
        }
        if fields[..index].contains(field) {
            return Err(PythonError::value_error(format!(
                "Encountered duplicate field name: {}",
                convert::quote(field)
            )));
        }
    }
    let defaults = match arguments.take_some("defaults") {
        Some(defaults) => cx.collect(&defaults)?,
        None => Vec::new(),
    };
    if defaults.len() > fields.len() {
        return Err(PythonError::type_error(
            "Got more default values than field names",
        ));
    }
    let module = match arguments.take_some("module") {
        Some(module) => convert::string(cx, &module, "the argument module")?,
        None => "__main__".into(),
    };
    let made = NamedTuple {
        name,
        module,
        fields,
        defaults,
        namespace: Attributes::new(),
    };
    Ok(Value::Class(made.class(cx)?))
}
