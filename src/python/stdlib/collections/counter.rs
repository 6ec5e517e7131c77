//! `Counter`: how often each item occurs.

use super::dictionary_class::{derived, entries};
use crate::python::arguments::Arguments;
use crate::python::class::Class;
use crate::python::dictionary::Dictionary;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::object::{BinaryOperator, Comparison};
use crate::python::shared::Shared;
use crate::python::stdlib::convert;
use crate::python::stdlib::native::{Outcome, class_method, function, split_receiver};
use crate::python::value::Value;

/// Adds the counts of an iterable, a mapping and keywords, or takes them away.
fn count(
    cx: &mut Interpreter,
    operator: BinaryOperator,
    name: &'static str,
    arguments: Arguments,
) -> Outcome {
    let (receiver, arguments) = split_receiver(name, arguments)?;
    if arguments.positional.len() > 1 {
        return Err(PythonError::type_error(format!(
            "Counter.{name}() takes from 1 to 2 positional arguments but {} were given",
            arguments.positional.len() + 1
        )));
    }
    let mut counts: Vec<(Value, Value)> = Vec::new();
    if let Some(source) = arguments
        .positional
        .first()
        .filter(|source| !source.is_none())
    {
        match source.underlying() {
            Value::Dict(entries) => {
                for (_, key, value) in entries.borrow().iter() {
                    counts.push((key.clone(), value.clone()));
                }
            }
            _ => {
                for item in cx.collect(source)? {
                    counts.push((item, 1_i64.into()));
                }
            }
        }
    }
    for (name, value) in arguments.keyword {
        counts.push((Value::Str(name), value));
    }
    let target = entries(&receiver)?;
    for (key, number) in counts {
        cx.charge(1)?;
        let hash = cx.hash_key(&key)?;
        let before = target
            .borrow()
            .get(&hash)
            .cloned()
            .unwrap_or_else(|| 0_i64.into());
        let after = cx.binary(operator, &before, &number)?;
        target.borrow_mut().insert(hash, key, after);
    }
    Ok(Value::None)
}

/// Items and counts, the most frequent first; equal counts stay in their order.
fn most_common(cx: &mut Interpreter, receiver: &Value) -> Result<Vec<(Value, Value)>, PythonError> {
    let mut pairs: Vec<(Value, Value)> = entries(receiver)?
        .borrow()
        .iter()
        .map(|(_, key, value)| (key.clone(), value.clone()))
        .collect();
    for index in 1..pairs.len() {
        let mut position = index;
        while position > 0 {
            cx.charge(1)?;
            let (left, right) = (&pairs[position - 1].1, &pairs[position].1);
            let greater = cx.compare(Comparison::Greater, right, left)?;
            if !cx.truth(&greater)? {
                break;
            }
            pairs.swap(position - 1, position);
            position -= 1;
        }
    }
    Ok(pairs)
}

/// `counter operator other`, of which only positive counts are kept.
fn combined(
    cx: &mut Interpreter,
    operator: BinaryOperator,
    receiver: &Value,
    other: &Value,
) -> Outcome {
    if !matches!(other.underlying(), Value::Dict(_)) {
        return Ok(Value::NotImplemented);
    }
    let class = Value::Class(cx.class_of(receiver)?);
    let result = cx.call_with(&class, vec![receiver.underlying()])?;
    let origin = cx.origin();
    let arguments = Arguments::positional(vec![result.clone(), other.underlying()], origin);
    count(cx, operator, "update", arguments)?;
    let target = entries(&result)?;
    let all: Vec<_> = target
        .borrow()
        .iter()
        .map(|(hash, key, value)| (hash.clone(), key.clone(), value.clone()))
        .collect();
    let mut kept = Dictionary::new();
    for (hash, key, value) in all {
        let positive = cx.compare(Comparison::Greater, &value, &0_i64.into())?;
        if cx.truth(&positive)? {
            kept.insert(hash, key, value);
        }
    }
    *target.borrow_mut() = kept;
    Ok(result)
}

/// The class `Counter`.
pub(super) fn class(cx: &mut Interpreter) -> Shared<Class> {
    let add = BinaryOperator::Add;
    let take_away = BinaryOperator::Subtract;
    derived(cx, "Counter")
        .value(
            "__init__",
            Value::method("__init__", move |cx, arguments| {
                count(cx, add, "__init__", arguments)
            }),
        )
        .value(
            "update",
            Value::method("update", move |cx, arguments| {
                count(cx, add, "update", arguments)
            }),
        )
        .value(
            "subtract",
            Value::method("subtract", move |cx, arguments| {
                count(cx, take_away, "subtract", arguments)
            }),
        )
        .plain_method("__missing__", "key, /", |_, _, _| Ok(0_i64.into()))
        .plain_method("most_common", "n=", |cx, receiver, mut arguments| {
            let mut pairs = most_common(cx, &receiver)?;
            if let Some(number) = arguments.take_some("n") {
                let number = convert::small_integer(cx, &number)?;
                pairs.truncate(usize::try_from(number).unwrap_or(0));
            }
            let pairs = pairs
                .into_iter()
                .map(|(key, value)| Value::tuple(vec![key, value]));
            Ok(Value::list(pairs.collect()))
        })
        .plain_method("elements", "", |cx, receiver, _| {
            let mut items = Vec::new();
            for (_, key, value) in entries(&receiver)?.borrow().iter() {
                let number = usize::try_from(convert::small_integer(cx, value)?).unwrap_or(0);
                cx.allocate(number.saturating_mul(size_of::<Value>()))?;
                items.extend(std::iter::repeat_n(key.clone(), number));
            }
            Ok(crate::python::iterator::IteratorCell::value(Box::new(
                crate::python::iterator::ValueIterator::new(items),
            )))
        })
        .plain_method("total", "", |cx, receiver, _| {
            let counts: Vec<Value> = entries(&receiver)?
                .borrow()
                .iter()
                .map(|(_, _, value)| value.clone())
                .collect();
            counts.iter().try_fold(0_i64.into(), |total, number| {
                cx.binary(BinaryOperator::Add, &total, number)
            })
        })
        .plain_method("copy", "", |cx, receiver, _| {
            let class = cx.class_of(&receiver)?;
            cx.call_with(&Value::Class(class), vec![receiver.underlying()])
        })
        .plain_method("__add__", "other, /", |cx, receiver, mut arguments| {
            let other = arguments.require("other");
            combined(cx, BinaryOperator::Add, &receiver, &other)
        })
        .plain_method("__sub__", "other, /", |cx, receiver, mut arguments| {
            let other = arguments.require("other");
            combined(cx, BinaryOperator::Subtract, &receiver, &other)
        })
        .plain_method("__repr__", "", |cx, receiver, _| {
            let pairs = most_common(cx, &receiver)?;
            if pairs.is_empty() {
                return Ok("Counter()".into());
            }
            let mut shown = Vec::new();
            for (key, value) in pairs {
                shown.push(format!("{}: {}", cx.repr(&key)?, cx.repr(&value)?));
            }
            Ok(format!("Counter({{{}}})", shown.join(", ")).into())
        })
        .refused(&[
            "__and__", "__or__", "__iadd__", "__isub__", "__lt__", "__le__", "__gt__", "__ge__",
        ])
        .value(
            "fromkeys",
            class_method(function("Counter.fromkeys", "cls, iterable, v=", |_, _| {
                Err(PythonError::exception(
                    ExceptionClass::NotImplementedError,
                    "Counter.fromkeys() is undefined.  Use Counter(iterable) instead.",
                ))
            })),
        )
        .finish(cx)
}
