//! Iterators that leave out or group.

use std::cell::RefCell;
use std::rc::Rc;

use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::iterator::{IteratorCell, PythonIterator};
use crate::python::value::Value;

type Source = Box<dyn PythonIterator>;
type Next = Result<Option<Value>, PythonError>;

/// `islice(iterable, start, stop, step)`.
pub(super) struct Slice {
    pub(super) source: Source,
    pub(super) position: u64,
    pub(super) next: u64,
    pub(super) stop: Option<u64>,
    pub(super) step: u64,
}

impl PythonIterator for Slice {
    fn next(&mut self, cx: &mut Interpreter) -> Next {
        while self.stop.is_none_or(|stop| self.next < stop) {
            cx.charge(1)?;
            let Some(item) = self.source.next(cx)? else {
                self.stop = Some(0);
                return Ok(None);
            };
            self.position += 1;
            if self.position > self.next {
                self.next = self.next.saturating_add(self.step);
                return Ok(Some(item));
            }
        }
        Ok(None)
    }

    fn type_name(&self) -> &'static str {
        "itertools.islice"
    }
}

/// Which items of an iterable are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Selection {
    /// Those before the first that fails the test.
    While,
    /// That one and all behind it.
    After,
    /// All that fail the test.
    Not,
}

/// `takewhile`, `dropwhile` and `filterfalse`.
pub(super) struct Selected {
    pub(super) test: Value,
    pub(super) source: Source,
    pub(super) selection: Selection,
    /// Whether an item has failed the test.
    pub(super) failed: bool,
}

impl PythonIterator for Selected {
    fn next(&mut self, cx: &mut Interpreter) -> Next {
        if self.failed && self.selection == Selection::While {
            return Ok(None);
        }
        while let Some(item) = self.source.next(cx)? {
            cx.charge(1)?;
            if self.failed && self.selection == Selection::After {
                return Ok(Some(item));
            }
            let passes = if self.test.is_none() {
                cx.truth(&item)?
            } else {
                let answer = cx.call_with(&self.test, vec![item.clone()])?;
                cx.truth(&answer)?
            };
            match (self.selection, passes) {
                (Selection::While, true) | (Selection::Not, false) => return Ok(Some(item)),
                (Selection::While, false) => {
                    self.failed = true;
                    return Ok(None);
                }
                (Selection::After, false) => {
                    self.failed = true;
                    return Ok(Some(item));
                }
                (Selection::After | Selection::Not, true) => {}
            }
        }
        Ok(None)
    }

    fn type_name(&self) -> &'static str {
        match self.selection {
            Selection::While => "itertools.takewhile",
            Selection::After => "itertools.dropwhile",
            Selection::Not => "itertools.filterfalse",
        }
    }
}

/// `compress(data, selectors)`.
pub(super) struct Compress {
    pub(super) data: Source,
    pub(super) selectors: Source,
}

impl PythonIterator for Compress {
    fn next(&mut self, cx: &mut Interpreter) -> Next {
        loop {
            cx.charge(1)?;
            let (Some(item), Some(selector)) = (self.data.next(cx)?, self.selectors.next(cx)?)
            else {
                return Ok(None);
            };
            if cx.truth(&selector)? {
                return Ok(Some(item));
            }
        }
    }

    fn type_name(&self) -> &'static str {
        "itertools.compress"
    }
}

/// What `groupby` and its groups share: they advance one source.
struct Grouping {
    source: Source,
    key: Option<Value>,
    /// The item read but not given, with its key.
    pending: Option<(Value, Value)>,
    /// Which group is current; an older one has ended.
    serial: u64,
    current_key: Option<Value>,
}

impl Grouping {
    /// Reads the next item unless one is pending.
    fn fill(&mut self, cx: &mut Interpreter) -> Result<(), PythonError> {
        if self.pending.is_some() {
            return Ok(());
        }
        let Some(item) = self.source.next(cx)? else {
            return Ok(());
        };
        let key = match &self.key {
            Some(function) => cx.call_with(function, vec![item.clone()])?,
            None => item.clone(),
        };
        self.pending = Some((key, item));
        Ok(())
    }

    /// The next item of the current group.
    fn next_of_group(&mut self, cx: &mut Interpreter) -> Next {
        self.fill(cx)?;
        let (Some((key, _)), Some(current)) = (&self.pending, &self.current_key) else {
            return Ok(None);
        };
        if !cx.equal(&current.clone(), &key.clone())? {
            return Ok(None);
        }
        Ok(self.pending.take().map(|(_, item)| item))
    }
}

/// `groupby(iterable, key)`.
pub(super) struct GroupBy(Rc<RefCell<Grouping>>);

impl GroupBy {
    /// Groups neighbours with equal keys.
    pub(super) fn new(source: Source, key: Option<Value>) -> Self {
        Self(Rc::new(RefCell::new(Grouping {
            source,
            key,
            pending: None,
            serial: 0,
            current_key: None,
        })))
    }
}

struct Group {
    grouping: Rc<RefCell<Grouping>>,
    serial: u64,
}

fn busy() -> PythonError {
    PythonError::value_error("the iterator is already running")
}

impl PythonIterator for Group {
    fn next(&mut self, cx: &mut Interpreter) -> Next {
        cx.charge(1)?;
        let mut grouping = self.grouping.try_borrow_mut().map_err(|_| busy())?;
        if grouping.serial != self.serial {
            return Ok(None);
        }
        grouping.next_of_group(cx)
    }

    fn type_name(&self) -> &'static str {
        "itertools._grouper"
    }
}

impl PythonIterator for GroupBy {
    fn next(&mut self, cx: &mut Interpreter) -> Next {
        let mut grouping = self.0.try_borrow_mut().map_err(|_| busy())?;
        while grouping.next_of_group(cx)?.is_some() {
            cx.charge(1)?;
        }
        grouping.serial += 1;
        grouping.fill(cx)?;
        let Some((key, _)) = grouping.pending.clone() else {
            return Ok(None);
        };
        grouping.current_key = Some(key.clone());
        let group = IteratorCell::value(Box::new(Group {
            grouping: Rc::clone(&self.0),
            serial: grouping.serial,
        }));
        Ok(Some(Value::tuple(vec![key, group])))
    }

    fn type_name(&self) -> &'static str {
        "itertools.groupby"
    }
}
