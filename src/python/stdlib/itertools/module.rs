//! The module `itertools` itself.

use super::combinatoric::{Order, Selections};
use super::selecting::{Compress, GroupBy, Selected, Selection, Slice};
use super::streams::{Accumulate, Chain, Count, Cycle, Pairwise, Repeat, Starmap, ZipLongest};
use crate::python::arguments::BoundArguments;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::iterator::{IteratorCell, PythonIterator, ValueIterator};
use crate::python::stdlib::convert;
use crate::python::stdlib::native::{ModuleBuilder, Outcome, function};
use crate::python::value::Value;

fn iterator(iterator: impl PythonIterator + 'static) -> Outcome {
    Ok(IteratorCell::value(Box::new(iterator)))
}

/// `chain(*iterables)` with its other constructor.
fn chain() -> Value {
    let chain = function("chain", "*iterables", |_, arguments| {
        iterator(Chain {
            iterables: Box::new(ValueIterator::new(arguments.rest_positional)),
            current: None,
        })
    });
    let from_iterable = function("from_iterable", "iterable, /", |cx, mut arguments| {
        iterator(Chain {
            iterables: cx.iterate(&arguments.require("iterable"))?,
            current: None,
        })
    });
    if let Value::Builtin(builtin) = &chain {
        builtin
            .attributes
            .borrow_mut()
            .insert("from_iterable".into(), from_iterable);
    }
    chain
}

/// A count that must not be negative.
fn size(cx: &mut Interpreter, value: &Value, name: &str) -> Result<usize, PythonError> {
    let number = convert::small_integer(cx, value)?;
    usize::try_from(number)
        .map_err(|_| PythonError::value_error(format!("{name} must be non-negative")))
}

fn product(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let times = match arguments.take("repeat") {
        Some(value) => size(cx, &value, "repeat argument")?,
        None => 1,
    };
    let mut pools = Vec::new();
    for iterable in std::mem::take(&mut arguments.rest_positional) {
        pools.push(cx.collect(&iterable)?);
    }
    let items: usize = pools.iter().map(|pool| pool.len() + 1).sum();
    cx.allocate(
        items
            .saturating_mul(times)
            .saturating_mul(size_of::<Value>()),
    )?;
    let all = (0..times).flat_map(|_| pools.clone()).collect();
    iterator(Selections::product(all))
}

fn selections(cx: &mut Interpreter, mut arguments: BoundArguments, order: Order) -> Outcome {
    let pool = cx.collect(&arguments.require("iterable"))?;
    let length = match arguments.take_some("r") {
        Some(value) => size(cx, &value, "r")?,
        None => pool.len(),
    };
    cx.allocate(length.saturating_mul(size_of::<usize>()))?;
    iterator(Selections::of_pool(pool, length, order))
}

fn slice(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    const STOP: &str =
        "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    const INDICES: &str = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    let source = cx.iterate(&arguments.require("iterable"))?;
    let limits = std::mem::take(&mut arguments.rest_positional);
    let number = |value: &Value, message: &'static str| -> Result<Option<u64>, PythonError> {
        if value.is_none() {
            return Ok(None);
        }
        let number = value.as_int().and_then(|number| number.to_i64());
        match number.map(u64::try_from) {
            Some(Ok(number)) => Ok(Some(number)),
            _ if matches!(value, Value::Opaque(_)) => Err(convert::mismatch(value, message)),
            _ => Err(PythonError::value_error(message)),
        }
    };
    let (start, stop, step) = match limits.as_slice() {
        [stop] => (None, number(stop, STOP)?, None),
        [start, stop] => (number(start, INDICES)?, number(stop, STOP)?, None),
        [start, stop, step] => {
            const STEP: &str = "Step for islice() must be a positive integer or None.";
            let step = number(step, STEP)?;
            if step == Some(0) {
                return Err(PythonError::value_error(STEP));
            }
            (number(start, INDICES)?, number(stop, STOP)?, step)
        }
        [] => {
            return Err(PythonError::type_error(
                "islice expected at least 2 arguments, got 1",
            ));
        }
        more => {
            return Err(PythonError::type_error(format!(
                "islice expected at most 4 arguments, got {}",
                more.len() + 1
            )));
        }
    };
    iterator(Slice {
        source,
        position: 0,
        next: start.unwrap_or(0),
        stop,
        step: step.unwrap_or(1),
    })
}

fn selected(cx: &mut Interpreter, mut arguments: BoundArguments, selection: Selection) -> Outcome {
    let test = arguments.require("predicate");
    let source = cx.iterate(&arguments.require("iterable"))?;
    iterator(Selected {
        test,
        source,
        selection,
        failed: false,
    })
}

/// `tee(iterable, n)`: the items are read at once.
fn tee(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let items = cx.collect(&arguments.require("iterable"))?;
    let copies = match arguments.take("n") {
        Some(value) => size(cx, &value, "n")?,
        None => 2,
    };
    cx.allocate(
        copies
            .saturating_mul(items.len() + 1)
            .saturating_mul(size_of::<Value>()),
    )?;
    let copies = (0..copies)
        .map(|_| IteratorCell::value(Box::new(ValueIterator::new(items.clone()))))
        .collect();
    Ok(Value::tuple(copies))
}

