//! The methods a data class is given.

use std::rc::Rc;

use super::field::{Default, Field, Fields};
use crate::python::arguments::Parameter;
use crate::python::class::Class;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::object::Comparison;
use crate::python::shared::Shared;
use crate::python::stdlib::native::{exception_class, raise, split_receiver};
use crate::python::value::Value;

/// Sets an attribute without asking `__setattr__`, which a frozen class refuses.
fn set(receiver: &Value, name: &Rc<str>, value: Value) {
    if let Value::Instance(instance) = receiver {
        instance
            .attributes
            .borrow_mut()
            .insert(Rc::clone(name), value);
    }
}

/// The values of fields of an instance.
pub(super) fn values(
    cx: &mut Interpreter,
    receiver: &Value,
    fields: &[Field],
    wanted: fn(&Field) -> bool,
) -> Result<Vec<Value>, PythonError> {
    let mut values = Vec::new();
    for field in fields.iter().filter(|field| wanted(field)) {
        values.push(cx.attribute(receiver, &field.name)?);
    }
    Ok(values)
}

/// `__init__`.
pub(super) fn initialise(class: &Class, fields: Rc<Fields>, all_keyword_only: bool) -> Value {
    let function: Rc<str> = format!("{}.__init__", class.qualified_name).into();
    Value::method("__init__", move |cx, arguments| {
        let taken = fields.0.iter().filter(|field| field.options.initialised);
        let mut parameters = vec![Parameter::required("self")];
        let mut keyword_only = Vec::new();
        for field in taken {
            let required = matches!(field.options.default, Default::None);
            let by_keyword = field.options.keyword_only.unwrap_or(all_keyword_only);
            match (by_keyword, required) {
                (false, true) => parameters.push(Parameter::required(&field.name)),
                (false, false) => parameters.push(Parameter::optional(&field.name)),
                (true, true) => keyword_only.push(Parameter::required_keyword(&field.name)),
                (true, false) => keyword_only.push(Parameter::keyword(&field.name)),
            }
        }
        parameters.extend(keyword_only);
        let mut bound = arguments.bind(&function, &parameters)?;
        let receiver = bound.require("self");
        for field in &fields.0 {
            let given = match field.options.initialised {
                true => bound.take(&field.name),
                false => None,
            };
            let value = match (given, &field.options.default) {
                (Some(value), _) => value,
                (None, Default::Value(value)) if field.options.initialised => value.clone(),
                (None, Default::Factory(factory)) => cx.call_with(factory, Vec::new())?,
                (None, Default::Value(_) | Default::None) => continue,
            };
            set(&receiver, &field.name, value);
        }
        cx.call_special(&receiver, "__post_init__", &[])?;
        Ok(Value::None)
    })
}

/// `__repr__`.
pub(super) fn representation(fields: Rc<Fields>) -> Value {
    Value::method("__repr__", move |cx, arguments| {
        let (receiver, _) = split_receiver("__repr__", arguments)?;
        cx.charge(1)?;
        let class = cx.class_of(&receiver)?;
        let mut parts = Vec::new();
        for field in fields.0.iter().filter(|field| field.options.shown) {
            let value = cx.attribute(&receiver, &field.name)?;
            parts.push(format!("{}={}", field.name, cx.repr(&value)?));
        }
        Ok(format!("{}({})", class.qualified_name, parts.join(", ")).into())
    })
}

/// A comparison of two instances of the same class as tuples of their fields.
pub(super) fn comparison(fields: Rc<Fields>, comparison: Comparison) -> Value {
    let name = comparison.method();
    Value::method(name, move |cx, arguments| {
        let (receiver, arguments) = split_receiver(name, arguments)?;
        let parameters = [Parameter::positional_only("other")];
        let other = arguments.bind(name, &parameters)?.require("other");
        let same_class = match (&receiver, &other) {
            (Value::Instance(left), Value::Instance(right)) => {
                Shared::is(&left.class, &right.class)
            }
            _ => false,
        };
        if !same_class {
            return Ok(Value::NotImplemented);
        }
        let compared = |field: &Field| field.options.compared;
        let left = values(cx, &receiver, &fields.0, compared)?;
        let right = values(cx, &other, &fields.0, compared)?;
        cx.compare(comparison, &Value::tuple(left), &Value::tuple(right))
    })
}

/// What makes a frozen instance equal to another dictionary key: the tuple of its fields.
pub(super) fn hash_key(fields: Rc<Fields>) -> Value {
    Value::method("__hash_key__", move |cx, arguments| {
        let (receiver, _) = split_receiver("__hash__", arguments)?;
        let compared = |field: &Field| field.options.compared;
        Ok(Value::tuple(values(cx, &receiver, &fields.0, compared)?))
    })
}

/// `__setattr__` of a frozen class.
pub(super) fn refuse_assignment() -> Value {
    // Under another name: a native `__setattr__` would be taken for the one of `object`.
    Value::method("refuse_assignment", move |cx, arguments| {
        let name = match arguments.positional.get(1) {
            Some(name) => cx.str(name)?,
            None => "".into(),
        };
        let class =
            match crate::python::stdlib::native::class_of(cx, "dataclasses", "FrozenInstanceError")
            {
                Some(class) => class,
                None => exception_class(
                    cx,
                    "dataclasses",
                    "FrozenInstanceError",
                    ExceptionClass::AttributeError,
                ),
            };
        let message = format!("cannot assign to field '{name}'");
        Err(raise(&class, vec![message.into()], Vec::new()))
    })
}
