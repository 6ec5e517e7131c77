//! Statements, and running a block of them.

use std::rc::Rc;

use super::Catching;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::object::ExitOutcome;
use crate::python::scope::Scope;
use crate::python::shared::Shared;
use crate::python::syntax::{
    Expression, FunctionDefinition, Mode, Statement, StatementKind, WithItem,
};
use crate::python::value::Value;

/// How a block was left.
pub(crate) enum Flow {
    /// At its end.
    Normal,
    /// By `break`.
    Break,
    /// By `continue`.
    Continue,
    /// By `return`.
    Return(Value),
}

impl Interpreter {
    /// Runs the body of a function that is no generator.
    pub(crate) fn run_function_body(
        &mut self,
        definition: &Rc<FunctionDefinition>,
        scope: &Shared<Scope>,
    ) -> Result<Value, PythonError> {
        match self.execute_block(&definition.body, scope)? {
            Flow::Return(value) => Ok(value),
            Flow::Normal | Flow::Break | Flow::Continue => Ok(Value::None),
        }
    }

    /// Runs statements until one leaves the block.
    pub(crate) fn execute_block(
        &mut self,
        block: &[Statement],
        scope: &Shared<Scope>,
    ) -> Result<Flow, PythonError> {
        for statement in block {
            match self.execute(statement, scope)? {
                Flow::Normal => {}
                flow @ (Flow::Break | Flow::Continue | Flow::Return(_)) => return Ok(flow),
            }
        }
        Ok(Flow::Normal)
    }

    /// Runs a statement; an error without a place gets the statement's.
    pub(crate) fn execute(
        &mut self,
        statement: &Statement,
        scope: &Shared<Scope>,
    ) -> Result<Flow, PythonError> {
        self.at(statement.span);
        let result = match self.charge(1) {
            Ok(()) => self.execute_kind(statement, scope),
            Err(error) => Err(error),
        };
        result.map_err(|error| self.attach(error, statement.span))
    }

    fn execute_kind(
        &mut self,
        statement: &Statement,
        scope: &Shared<Scope>,
    ) -> Result<Flow, PythonError> {
        match &statement.kind {
            StatementKind::Expression(expression) => {
                self.evaluate(expression, scope)?;
            }
            StatementKind::Assign { targets, value } => {
                let value = self.evaluate(value, scope)?;
                for target in targets {
                    self.assign(target, value.clone(), scope)?;
                }
            }
            StatementKind::AnnotatedAssign {
                target,
                annotation,
                value,
            } => self.annotated_assign(target, annotation, value.as_ref(), scope)?,
            StatementKind::AugmentedAssign {
                target,
                operator,
                value,
            } => self.augmented_assign(target, *operator, value, scope)?,
            StatementKind::Delete(targets) => {
                for target in targets {
                    self.delete(target, scope)?;
                }
            }
            StatementKind::Return(value) => {
                return Ok(Flow::Return(match value {
                    Some(value) => self.evaluate(value, scope)?,
                    None => Value::None,
                }));
            }
            StatementKind::Raise { exception, cause } => {
                return Err(self.raise(exception.as_ref(), cause.as_ref(), scope)?);
            }
            StatementKind::Assert { test, message } => {
                if !self.evaluate_truth(test, scope)? {
                    let arguments = match message {
                        Some(message) => vec![self.evaluate(message, scope)?],
                        None => Vec::new(),
                    };
                    return Err(PythonError::exception_with(
                        ExceptionClass::AssertionError,
                        arguments,
                    ));
                }
            }
            StatementKind::Pass => {}
            StatementKind::Break => return Ok(Flow::Break),
            StatementKind::Continue => return Ok(Flow::Continue),
            StatementKind::Import(names) => self.import_statement(names, scope)?,
            StatementKind::ImportFrom {
                module,
                level,
                names,
            } => self.import_from_statement(module.as_ref(), *level, names, scope)?,
            StatementKind::If {
                branches,
                otherwise,
            } => {
                for (test, body) in branches {
                    if self.evaluate_truth(test, scope)? {
                        return self.execute_block(body, scope);
                    }
                }
                return self.execute_block(otherwise, scope);
            }
            StatementKind::While {
                test,
                body,
                otherwise,
            } => {
                while self.evaluate_truth(test, scope)? {
                    match self.execute_block(body, scope)? {
                        Flow::Normal | Flow::Continue => {}
                        Flow::Break => return Ok(Flow::Normal),
                        flow @ Flow::Return(_) => return Ok(flow),
                    }
                }
                return self.execute_block(otherwise, scope);
            }
            StatementKind::For {
                target,
                iterable,
                body,
                otherwise,
                mode,
            } => return self.for_loop(target, iterable, body, otherwise, *mode, scope),
            StatementKind::With { items, body, mode } => {
                return self.with_items(items, body, *mode, scope);
            }
            StatementKind::Try(node) => return self.try_statement(node, scope),
            StatementKind::Match { subject, cases } => {
                let subject = self.evaluate(subject, scope)?;
                return match self.matching_case(&subject, cases, scope)? {
                    Some(case) => self.execute_block(&case.body, scope),
                    None => Ok(Flow::Normal),
                };
            }
            StatementKind::Function(definition) => {
                let function = self.make_decorated_function(definition, scope)?;
                scope.assign(&definition.name, function);
            }
            StatementKind::Class(definition) => {
                let class = self.make_decorated_class(definition, scope)?;
                scope.assign(&definition.name, class);
            }
            StatementKind::Unsupported(what) => return Err(PythonError::unsupported(*what)),
        }
        Ok(Flow::Normal)
    }

