//! `itertools` (`Modules/itertoolsmodule.c`).

use crate::python::arguments::{Arguments, Parameter};
use crate::python::error::PythonError;
use crate::python::integer::Integer;
use crate::python::interpreter::Interpreter;
use crate::python::iterator::{IteratorCell, PythonIterator, ValueIterator};
use crate::python::module::Module;
use crate::python::object::BinaryOperator;
use crate::python::value::Value;

/// Fills the module `itertools`.
pub(super) fn fill(cx: &mut Interpreter, module: &Module) -> Result<(), PythonError> {
    let chain = Value::function("chain", |_, arguments| {
        let bound = arguments.bind("chain", &[Parameter::rest("iterables")])?;
        Ok(chained(Box::new(ValueIterator::new(bound.rest_positional))))
    });
    let from_iterable = Value::function("from_iterable", |cx, arguments| {
        let parameters = [Parameter::required("iterable")];
        let iterable = arguments
            .bind("from_iterable", &parameters)?
            .require("iterable");
        Ok(chained(cx.iterate(&iterable)?))
    });
    cx.set_attribute(&chain, "from_iterable", from_iterable)?;
    module.set("chain", chain);
    module.set("product", Value::function("product", product));
    module.set("groupby", Value::function("groupby", group_by));
    module.set("islice", Value::function("islice", slice));
    module.set("count", Value::function("count", count));
    module.set("repeat", Value::function("repeat", repeat));
    module.set(
        "combinations",
        Value::function("combinations", |cx, arguments| {
            choose(cx, arguments, "combinations")
        }),
    );
    module.set(
        "permutations",
        Value::function("permutations", |cx, arguments| {
            choose(cx, arguments, "permutations")
        }),
    );
    module.set("accumulate", Value::function("accumulate", accumulate));
    module.set("zip_longest", Value::function("zip_longest", zip_longest));
    for (name, stops) in [("takewhile", true), ("dropwhile", false)] {
        module.set(
            name,
            Value::function(name, move |cx, arguments| {
                let parameters = [
                    Parameter::required("predicate"),
                    Parameter::required("iterable"),
                ];
                let mut bound = arguments.bind(name, &parameters)?;
                let (predicate, iterable) = (bound.require("predicate"), bound.require("iterable"));
                let inner = cx.iterate(&iterable)?;
                let state = if stops {
                    While::Taking
                } else {
                    While::Dropping
                };
                Ok(IteratorCell::value(Box::new(WhileIterator {
                    predicate,
                    inner,
                    state,
                })))
            }),
        );
    }
    Ok(())
}

fn items(values: Vec<Value>) -> Value {
    IteratorCell::value(Box::new(ValueIterator::new(values)))
}

fn chained(sources: Box<dyn PythonIterator>) -> Value {
    IteratorCell::value(Box::new(Chain {
        sources,
        current: None,
    }))
}

struct Chain {
    sources: Box<dyn PythonIterator>,
    current: Option<Box<dyn PythonIterator>>,
}

impl PythonIterator for Chain {
    fn next(&mut self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        loop {
            cx.charge(1)?;
            if let Some(current) = &mut self.current {
                if let Some(item) = current.next(cx)? {
                    return Ok(Some(item));
                }
                self.current = None;
            }
            match self.sources.next(cx)? {
                Some(source) => self.current = Some(cx.iterate(&source)?),
                None => return Ok(None),
            }
        }
    }

    fn type_name(&self) -> &'static str {
        "itertools.chain"
    }
}

enum While {
    Taking,
    Dropping,
    Through,
    Done,
}

struct WhileIterator {
    predicate: Value,
    inner: Box<dyn PythonIterator>,
    state: While,
}

impl PythonIterator for WhileIterator {
    fn next(&mut self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        loop {
            cx.charge(1)?;
            if let While::Done = self.state {
                return Ok(None);
            }
            let Some(item) = self.inner.next(cx)? else {
                return Ok(None);
            };
            if let While::Through = self.state {
                return Ok(Some(item));
            }
            let verdict = cx.call_with(&self.predicate.clone(), vec![item.clone()])?;
            match (cx.truth(&verdict)?, &self.state) {
                (true, While::Taking) => return Ok(Some(item)),
                (false, While::Taking) => self.state = While::Done,
                (false, _) => {
                    self.state = While::Through;
                    return Ok(Some(item));
                }
                (true, _) => {}
            }
        }
    }
}

