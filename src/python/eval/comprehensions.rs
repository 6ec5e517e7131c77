//! Comprehensions and generator expressions.

use std::cell::RefCell;
use std::rc::Rc;

use crate::python::dictionary::Dictionary;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::iterator::{IteratorCell, PythonIterator};
use crate::python::scope::{Scope, ScopeCode};
use crate::python::set_table::ValueSet;
use crate::python::shared::Shared;
use crate::python::syntax::{Comprehension, ComprehensionKind, Expression, Mode};
use crate::python::value::Value;

/// A comprehension while it runs: one iterator for each clause that has begun.
struct ComprehensionIterator {
    comprehension: Rc<Comprehension>,
    scope: Shared<Scope>,
    iterators: Vec<Box<dyn PythonIterator>>,
    done: bool,
}

impl ComprehensionIterator {
    /// Binds the variables of the next element; `false` at the end.
    fn advance(&mut self, cx: &mut Interpreter) -> Result<bool, PythonError> {
        let comprehension = Rc::clone(&self.comprehension);
        while !self.done {
            cx.charge(1)?;
            let depth = self.iterators.len();
            let Some(iterator) = self.iterators.last_mut() else {
                break;
            };
            let clause = &comprehension.clauses[depth - 1];
            let Some(item) = iterator.next(cx)? else {
                self.iterators.pop();
                continue;
            };
            cx.assign(&clause.target, item, &self.scope)?;
            let mut holds = true;
            for condition in &clause.conditions {
                if !cx.evaluate_truth(condition, &self.scope)? {
                    holds = false;
                    break;
                }
            }
            if !holds {
                continue;
            }
            match comprehension.clauses.get(depth) {
                None => return Ok(true),
                Some(next) => {
                    let iterator = cx.loop_iterator(&next.iterable, next.mode, &self.scope)?;
                    self.iterators.push(iterator);
                }
            }
        }
        self.done = true;
        Ok(false)
    }

    fn element(
        &mut self,
        cx: &mut Interpreter,
        element: &Expression,
    ) -> Result<Option<Value>, PythonError> {
        if self.advance(cx)? {
            cx.evaluate(element, &self.scope).map(Some)
        } else {
            Ok(None)
        }
    }
}

impl PythonIterator for ComprehensionIterator {
    fn next(&mut self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        let comprehension = Rc::clone(&self.comprehension);
        let ComprehensionKind::Generator(element) = &comprehension.kind else {
            return Ok(None);
        };
        let name: Rc<str> = "<genexpr>".into();
        let source = std::sync::Arc::clone(&self.scope.module.source);
        let result = cx.in_frame(&name, &source, element.span, |cx| self.element(cx, element));
        if result.is_err() {
            self.done = true;
        }
        result
    }

    fn type_name(&self) -> &'static str {
        "generator"
    }
}

impl Interpreter {
    pub(crate) fn evaluate_comprehension(
        &mut self,
        comprehension: &Rc<Comprehension>,
        scope: &Shared<Scope>,
    ) -> Result<Value, PythonError> {
        let Some(first) = comprehension.clauses.first() else {
            return Err(PythonError::syntax("a comprehension without a for clause"));
        };
        if first.mode == Mode::Async {
            return Err(PythonError::unsupported("an asynchronous comprehension"));
        }
        let iterator = self.loop_iterator(&first.iterable, first.mode, scope)?;
        let mut state = ComprehensionIterator {
            comprehension: Rc::clone(comprehension),
            scope: Scope::inside(
                ScopeCode::Comprehension(Rc::clone(comprehension)),
                &scope.module,
                Some(scope),
            ),
            iterators: vec![iterator],
            done: false,
        };
        match &comprehension.kind {
            ComprehensionKind::Generator(_) => Ok(IteratorCell::value(Box::new(state))),
            ComprehensionKind::List(element) => {
                let mut items = Vec::new();
                while let Some(item) = state.element(self, element)? {
                    self.allocate(size_of::<Value>())?;
                    items.push(item);
                }
                Ok(Value::list(items))
            }
            ComprehensionKind::Set(element) => {
                let items = RefCell::new(ValueSet::new());
                while let Some(item) = state.element(self, element)? {
                    self.add_to_set(&items, item)?;
                }
                Ok(Value::set(items.into_inner()))
            }
            ComprehensionKind::Dict(key, value) => {
                let mut entries = Dictionary::new();
                while let Some(key) = state.element(self, key)? {
                    self.allocate(64)?;
                    let value = self.evaluate(value, &state.scope)?;
                    let hash = self.hash_key(&key)?;
                    entries.insert(hash, key, value);
                }
                Ok(Value::dict(entries))
            }
        }
    }
}