fn zip_longest(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let fill = arguments.take("fillvalue").into();
    let mut sources = Vec::new();
    for iterable in std::mem::take(&mut arguments.rest_positional) {
        sources.push(Some(cx.iterate(&iterable)?));
    }
    iterator(ZipLongest { sources, fill })
}

fn repeat(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let left = match arguments.take("times") {
        Some(value) => {
            let times = convert::small_integer(cx, &value)?;
            Some(u64::try_from(times).unwrap_or(0))
        }
        None => None,
    };
    iterator(Repeat {
        item: arguments.require("object"),
        left,
    })
}

/// Makes the module.
pub(in crate::python::stdlib) fn module(_cx: &mut Interpreter) -> Value {
    ModuleBuilder::new("itertools")
        .value("chain", chain())
        .function("product", "*iterables, repeat=", product)
        .function("permutations", "iterable, r=", |cx, arguments| {
            selections(cx, arguments, Order::Permutations)
        })
        .function("combinations", "iterable, r", |cx, arguments| {
            selections(cx, arguments, Order::Combinations)
        })
        .function(
            "combinations_with_replacement",
            "iterable, r",
            |cx, arguments| selections(cx, arguments, Order::CombinationsWithReplacement),
        )
        .function("islice", "iterable, /, *limits", slice)
        .function("groupby", "iterable, key=", |cx, mut arguments| {
            let source = cx.iterate(&arguments.require("iterable"))?;
            iterator(GroupBy::new(source, arguments.take_some("key")))
        })
        .function("zip_longest", "*iterables, fillvalue=", zip_longest)
        .function("count", "start=, step=", |_, mut arguments| {
            iterator(Count {
                next: arguments.take("start").unwrap_or_else(|| 0_i64.into()),
                step: arguments.take("step").unwrap_or_else(|| 1_i64.into()),
            })
        })
        .function("repeat", "object, times=", repeat)
        .function("cycle", "iterable, /", |cx, mut arguments| {
            iterator(Cycle {
                source: Some(cx.iterate(&arguments.require("iterable"))?),
                seen: Vec::new(),
                position: 0,
            })
        })
        .function(
            "accumulate",
            "iterable, func=, *, initial=",
            |cx, mut arguments| {
                iterator(Accumulate {
                    source: cx.iterate(&arguments.require("iterable"))?,
                    function: arguments.take_some("func"),
                    initial: arguments.take_some("initial"),
                    total: None,
                })
            },
        )
        .function("starmap", "function, iterable, /", |cx, mut arguments| {
            iterator(Starmap {
                function: arguments.require("function"),
                source: cx.iterate(&arguments.require("iterable"))?,
            })
        })
        .function("pairwise", "iterable, /", |cx, mut arguments| {
            iterator(Pairwise {
                source: cx.iterate(&arguments.require("iterable"))?,
                last: None,
            })
        })
        .function("takewhile", "predicate, iterable, /", |cx, arguments| {
            selected(cx, arguments, Selection::While)
        })
        .function("dropwhile", "predicate, iterable, /", |cx, arguments| {
            selected(cx, arguments, Selection::After)
        })
        .function("filterfalse", "predicate, iterable, /", |cx, arguments| {
            selected(cx, arguments, Selection::Not)
        })
        .function("compress", "data, selectors", |cx, mut arguments| {
            iterator(Compress {
                data: cx.iterate(&arguments.require("data"))?,
                selectors: cx.iterate(&arguments.require("selectors"))?,
            })
        })
        .function("tee", "iterable, n=, /", tee)
        .finish()
}

#[cfg(test)]
mod tests {
    use crate::python::stdlib::testing::{check, evaluate};

    #[test]
    fn items_in_cpython_s_order() {
        check(
            "from itertools import *",
            &[
                (
                    "list(product('ab', [1, 2])), list(product([], [1])), list(product())",
                    "([('a', 1), ('a', 2), ('b', 1), ('b', 2)], [], [()])",
                ),
                (
                    "list(permutations([1, 2, 3], 2))",
                    "[(1, 2), (1, 3), (2, 1), (2, 3), (3, 1), (3, 2)]",
                ),
                (
                    "list(combinations('abc', 2)), list(combinations_with_replacement('ab', 2))",
                    "([('a', 'b'), ('a', 'c'), ('b', 'c')], [('a', 'a'), ('a', 'b'), ('b', 'b')])",
                ),
                (
                    "[(k, list(g)) for k, g in groupby('aabc')], [k for k, _ in groupby([1, 1, 2])]",
                    "([('a', ['a', 'a']), ('b', ['b']), ('c', ['c'])], [1, 2])",
                ),
                (
                    "list(islice(count(5, 2), 1, 4, 2)), list(chain.from_iterable(['ab', 'c']))",
                    "([7, 11], ['a', 'b', 'c'])",
                ),
                (
                    "list(zip_longest([1, 2], 'a', fillvalue='-')), list(accumulate([1, 2, 3]))",
                    "([(1, 'a'), (2, '-')], [1, 3, 6])",
                ),
            ],
        );
    }

    #[test]
    fn endless_iterators_end_in_the_budget() {
        let shown = evaluate("import itertools", "list(itertools.repeat(1))");
        assert!(shown.starts_with("evaluation was stopped"), "{shown}");
    }
}