fn product(cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    let parameters = [Parameter::rest("iterables"), Parameter::keyword("repeat")];
    let mut bound = arguments.bind("product", &parameters)?;
    let mut pools = Vec::new();
    for iterable in std::mem::take(&mut bound.rest_positional) {
        pools.push(cx.collect(&iterable)?);
    }
    if let Some(times) = bound.take("repeat") {
        let times = times
            .as_int()
            .and_then(|times| times.to_usize())
            .unwrap_or(0);
        cx.charge(times as u64)?;
        let once = pools.clone();
        pools.clear();
        for _ in 0..times {
            pools.extend(once.iter().cloned());
        }
    }
    let mut rows: Vec<Vec<Value>> = vec![Vec::new()];
    for pool in pools {
        cx.allocate(rows.len().saturating_mul(pool.len()).saturating_mul(64))?;
        rows = rows
            .iter()
            .flat_map(|row| {
                pool.iter().map(move |item| {
                    let mut longer = row.clone();
                    longer.push(item.clone());
                    longer
                })
            })
            .collect();
    }
    Ok(items(rows.into_iter().map(Value::tuple).collect()))
}

fn choose(
    cx: &mut Interpreter,
    arguments: Arguments,
    name: &'static str,
) -> Result<Value, PythonError> {
    let parameters = [Parameter::required("iterable"), Parameter::optional("r")];
    let mut bound = arguments.bind(name, &parameters)?;
    let iterable = bound.require("iterable");
    let pool = cx.collect(&iterable)?;
    let length = match bound.take_some("r") {
        Some(length) => length
            .as_int()
            .and_then(|length| length.to_usize())
            .unwrap_or(0),
        None => pool.len(),
    };
    let mut rows = Vec::new();
    let mut chosen: Vec<usize> = Vec::new();
    let ordered = name == "combinations";
    let mut next = 0;
    // Depth first, with the positions chosen so far as the only state.
    loop {
        cx.charge(1)?;
        if chosen.len() == length {
            cx.allocate(length * size_of::<Value>() + 64)?;
            rows.push(Value::tuple(
                chosen.iter().map(|index| pool[*index].clone()).collect(),
            ));
        } else if let Some(index) = (next..pool.len()).find(|index| !chosen.contains(index)) {
            chosen.push(index);
            next = if ordered { index + 1 } else { 0 };
            continue;
        }
        match chosen.pop() {
            Some(last) => next = last + 1,
            None => return Ok(items(rows)),
        }
    }
}

fn group_by(cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    let parameters = [Parameter::required("iterable"), Parameter::optional("key")];
    let mut bound = arguments.bind("groupby", &parameters)?;
    let (iterable, key) = (bound.require("iterable"), bound.take_some("key"));
    let mut groups: Vec<(Value, Vec<Value>)> = Vec::new();
    for item in cx.collect(&iterable)? {
        let rank = match &key {
            Some(key) => cx.call_with(key, vec![item.clone()])?,
            None => item.clone(),
        };
        match groups.last_mut() {
            Some((own, members)) if cx.same(own, &rank)? => members.push(item),
            _ => groups.push((rank, vec![item])),
        }
    }
    let pairs = groups
        .into_iter()
        .map(|(key, members)| Value::tuple(vec![key, items(members)]))
        .collect();
    Ok(items(pairs))
}

struct Slice {
    inner: Box<dyn PythonIterator>,
    position: usize,
    next: usize,
    stop: usize,
    step: usize,
}

impl PythonIterator for Slice {
    fn next(&mut self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        while self.next < self.stop {
            cx.charge(1)?;
            let Some(item) = self.inner.next(cx)? else {
                return Ok(None);
            };
            let here = self.position;
            self.position += 1;
            if here == self.next {
                self.next = self.next.saturating_add(self.step);
                return Ok(Some(item));
            }
        }
        Ok(None)
    }
}

