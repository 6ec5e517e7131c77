//! Generators and coroutines: functions that can be suspended (`Objects/genobject.c`).
//!
//! A tree-walker keeps its place on the native stack, which cannot be put aside. So the statements
//! around a `yield` are run by a small machine that keeps its place in a list of tasks instead;
//! every statement without a `yield` is run as anywhere else. A `yield` may stand alone or on the
//! right of an assignment; elsewhere it is refused.

use std::rc::Rc;

use super::coroutine::{generator_result, resume_value};
use super::{Catching, Flow};
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::{Handled, Interpreter};
use crate::python::iterator::PythonIterator;
use crate::python::object::ExitOutcome;
use crate::python::scope::Scope;
use crate::python::shared::Shared;
use crate::python::syntax::{Block, ExpressionKind, FunctionDefinition, Statement, StatementKind};
use crate::python::value::Value;

/// What calling the function gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GeneratorKind {
    /// A generator.
    Generator,
    /// A coroutine, which is run to its end when it is awaited.
    Coroutine,
}

/// What a suspended function is resumed with.
pub(crate) enum Resumption {
    /// The value of the `yield` expression.
    Send(Value),
    /// An error raised at the `yield`.
    Throw(PythonError),
}

/// How the code between two suspensions ended.
enum Completion {
    Normal,
    Flow(Flow),
    Error(PythonError),
}

/// A statement, found through the block it stands in.
#[derive(Clone)]
struct Place {
    block: Block,
    index: usize,
}

impl Place {
    fn statement(&self) -> &Statement {
        &self.block[self.index]
    }
}

/// Something begun and not ended.
enum Task {
    /// Statements; the index is the next one.
    Block(Place),
    /// A `while` or `for`; the loop's statement, and the iterator of a `for`.
    Loop(Place, Option<Box<dyn PythonIterator>>),
    /// The body of a `try`.
    Try(Place),
    /// A handler, or `else`, of a `try`: `finally` is still to come. The number is the handler's.
    TryRest(Place, Option<usize>),
    /// `finally`, and what happens when it is done.
    Finally(Completion, bool),
    /// The body of a `with`, and the manager of one of its items.
    With(Place, usize, Value),
    /// `yield from`.
    Delegate(Place, Value),
}

/// A suspended function.
pub struct Generator {
    definition: Rc<FunctionDefinition>,
    scope: Shared<Scope>,
    kind: GeneratorKind,
    tasks: Vec<Task>,
    state: State,
    /// The exceptions it was handling when it was suspended.
    handled: Vec<Handled>,
    /// What the function returned.
    result: Value,
}

enum State {
    Fresh,
    /// Suspended at the `yield` of a statement.
    Suspended(Place),
    /// Suspended inside `yield from`.
    Delegating,
    Finished,
}

impl Generator {
    pub(crate) fn new(
        definition: Rc<FunctionDefinition>,
        scope: Shared<Scope>,
        kind: GeneratorKind,
    ) -> Self {
        Self {
            definition,
            scope,
            kind,
            tasks: Vec::new(),
            state: State::Fresh,
            handled: Vec::new(),
            result: Value::None,
        }
    }

    /// Whether the function has ended.
    pub(super) fn is_finished(&self) -> bool {
        matches!(self.state, State::Finished)
    }

    /// What the function returned, once it has.
    pub(crate) fn result(&self) -> Value {
        self.result.clone()
    }

    /// Runs to the next `yield` and gives its value; nothing when the function ends.
    pub(crate) fn resume(
        &mut self,
        cx: &mut Interpreter,
        resumption: Resumption,
    ) -> Result<Option<Value>, PythonError> {
        if let State::Finished = self.state {
            return match resumption {
                Resumption::Send(_) => Ok(None),
                Resumption::Throw(error) => Err(error),
            };
        }
        let name = Rc::clone(&self.definition.name);
        let source = std::sync::Arc::clone(&self.scope.module.source);
        let span = self.definition.span;
        let outer = cx.handled.len();
        cx.handled.append(&mut self.handled);
        let result = cx.in_frame(&name, &source, span, |cx| {
            // Its statements are suspended and resumed; what they catch is not followed.
            cx.catching(Catching::ANYTHING, |cx| self.run(cx, resumption))
        });
        self.handled = cx.handled.split_off(outer.min(cx.handled.len()));
        if !matches!(result, Ok(Some(_))) {
            self.state = State::Finished;
            self.tasks.clear();
            self.handled.clear();
        }
        // PEP 479: a StopIteration that leaves the body is a mistake, not an end.
        match result {
            Err(error) if error.is_instance_of(ExceptionClass::StopIteration) => {
                Err(PythonError::exception(
                    ExceptionClass::RuntimeError,
                    "generator raised StopIteration",
                ))
            }
            other => other,
        }
    }

