//! Builtin functions on iterables (`Python/bltinmodule.c`, `Objects/listobject.c`).

use std::cmp::Ordering;

use super::registry::{FunctionCode, function};
use crate::python::arguments::{BoundArguments, Parameter};
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::integer::Integer;
use crate::python::interpreter::Interpreter;
use crate::python::iterator::{IteratorCell, PythonIterator, ValueIterator};
use crate::python::object::{BinaryOperator, Comparison};
use crate::python::set_table::Order;
use crate::python::value::{Attributes, Value};

const ITERABLE: &[Parameter<'static>] = &[Parameter::positional_only("iterable")];

pub(super) fn add(names: &mut Attributes) {
    let mut add =
        |name: &'static str, parameters: &'static [Parameter<'static>], code: FunctionCode| {
            names.insert(name.into(), function(name, parameters, code));
        };
    const ITER: &[Parameter<'static>] = &[
        Parameter::positional_only("iterable"),
        Parameter::optional_positional_only("sentinel"),
    ];
    add("iter", ITER, |cx, mut bound| {
        if bound.take("sentinel").is_some() {
            return Err(PythonError::unsupported("iter() with a sentinel"));
        }
        cx.iterator_value(&bound.require("iterable"))
    });
    const NEXT: &[Parameter<'static>] = &[
        Parameter::positional_only("iterator"),
        Parameter::optional_positional_only("default"),
    ];
    add("next", NEXT, |cx, mut bound| {
        let iterator = bound.require("iterator");
        let iterator = cx.known(&iterator)?;
        match (cx.next_of(&iterator)?, bound.take("default")) {
            (Some(value), _) => Ok(value),
            (None, Some(default)) => Ok(default),
            (None, None) => Err(PythonError::exception_with(
                ExceptionClass::StopIteration,
                Vec::new(),
            )),
        }
    });
    add("any", ITERABLE, |cx, bound| quantify(cx, bound, true));
    add("all", ITERABLE, |cx, bound| quantify(cx, bound, false));
    const SUM: &[Parameter<'static>] = &[
        Parameter::positional_only("iterable"),
        Parameter::optional("start"),
    ];
    add("sum", SUM, sum);
    const EXTREME: &[Parameter<'static>] = &[
        Parameter::rest("args"),
        Parameter::keyword("key"),
        Parameter::keyword("default"),
    ];
    add("min", EXTREME, |cx, bound| {
        extreme(cx, bound, "min", Comparison::Less)
    });
    add("max", EXTREME, |cx, bound| {
        extreme(cx, bound, "max", Comparison::Greater)
    });
    const SORTED: &[Parameter<'static>] = &[
        Parameter::positional_only("iterable"),
        Parameter::keyword("key"),
        Parameter::keyword("reverse"),
    ];
    add("sorted", SORTED, |cx, mut bound| {
        let iterable = bound.require("iterable");
        let (items, order) = cx.collect_in_any_order(&iterable)?;
        let key = bound.take_some("key");
        let reverse = reverse_flag(cx, &mut bound)?;
        let ranked = sort_ranked(cx, items, key, reverse)?;
        if order != Order::Certain {
            let ranks: Vec<&Value> = ranked.iter().map(|(rank, _)| rank).collect();
            let below = if reverse {
                Comparison::Greater
            } else {
                Comparison::Less
            };
            for pair in ranks.windows(2) {
                // Equal ranks stay in the order they came in.
                if !holds(cx, below, pair[0], pair[1])? {
                    cx.require_order_of(&iterable)?;
                }
            }
        }
        Ok(Value::list(
            ranked.into_iter().map(|(_, item)| item).collect(),
        ))
    });
    add("reversed", ITERABLE, reversed);
    const ENUMERATE: &[Parameter<'static>] = &[
        Parameter::required("iterable"),
        Parameter::optional("start"),
    ];
    add("enumerate", ENUMERATE, |cx, mut bound| {
        let iterable = bound.require("iterable");
        let inner = cx.iterate(&iterable)?;
        let next = match bound.take("start") {
            Some(start) => super::functions::expect_integer(cx, &start)?,
            None => Integer::Small(0),
        };
        Ok(IteratorCell::value(Box::new(Enumerate { inner, next })))
    });
    const ZIP: &[Parameter<'static>] =
        &[Parameter::rest("iterables"), Parameter::keyword("strict")];
    add("zip", ZIP, |cx, mut bound| {
        let strict = match bound.take("strict") {
            Some(strict) => cx.truth(&strict)?,
            None => false,
        };
        let mut iterators = Vec::new();
        for iterable in std::mem::take(&mut bound.rest_positional) {
            iterators.push(cx.iterate(&iterable)?);
        }
        Ok(IteratorCell::value(Box::new(Zip { iterators, strict })))
    });
    const MAP: &[Parameter<'static>] = &[
        Parameter::positional_only("function"),
        Parameter::positional_only("iterable"),
        Parameter::rest("iterables"),
    ];
    add("map", MAP, |cx, mut bound| {
        let function = bound.require("function");
        let first = bound.require("iterable");
        let mut iterators = vec![cx.iterate(&first)?];
        for iterable in std::mem::take(&mut bound.rest_positional) {
            iterators.push(cx.iterate(&iterable)?);
        }
        Ok(IteratorCell::value(Box::new(Map {
            function,
            iterators,
        })))
    });
    const FILTER: &[Parameter<'static>] = &[
        Parameter::positional_only("function"),
        Parameter::positional_only("iterable"),
    ];
    add("filter", FILTER, |cx, mut bound| {
        let function = bound.require("function");
        let iterable = bound.require("iterable");
        let inner = cx.iterate(&iterable)?;
        Ok(IteratorCell::value(Box::new(Filter { function, inner })))
    });
}

/// `any` (stops at the first true value) and `all` (at the first false one).
fn quantify(
    cx: &mut Interpreter,
    mut bound: BoundArguments,
    stops_at: bool,
) -> Result<Value, PythonError> {
    let iterable = bound.require("iterable");
    let mut iterator = iterate_in_any_order(cx, &iterable, |_| true)?;
    while let Some(item) = iterator.next(cx)? {
        cx.charge(1)?;
        if cx.truth(&item)? == stops_at {
            return Ok(Value::Bool(stops_at));
        }
    }
    Ok(Value::Bool(!stops_at))
}

/// Iterates over a set even where its order cannot be known, if all its items are `harmless`:
/// with such items the answer is the same in any order.
fn iterate_in_any_order(
    cx: &mut Interpreter,
    iterable: &Value,
    harmless: impl Fn(&Value) -> bool,
) -> Result<Box<dyn PythonIterator>, PythonError> {
    if !matches!(iterable, Value::Set(_) | Value::FrozenSet(_)) {
        return cx.iterate(iterable);
    }
    let (items, order) = cx.collect_in_any_order(iterable)?;
    if order != Order::Certain && !items.iter().all(harmless) {
        cx.require_order_of(iterable)?;
    }
    Ok(Box::new(ValueIterator::new(items)))
}

/// `left comparison right`, as a bool.
fn holds(
    cx: &mut Interpreter,
    comparison: Comparison,
    left: &Value,
    right: &Value,
) -> Result<bool, PythonError> {
    let result = cx.compare(comparison, left, right)?;
    cx.truth(&result)
}

fn sum(cx: &mut Interpreter, mut bound: BoundArguments) -> Result<Value, PythonError> {
    let iterable = bound.require("iterable");
    let mut total = bound.take("start").unwrap_or_else(|| Value::int(0_i64));
    if let Value::Str(_) = total {
        return Err(PythonError::type_error(
            "sum() can't sum strings [use ''.join(seq) instead]",
        ));
    }
    // Integers have the same sum in any order; floats have not.
    let is_integer = |value: &Value| matches!(value, Value::Int(_) | Value::Bool(_));
    let starts_exact = is_integer(&total);
    let mut iterator =
        iterate_in_any_order(cx, &iterable, |item| starts_exact && is_integer(item))?;
    while let Some(item) = iterator.next(cx)? {
        cx.charge(1)?;
        total = cx.binary(BinaryOperator::Add, &total, &item)?;
    }
    Ok(total)
}

fn extreme(
    cx: &mut Interpreter,
    mut bound: BoundArguments,
    name: &str,
    better: Comparison,
) -> Result<Value, PythonError> {
    let arguments = std::mem::take(&mut bound.rest_positional);
    let (items, order) = match arguments.as_slice() {
        [] => {
            return Err(PythonError::type_error(format!(
                "{name} expected at least 1 argument, got 0"
            )));
        }
        [only] => cx.collect_in_any_order(only)?,
        _ => (arguments.clone(), Order::Certain),
    };
    let key = bound.take_some("key");
    let mut best: Option<(Value, Value)> = None;
    let mut ranks = Vec::new();
    for item in items {
        let rank = match &key {
            Some(key) => cx.call_with(key, vec![item.clone()])?,
            None => item.clone(),
        };
        if order != Order::Certain {
            ranks.push(rank.clone());
        }
        let wins = match &best {
            None => true,
            Some((_, leader)) => holds(cx, better, &rank, leader)?,
        };
        if wins {
            best = Some((item, rank));
        }
    }
    if order != Order::Certain
        && let (Some((_, leader)), [set]) = (&best, arguments.as_slice())
    {
        let mut beaten = 0;
        for rank in &ranks {
            beaten += usize::from(holds(cx, better, leader, rank)?);
        }
        // Of several that are as good the first wins, and which is first is not known.
        if beaten + 1 < ranks.len() {
            cx.require_order_of(set)?;
        }
    }
    match (best, bound.take("default")) {
        (Some((item, _)), _) => Ok(item),
        (None, Some(default)) => Ok(default),
        (None, None) => Err(PythonError::value_error(format!(
            "{name}() arg is an empty sequence"
        ))),
    }
}

/// Whether `reverse=` was given and true.
pub(super) fn reverse_flag(
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
) -> Result<bool, PythonError> {
    match bound.take("reverse") {
        Some(reverse) if reverse.as_int().is_some() => cx.truth(&reverse),
        Some(reverse) => Err(PythonError::type_error(format!(
            "'{}' object cannot be interpreted as an integer",
            cx.type_name(&reverse)
        ))),
        None => Ok(false),
    }
}

/// A stable sort; the first comparison that fails ends it.
pub(crate) fn sort_values(
    cx: &mut Interpreter,
    items: Vec<Value>,
    key: Option<Value>,
    reverse: bool,
) -> Result<Vec<Value>, PythonError> {
    let sorted = sort_ranked(cx, items, key, reverse)?;
    Ok(sorted.into_iter().map(|(_, item)| item).collect())
}

/// The items with what they were sorted by.
fn sort_ranked(
    cx: &mut Interpreter,
    items: Vec<Value>,
    key: Option<Value>,
    reverse: bool,
) -> Result<Vec<(Value, Value)>, PythonError> {
    let mut ranked = Vec::with_capacity(items.len());
    for item in items {
        let rank = match &key {
            Some(key) => cx.call_with(key, vec![item.clone()])?,
            None => item.clone(),
        };
        ranked.push((rank, item));
    }
    if reverse {
        ranked.reverse();
    }
    let mut sorted = merge_sort(cx, ranked)?;
    if reverse {
        sorted.reverse();
    }
    Ok(sorted)
}

/// Merge sort of its own: the standard sort may panic where comparisons are inconsistent.
fn merge_sort(
    cx: &mut Interpreter,
    mut items: Vec<(Value, Value)>,
) -> Result<Vec<(Value, Value)>, PythonError> {
    if items.len() < 2 {
        return Ok(items);
    }
    let right = items.split_off(items.len() / 2);
    let mut left = merge_sort(cx, items)?.into_iter().peekable();
    let mut right = merge_sort(cx, right)?.into_iter().peekable();
    let mut merged = Vec::with_capacity(left.len() + right.len());
    while let (Some(one), Some(other)) = (left.peek(), right.peek()) {
        let ordering = match cx.compare(Comparison::Less, &other.0, &one.0)? {
            Value::Bool(true) => Ordering::Greater,
            Value::Bool(false) => Ordering::Less,
            result => match cx.truth(&result)? {
                true => Ordering::Greater,
                false => Ordering::Less,
            },
        };
        let next = if ordering.is_gt() {
            right.next()
        } else {
            left.next()
        };
        merged.extend(next);
    }
    merged.extend(left);
    merged.extend(right);
    Ok(merged)
}

fn reversed(cx: &mut Interpreter, mut bound: BoundArguments) -> Result<Value, PythonError> {
    let value = bound.require("iterable");
    if let Some(result) = cx.call_special(&value, "__reversed__", &[])? {
        return Ok(result);
    }
    let plain = cx.known(&value)?.underlying();
    match &plain {
        Value::List(_)
        | Value::Tuple(_)
        | Value::Str(_)
        | Value::Dict(_)
        | Value::DictView(_)
        | Value::Range(_)
        | Value::Class(_)
        | Value::Bytes(_) => {
            let mut items = cx.collect(&plain)?;
            items.reverse();
            Ok(IteratorCell::value(Box::new(ValueIterator::new(items))))
        }
        _ => Err(PythonError::type_error(format!(
            "'{}' object is not reversible",
            cx.type_name(&value)
        ))),
    }
}

struct Enumerate {
    inner: Box<dyn PythonIterator>,
    next: Integer,
}

impl PythonIterator for Enumerate {
    fn next(&mut self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        cx.charge(1)?;
        let Some(item) = self.inner.next(cx)? else {
            return Ok(None);
        };
        let following = self.next.add(&Integer::Small(1));
        let index = std::mem::replace(&mut self.next, following);
        Ok(Some(Value::tuple(vec![Value::Int(index), item])))
    }

    fn type_name(&self) -> &'static str {
        "enumerate"
    }
}

struct Zip {
    iterators: Vec<Box<dyn PythonIterator>>,
    strict: bool,
}

impl PythonIterator for Zip {
    fn next(&mut self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        cx.charge(1)?;
        if self.iterators.is_empty() {
            return Ok(None);
        }
        let mut items = Vec::with_capacity(self.iterators.len());
        for index in 0..self.iterators.len() {
            if let Some(item) = self.iterators[index].next(cx)? {
                items.push(item);
            } else {
                if self.strict {
                    self.check_lengths(cx, index)?;
                }
                self.iterators.clear();
                return Ok(None);
            }
        }
        Ok(Some(Value::tuple(items)))
    }

    fn type_name(&self) -> &'static str {
        "zip"
    }
}

