//! Iterators that join, repeat and accumulate.

use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::iterator::PythonIterator;
use crate::python::object::BinaryOperator;
use crate::python::value::Value;

type Source = Box<dyn PythonIterator>;
type Next = Result<Option<Value>, PythonError>;

/// `chain`: the items of each iterable an iterator gives.
pub(super) struct Chain {
    pub(super) iterables: Source,
    pub(super) current: Option<Source>,
}

impl PythonIterator for Chain {
    fn next(&mut self, cx: &mut Interpreter) -> Next {
        loop {
            if let Some(current) = &mut self.current {
                if let Some(item) = current.next(cx)? {
                    return Ok(Some(item));
                }
                self.current = None;
            }
            cx.charge(1)?;
            match self.iterables.next(cx)? {
                Some(iterable) => self.current = Some(cx.iterate(&iterable)?),
                None => return Ok(None),
            }
        }
    }

    fn type_name(&self) -> &'static str {
        "itertools.chain"
    }
}

/// `count(start, step)`.
pub(super) struct Count {
    pub(super) next: Value,
    pub(super) step: Value,
}

impl PythonIterator for Count {
    fn next(&mut self, cx: &mut Interpreter) -> Next {
        cx.charge(1)?;
        let following = cx.binary(BinaryOperator::Add, &self.next, &self.step)?;
        Ok(Some(std::mem::replace(&mut self.next, following)))
    }

    fn type_name(&self) -> &'static str {
        "itertools.count"
    }
}

/// `repeat(item, times)`.
pub(super) struct Repeat {
    pub(super) item: Value,
    pub(super) left: Option<u64>,
}

impl PythonIterator for Repeat {
    fn next(&mut self, cx: &mut Interpreter) -> Next {
        cx.charge(1)?;
        if let Some(left) = &mut self.left {
            match left.checked_sub(1) {
                Some(rest) => *left = rest,
                None => return Ok(None),
            }
        }
        Ok(Some(self.item.clone()))
    }

    fn type_name(&self) -> &'static str {
        "itertools.repeat"
    }
}

/// `cycle(iterable)`.
pub(super) struct Cycle {
    pub(super) source: Option<Source>,
    pub(super) seen: Vec<Value>,
    pub(super) position: usize,
}

impl PythonIterator for Cycle {
    fn next(&mut self, cx: &mut Interpreter) -> Next {
        cx.charge(1)?;
        if let Some(source) = &mut self.source {
            if let Some(item) = source.next(cx)? {
                cx.allocate(size_of::<Value>())?;
                self.seen.push(item.clone());
                return Ok(Some(item));
            }
            self.source = None;
        }
        let item = self.seen.get(self.position).cloned();
        self.position = (self.position + 1) % self.seen.len().max(1);
        Ok(item)
    }

    fn type_name(&self) -> &'static str {
        "itertools.cycle"
    }
}

/// `accumulate(iterable, function, initial)`.
pub(super) struct Accumulate {
    pub(super) source: Source,
    pub(super) function: Option<Value>,
    pub(super) initial: Option<Value>,
    pub(super) total: Option<Value>,
}

impl PythonIterator for Accumulate {
    fn next(&mut self, cx: &mut Interpreter) -> Next {
        if let Some(initial) = self.initial.take() {
            self.total = Some(initial.clone());
            return Ok(Some(initial));
        }
        let Some(item) = self.source.next(cx)? else {
            return Ok(None);
        };
        let total = match self.total.take() {
            None => item,
            Some(total) => match &self.function {
                Some(function) => cx.call_with(function, vec![total, item])?,
                None => cx.binary(BinaryOperator::Add, &total, &item)?,
            },
        };
        self.total = Some(total.clone());
        Ok(Some(total))
    }

    fn type_name(&self) -> &'static str {
        "itertools.accumulate"
    }
}

/// `starmap(function, iterable)`.
pub(super) struct Starmap {
    pub(super) function: Value,
    pub(super) source: Source,
}

impl PythonIterator for Starmap {
    fn next(&mut self, cx: &mut Interpreter) -> Next {
        let Some(item) = self.source.next(cx)? else {
            return Ok(None);
        };
        let arguments = cx.collect(&item)?;
        cx.call_with(&self.function, arguments).map(Some)
    }

    fn type_name(&self) -> &'static str {
        "itertools.starmap"
    }
}

/// `zip_longest(*iterables, fillvalue)`.
pub(super) struct ZipLongest {
    pub(super) sources: Vec<Option<Source>>,
    pub(super) fill: Value,
}

impl PythonIterator for ZipLongest {
    fn next(&mut self, cx: &mut Interpreter) -> Next {
        cx.charge(1)?;
        let mut items = Vec::with_capacity(self.sources.len());
        for slot in &mut self.sources {
            let item = match slot {
                Some(source) => source.next(cx)?,
                None => None,
            };
            if item.is_none() {
                *slot = None;
            }
            items.push(item.unwrap_or_else(|| self.fill.clone()));
        }
        if self.sources.iter().all(Option::is_none) {
            return Ok(None);
        }
        Ok(Some(Value::tuple(items)))
    }

    fn type_name(&self) -> &'static str {
        "itertools.zip_longest"
    }
}

/// `pairwise(iterable)`.
pub(super) struct Pairwise {
    pub(super) source: Source,
    pub(super) last: Option<Value>,
}

impl PythonIterator for Pairwise {
    fn next(&mut self, cx: &mut Interpreter) -> Next {
        if self.last.is_none() {
            self.last = self.source.next(cx)?;
        }
        let (Some(last), Some(item)) = (self.last.clone(), self.source.next(cx)?) else {
            return Ok(None);
        };
        self.last = Some(item.clone());
        Ok(Some(Value::tuple(vec![last, item])))
    }

    fn type_name(&self) -> &'static str {
        "itertools.pairwise"
    }
}