    fn run(
        &mut self,
        cx: &mut Interpreter,
        resumption: Resumption,
    ) -> Result<Option<Value>, PythonError> {
        let state = std::mem::replace(&mut self.state, State::Finished);
        let mut completion = match (state, resumption) {
            (State::Fresh, Resumption::Throw(error)) => return Err(error),
            (State::Fresh, Resumption::Send(value)) => {
                if !value.is_none() {
                    self.state = State::Fresh;
                    return Err(PythonError::type_error(
                        "can't send non-None value to a just-started generator",
                    ));
                }
                self.push_block(&Rc::clone(&self.definition).body);
                Completion::Normal
            }
            (State::Suspended(place), Resumption::Send(value)) => {
                match self.deliver(cx, &place, value) {
                    Ok(completion) => completion,
                    Err(error) => Completion::Error(error),
                }
            }
            (State::Suspended(place), Resumption::Throw(error)) => {
                Completion::Error(cx.attach(error, place.statement().span))
            }
            (State::Delegating, resumption) => match self.delegate(cx, resumption) {
                Ok(Step::Yield(value)) => return Ok(Some(value)),
                Ok(Step::Done(completion)) => completion,
                Err(error) => Completion::Error(error),
            },
            (State::Finished, _) => return Ok(None),
        };
        loop {
            cx.charge(1)?;
            match completion {
                Completion::Normal => {}
                other => {
                    let Some(task) = self.tasks.pop() else {
                        return match other {
                            Completion::Flow(Flow::Return(value)) => {
                                self.result = value;
                                Ok(None)
                            }
                            Completion::Error(error) => Err(error),
                            Completion::Normal | Completion::Flow(_) => Ok(None),
                        };
                    };
                    completion = self.unwind(cx, task, other);
                    continue;
                }
            }
            if self.tasks.is_empty() {
                return Ok(None);
            }
            completion = match self.step(cx) {
                Ok(Step::Yield(value)) => return Ok(Some(value)),
                Ok(Step::Done(completion)) => completion,
                Err(error) => Completion::Error(error),
            };
        }
    }

    fn push_block(&mut self, block: &Block) {
        self.tasks.push(Task::Block(Place {
            block: Rc::clone(block),
            index: 0,
        }));
    }

    /// Gives the value sent to the `yield` of a simple statement.
    fn deliver(
        &mut self,
        cx: &mut Interpreter,
        place: &Place,
        value: Value,
    ) -> Result<Completion, PythonError> {
        match &place.statement().kind {
            StatementKind::Assign { targets, .. } => {
                for target in targets {
                    cx.assign(target, value.clone(), &self.scope)?;
                }
            }
            StatementKind::AnnotatedAssign { target, .. } => {
                cx.assign(target, value, &self.scope)?;
            }
            StatementKind::Return(_) => return Ok(Completion::Flow(Flow::Return(value))),
            _ => {}
        }
        Ok(Completion::Normal)
    }

    /// Goes on with the innermost task, which was neither left early nor failed.
    fn step(&mut self, cx: &mut Interpreter) -> Result<Step, PythonError> {
        let Some(task) = self.tasks.pop() else {
            return Ok(Step::Done(Completion::Normal));
        };
        match task {
            Task::Block(mut place) => {
                if place.index >= place.block.len() {
                    return Ok(Step::Done(Completion::Normal));
                }
                let current = place.clone();
                place.index += 1;
                self.tasks.push(Task::Block(place));
                self.begin(cx, current)
            }
            Task::Loop(place, iterator) => self.next_round(cx, place, iterator),
            Task::Try(place) => {
                let StatementKind::Try(node) = &place.statement().kind else {
                    return Ok(Step::Done(Completion::Normal));
                };
                let otherwise = Rc::clone(&node.otherwise);
                self.tasks.push(Task::TryRest(place, None));
                self.push_block(&otherwise);
                Ok(Step::Done(Completion::Normal))
            }
            Task::TryRest(place, handler) => Ok(Step::Done(self.finish_try(
                cx,
                &place,
                handler,
                Completion::Normal,
            ))),
            Task::Finally(pending, handling) => {
                if handling {
                    cx.handled.pop();
                }
                Ok(Step::Done(pending))
            }
            Task::With(place, item, manager) => {
                let mode = with_mode(&place);
                cx.exit_context(&manager, mode, None)
                    .map_err(|error| cx.attach(error, with_span(&place, item)))?;
                Ok(Step::Done(Completion::Normal))
            }
            Task::Delegate(place, iterator) => {
                self.tasks.push(Task::Delegate(place, iterator));
                self.delegate(cx, Resumption::Send(Value::None))
            }
        }
    }