impl Zip {
    /// Argument `ended`, counted from 0, had no more items.
    fn check_lengths(&mut self, cx: &mut Interpreter, ended: usize) -> Result<(), PythonError> {
        let plural = |count: usize| {
            if count == 1 {
                " ".to_owned()
            } else {
                format!("s 1-{count}")
            }
        };
        if ended > 0 {
            let before = if ended == 1 {
                "argument 1".to_owned()
            } else {
                format!("argument{}", plural(ended))
            };
            return Err(PythonError::value_error(format!(
                "zip() argument {} is shorter than {before}",
                ended + 1
            )));
        }
        for index in 1..self.iterators.len() {
            if self.iterators[index].next(cx)?.is_some() {
                let before = if index == 1 {
                    "argument 1".to_owned()
                } else {
                    format!("argument{}", plural(index))
                };
                return Err(PythonError::value_error(format!(
                    "zip() argument {} is longer than {before}",
                    index + 1
                )));
            }
        }
        Ok(())
    }
}

struct Map {
    function: Value,
    iterators: Vec<Box<dyn PythonIterator>>,
}

impl PythonIterator for Map {
    fn next(&mut self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        let mut items = Vec::with_capacity(self.iterators.len());
        for iterator in &mut self.iterators {
            match iterator.next(cx)? {
                Some(item) => items.push(item),
                None => return Ok(None),
            }
        }
        let function = self.function.clone();
        cx.call_with(&function, items).map(Some)
    }

    fn type_name(&self) -> &'static str {
        "map"
    }
}

struct Filter {
    function: Value,
    inner: Box<dyn PythonIterator>,
}

impl PythonIterator for Filter {
    fn next(&mut self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        while let Some(item) = self.inner.next(cx)? {
            cx.charge(1)?;
            let verdict = if self.function.is_none() {
                item.clone()
            } else {
                cx.call_with(&self.function.clone(), vec![item.clone()])?
            };
            if cx.truth(&verdict)? {
                return Ok(Some(item));
            }
        }
        Ok(None)
    }

    fn type_name(&self) -> &'static str {
        "filter"
    }
}