    /// The iterator of a `for` statement.
    pub(crate) fn loop_iterator(
        &mut self,
        iterable: &Expression,
        mode: Mode,
        scope: &Shared<Scope>,
    ) -> Result<Box<dyn crate::python::iterator::PythonIterator>, PythonError> {
        if mode == Mode::Async {
            return Err(PythonError::unsupported("async for"));
        }
        let value = match self.constant_set(iterable)? {
            Some(constant) => Value::FrozenSet(Shared::new(constant)),
            None => self.evaluate(iterable, scope)?,
        };
        self.iterate(&value)
            .map_err(|error| self.attach(error, iterable.span))
    }

    fn for_loop(
        &mut self,
        target: &Expression,
        iterable: &Expression,
        body: &[Statement],
        otherwise: &[Statement],
        mode: Mode,
        scope: &Shared<Scope>,
    ) -> Result<Flow, PythonError> {
        let mut iterator = self.loop_iterator(iterable, mode, scope)?;
        loop {
            self.at(iterable.span);
            let next = iterator
                .next(self)
                .map_err(|error| self.attach(error, iterable.span))?;
            let Some(item) = next else {
                return self.execute_block(otherwise, scope);
            };
            self.assign(target, item, scope)?;
            match self.execute_block(body, scope)? {
                Flow::Normal | Flow::Continue => {}
                Flow::Break => return Ok(Flow::Normal),
                flow @ Flow::Return(_) => return Ok(flow),
            }
        }
    }

    fn with_items(
        &mut self,
        items: &[WithItem],
        body: &[Statement],
        mode: Mode,
        scope: &Shared<Scope>,
    ) -> Result<Flow, PythonError> {
        let Some((first, rest)) = items.split_first() else {
            return self.execute_block(body, scope);
        };
        let manager = self.enter_item(first, mode, scope)?;
        let result = self.bind_item(first, &manager.1, scope).and_then(|()| {
            if may_suppress(&manager.0) {
                self.catching(Catching::ANYTHING, |cx| {
                    cx.with_items(rest, body, mode, scope)
                })
            } else {
                self.with_items(rest, body, mode, scope)
            }
        });
        let span = first.manager.span;
        self.at(span);
        match result {
            Ok(flow) => {
                self.exit_context(&manager.0, mode, None)
                    .map_err(|error| self.attach(error, span))?;
                Ok(flow)
            }
            Err(error) => {
                let outcome = self
                    .exit_context(&manager.0, mode, Some(&error))
                    .map_err(|error| self.attach(error, span))?;
                match outcome {
                    ExitOutcome::Suppress => Ok(Flow::Normal),
                    ExitOutcome::Propagate => Err(error),
                }
            }
        }
    }

    /// The manager of a `with` item, and what entering it gave.
    pub(crate) fn enter_item(
        &mut self,
        item: &WithItem,
        mode: Mode,
        scope: &Shared<Scope>,
    ) -> Result<(Value, Value), PythonError> {
        let manager = self.evaluate(&item.manager, scope)?;
        self.at(item.manager.span);
        let entered = self
            .enter_context(&manager, mode)
            .map_err(|error| self.attach(error, item.manager.span))?;
        Ok((manager, entered))
    }

    pub(crate) fn bind_item(
        &mut self,
        item: &WithItem,
        value: &Value,
        scope: &Shared<Scope>,
    ) -> Result<(), PythonError> {
        match &item.target {
            Some(target) => self.assign(target, value.clone(), scope),
            None => Ok(()),
        }
    }
}

/// Whether a context manager can keep an exception of its block from going on.
fn may_suppress(manager: &Value) -> bool {
    match manager {
        Value::Host(host) => host.may_suppress(),
        Value::Opaque(_) => false,
        _ => true,
    }
}