    /// Begins a statement of a block.
    fn begin(&mut self, cx: &mut Interpreter, place: Place) -> Result<Step, PythonError> {
        let statement = place.statement();
        cx.at(statement.span);
        if !statement.suspends {
            return Ok(Step::Done(match cx.execute(statement, &self.scope)? {
                Flow::Normal => Completion::Normal,
                flow @ (Flow::Break | Flow::Continue | Flow::Return(_)) => Completion::Flow(flow),
            }));
        }
        let value = match &statement.kind {
            StatementKind::Expression(value)
            | StatementKind::Assign { value, .. }
            | StatementKind::AnnotatedAssign {
                value: Some(value), ..
            }
            | StatementKind::Return(Some(value)) => value,
            _ => return self.begin_compound(cx, place),
        };
        match &value.kind {
            ExpressionKind::Yield(value) => {
                let value = match value {
                    Some(value) => cx.evaluate(value, &self.scope)?,
                    None => Value::None,
                };
                self.state = State::Suspended(place);
                Ok(Step::Yield(value))
            }
            ExpressionKind::YieldFrom(iterable) => {
                let iterable = cx.evaluate(iterable, &self.scope)?;
                let iterator = cx.iterator_value(&iterable)?;
                self.tasks.push(Task::Delegate(place, iterator));
                self.delegate(cx, Resumption::Send(Value::None))
            }
            // Fails with the place of the `yield`.
            _ => cx
                .evaluate(value, &self.scope)
                .map(|_| Step::Done(Completion::Normal)),
        }
    }

    fn begin_compound(&mut self, cx: &mut Interpreter, place: Place) -> Result<Step, PythonError> {
        let statement = place.statement();
        match &statement.kind {
            StatementKind::If {
                branches,
                otherwise,
            } => {
                for (test, body) in branches {
                    if cx.evaluate_truth(test, &self.scope)? {
                        self.push_block(body);
                        return Ok(Step::Done(Completion::Normal));
                    }
                }
                self.push_block(otherwise);
            }
            StatementKind::While { .. } => {
                self.tasks.push(Task::Loop(place, None));
            }
            StatementKind::For { iterable, mode, .. } => {
                let iterator = cx.loop_iterator(iterable, *mode, &self.scope)?;
                self.tasks.push(Task::Loop(place.clone(), Some(iterator)));
            }
            StatementKind::Try(node) => {
                let body = Rc::clone(&node.body);
                self.tasks.push(Task::Try(place.clone()));
                self.push_block(&body);
            }
            StatementKind::With { items, body, mode } => {
                let body = Rc::clone(body);
                for (index, item) in items.iter().enumerate() {
                    let (manager, entered) = cx.enter_item(item, *mode, &self.scope)?;
                    self.tasks.push(Task::With(place.clone(), index, manager));
                    cx.bind_item(item, &entered, &self.scope)?;
                }
                self.push_block(&body);
            }
            StatementKind::Match { subject, cases } => {
                let subject = cx.evaluate(subject, &self.scope)?;
                if let Some(case) = cx.matching_case(&subject, cases, &self.scope)? {
                    self.push_block(&case.body);
                }
            }
            _ => {
                // Any other statement evaluates the `yield`, which refuses.
                cx.execute(statement, &self.scope)?;
            }
        }
        Ok(Step::Done(Completion::Normal))
    }

    fn next_round(
        &mut self,
        cx: &mut Interpreter,
        place: Place,
        iterator: Option<Box<dyn PythonIterator>>,
    ) -> Result<Step, PythonError> {
        match (&place.statement().kind, iterator) {
            (
                StatementKind::While {
                    test,
                    body,
                    otherwise,
                },
                _,
            ) => {
                let (body, otherwise) = (Rc::clone(body), Rc::clone(otherwise));
                if cx.evaluate_truth(test, &self.scope)? {
                    self.tasks.push(Task::Loop(place, None));
                    self.push_block(&body);
                } else {
                    self.push_block(&otherwise);
                }
            }
            (
                StatementKind::For {
                    target,
                    iterable,
                    body,
                    otherwise,
                    ..
                },
                Some(mut iterator),
            ) => {
                let (body, otherwise) = (Rc::clone(body), Rc::clone(otherwise));
                cx.at(iterable.span);
                match iterator.next(cx)? {
                    Some(item) => {
                        cx.assign(target, item, &self.scope)?;
                        self.tasks.push(Task::Loop(place.clone(), Some(iterator)));
                        self.push_block(&body);
                    }
                    None => self.push_block(&otherwise),
                }
            }
            _ => {}
        }
        Ok(Step::Done(Completion::Normal))
    }

