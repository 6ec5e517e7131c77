//! `collections.Counter`.

use crate::python::arguments::Parameter;
use crate::python::class::{BuiltinType, Class};
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::object::BinaryOperator;
use crate::python::shared::Shared;
use crate::python::value::{Attributes, Value};

/// The class `Counter`.
pub(super) fn class(cx: &mut Interpreter) -> Result<Shared<Class>, PythonError> {
    let mut attributes = Attributes::new();
    for name in ["__init__", "update"] {
        attributes.insert(
            name.into(),
            Value::method(name, |cx, mut arguments| {
                let receiver = arguments.positional.remove(0);
                if let Some(given) = arguments.positional.first() {
                    count(cx, &receiver, given)?;
                }
                for (name, amount) in arguments.keyword {
                    add(cx, &receiver, &Value::Str(name), &amount)?;
                }
                Ok(Value::None)
            }),
        );
    }
    attributes.insert(
        "__missing__".into(),
        Value::method("__missing__", |_, _| Ok(Value::int(0_i64))),
    );
    attributes.insert(
        "most_common".into(),
        Value::method("most_common", |cx, arguments| {
            let parameters = [Parameter::required("self"), Parameter::optional("n")];
            let mut bound = arguments.bind("most_common", &parameters)?;
            let receiver = bound.require("self");
            let mut ranked = most_common(cx, &receiver)?;
            if let Some(most) = bound.take_some("n") {
                let most = most.as_int().and_then(|most| most.to_usize()).unwrap_or(0);
                ranked.truncate(most);
            }
            Ok(Value::list(ranked))
        }),
    );
    attributes.insert(
        "__repr__".into(),
        Value::method("__repr__", |cx, arguments| {
            let receiver = arguments
                .bind("__repr__", &[Parameter::required("self")])?
                .require("self");
            let ranked = most_common(cx, &receiver)?;
            if ranked.is_empty() {
                return Ok("Counter()".into());
            }
            let mut shown = Vec::new();
            for pair in ranked {
                let parts = cx.collect(&pair)?;
                shown.push(format!("{}: {}", cx.repr(&parts[0])?, cx.repr(&parts[1])?));
            }
            Ok(format!("Counter({{{}}})", shown.join(", ")).into())
        }),
    );
    super::collections::derived_class(cx, "Counter", BuiltinType::Dict, attributes)
}

fn most_common(cx: &mut Interpreter, receiver: &Value) -> Result<Vec<Value>, PythonError> {
    let pairs: Vec<Value> = cx
        .mapping_items(receiver)?
        .into_iter()
        .map(|(key, value)| Value::tuple(vec![key, value]))
        .collect();
    let amount = Value::function("amount", |cx, arguments| {
        let pair = arguments
            .positional
            .into_iter()
            .next()
            .unwrap_or(Value::None);
        cx.subscript(&pair, &Value::int(1_i64))
    });
    crate::python::builtins::sort_values(cx, pairs, Some(amount), true)
}

fn count(cx: &mut Interpreter, receiver: &Value, given: &Value) -> Result<(), PythonError> {
    if let Value::Dict(_) = given.underlying() {
        for (key, amount) in cx.mapping_items(given)? {
            add(cx, receiver, &key, &amount)?;
        }
        return Ok(());
    }
    for item in cx.collect(given)? {
        add(cx, receiver, &item, &Value::int(1_i64))?;
    }
    Ok(())
}

fn add(
    cx: &mut Interpreter,
    receiver: &Value,
    key: &Value,
    amount: &Value,
) -> Result<(), PythonError> {
    let Value::Dict(entries) = receiver.underlying() else {
        return Err(PythonError::type_error("not a Counter"));
    };
    let hash = cx.hash_key(key)?;
    let before = entries.borrow().get(&hash).cloned();
    let sum = match before {
        Some(before) => cx.binary(BinaryOperator::Add, &before, amount)?,
        None => amount.clone(),
    };
    cx.allocate(64)?;
    entries.borrow_mut().insert(hash, key.clone(), sum);
    Ok(())
}