fn slice(cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "islice",
        &[
            Parameter::positional_only("iterable"),
            Parameter::positional_only("start"),
            Parameter::optional_positional_only("stop"),
            Parameter::optional_positional_only("step"),
        ],
    )?;
    let iterable = bound.require("iterable");
    let inner = cx.iterate(&iterable)?;
    let number = |value: Option<Value>, default: usize| match value {
        None | Some(Value::None) => Ok(default),
        Some(value) => value
            .as_int()
            .and_then(|value| value.to_usize())
            .ok_or_else(|| {
                PythonError::value_error(
                    "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.",
                )
            }),
    };
    let first = Some(bound.require("start"));
    let (start, stop) = match bound.take("stop") {
        None => (0, number(first, usize::MAX)?),
        stop => (number(first, 0)?, number(stop, usize::MAX)?),
    };
    let step = number(bound.take("step"), 1)?.max(1);
    Ok(IteratorCell::value(Box::new(Slice {
        inner,
        position: 0,
        next: start,
        stop,
        step,
    })))
}

struct Count {
    next: Value,
    step: Value,
}

impl PythonIterator for Count {
    fn next(&mut self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        cx.charge(1)?;
        let following = cx.binary(BinaryOperator::Add, &self.next, &self.step)?;
        Ok(Some(std::mem::replace(&mut self.next, following)))
    }
}

fn count(_cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    let parameters = [Parameter::optional("start"), Parameter::optional("step")];
    let mut bound = arguments.bind("count", &parameters)?;
    Ok(IteratorCell::value(Box::new(Count {
        next: bound.take("start").unwrap_or_else(|| Value::int(0_i64)),
        step: bound.take("step").unwrap_or_else(|| Value::int(1_i64)),
    })))
}

struct Repeat {
    value: Value,
    left: Option<usize>,
}

impl PythonIterator for Repeat {
    fn next(&mut self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        cx.charge(1)?;
        match &mut self.left {
            Some(0) => return Ok(None),
            Some(left) => *left -= 1,
            None => {}
        }
        Ok(Some(self.value.clone()))
    }
}

fn repeat(_cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    let parameters = [Parameter::required("object"), Parameter::optional("times")];
    let mut bound = arguments.bind("repeat", &parameters)?;
    let left = bound.take("times").map(|times| {
        times
            .as_int()
            .unwrap_or(Integer::Small(0))
            .to_usize()
            .unwrap_or(0)
    });
    Ok(IteratorCell::value(Box::new(Repeat {
        value: bound.require("object"),
        left,
    })))
}

fn accumulate(cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "accumulate",
        &[
            Parameter::required("iterable"),
            Parameter::optional("func"),
            Parameter::keyword("initial"),
        ],
    )?;
    let (iterable, function) = (bound.require("iterable"), bound.take_some("func"));
    let mut total = bound.take_some("initial");
    let mut totals: Vec<Value> = total.iter().cloned().collect();
    for item in cx.collect(&iterable)? {
        let next = match (&total, &function) {
            (None, _) => item,
            (Some(total), Some(function)) => cx.call_with(function, vec![total.clone(), item])?,
            (Some(total), None) => cx.binary(BinaryOperator::Add, total, &item)?,
        };
        totals.push(next.clone());
        total = Some(next);
    }
    Ok(items(totals))
}

fn zip_longest(cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    let parameters = [
        Parameter::rest("iterables"),
        Parameter::keyword("fillvalue"),
    ];
    let mut bound = arguments.bind("zip_longest", &parameters)?;
    let fill: Value = bound.take("fillvalue").into();
    let mut columns = Vec::new();
    for iterable in std::mem::take(&mut bound.rest_positional) {
        columns.push(cx.collect(&iterable)?);
    }
    let length = columns.iter().map(Vec::len).max().unwrap_or(0);
    cx.allocate(
        length
            .saturating_mul(columns.len() + 1)
            .saturating_mul(size_of::<Value>()),
    )?;
    let rows = (0..length)
        .map(|row| {
            let cells = columns
                .iter()
                .map(|column| column.get(row).unwrap_or(&fill).clone());
            Value::tuple(cells.collect())
        })
        .collect();
    Ok(items(rows))
}