    /// Leaves a task early, by a jump or an error.
    fn unwind(&mut self, cx: &mut Interpreter, task: Task, completion: Completion) -> Completion {
        match task {
            Task::Block(_) | Task::Delegate(..) => completion,
            Task::Loop(place, iterator) => match completion {
                Completion::Flow(Flow::Break) => Completion::Normal,
                Completion::Flow(Flow::Continue) => {
                    self.tasks.push(Task::Loop(place, iterator));
                    Completion::Normal
                }
                other => other,
            },
            Task::Try(place) => match completion {
                Completion::Error(error) if error.is_exception() => {
                    let StatementKind::Try(node) = &place.statement().kind else {
                        return Completion::Error(error);
                    };
                    match cx.find_handler(&node.handlers, error, &self.scope) {
                        Ok((handler, handled)) => {
                            cx.begin_handler(handler, handled, &self.scope);
                            let number = node
                                .handlers
                                .iter()
                                .position(|candidate| std::ptr::eq(candidate, handler));
                            let body = Rc::clone(&handler.body);
                            self.tasks.push(Task::TryRest(place.clone(), number));
                            self.push_block(&body);
                            Completion::Normal
                        }
                        Err(error) => self.finish_try(cx, &place, None, Completion::Error(error)),
                    }
                }
                other => self.finish_try(cx, &place, None, other),
            },
            Task::TryRest(place, handler) => self.finish_try(cx, &place, handler, completion),
            Task::Finally(_, handling) => {
                if handling {
                    cx.handled.pop();
                }
                completion
            }
            Task::With(place, item, manager) => {
                let mode = with_mode(&place);
                let error = match &completion {
                    Completion::Error(error) => Some(error),
                    Completion::Normal | Completion::Flow(_) => None,
                };
                match cx.exit_context(&manager, mode, error) {
                    Ok(ExitOutcome::Propagate) => completion,
                    Ok(ExitOutcome::Suppress) => Completion::Normal,
                    Err(error) => Completion::Error(cx.attach(error, with_span(&place, item))),
                }
            }
        }
    }

    /// Ends a handler, where one ran, and begins `finally`.
    fn finish_try(
        &mut self,
        cx: &mut Interpreter,
        place: &Place,
        handler: Option<usize>,
        completion: Completion,
    ) -> Completion {
        let StatementKind::Try(node) = &place.statement().kind else {
            return completion;
        };
        if let Some(handler) = handler {
            cx.end_handler(&node.handlers[handler], &self.scope);
        }
        let refused = matches!(&completion, Completion::Error(error) if !error.is_exception());
        if refused || node.finally.is_empty() {
            return completion;
        }
        let handling = match &completion {
            Completion::Error(error) => cx.push_handled(error),
            Completion::Normal | Completion::Flow(_) => false,
        };
        let finally = Rc::clone(&node.finally);
        self.tasks.push(Task::Finally(completion, handling));
        self.push_block(&finally);
        Completion::Normal
    }

    /// Goes on with `yield from`.
    fn delegate(
        &mut self,
        cx: &mut Interpreter,
        resumption: Resumption,
    ) -> Result<Step, PythonError> {
        let Some(Task::Delegate(place, iterator)) = self.tasks.pop() else {
            return Ok(Step::Done(Completion::Normal));
        };
        let next = match resumption {
            Resumption::Send(value) if value.is_none() => cx.next_of(&iterator)?,
            resumption => resume_value(cx, &iterator, resumption)?,
        };
        if let Some(value) = next {
            self.tasks.push(Task::Delegate(place, iterator));
            self.state = State::Delegating;
            Ok(Step::Yield(value))
        } else {
            let result = generator_result(&iterator);
            self.deliver(cx, &place, result).map(Step::Done)
        }
    }
}

/// What a step of the machine led to.
enum Step {
    Yield(Value),
    Done(Completion),
}

fn with_mode(place: &Place) -> crate::python::syntax::Mode {
    match &place.statement().kind {
        StatementKind::With { mode, .. } => *mode,
        _ => crate::python::syntax::Mode::Plain,
    }
}

fn with_span(place: &Place, item: usize) -> crate::source::Span {
    match &place.statement().kind {
        StatementKind::With { items, .. } => items[item].manager.span,
        _ => place.statement().span,
    }
}

impl PythonIterator for Generator {
    fn next(&mut self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        self.resume(cx, Resumption::Send(Value::None))
    }

    fn type_name(&self) -> &'static str {
        match self.kind {
            GeneratorKind::Generator => "generator",
            GeneratorKind::Coroutine => "coroutine",
        }
    }

    fn as_generator(&mut self) -> Option<&mut Generator> {
        Some(self)
    }
}
