//! The target of a plan: nothing is run, somebody watches.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use crate::ddl::Statement;
use crate::operations::{Execution, Operation};
use crate::runtime::error::RuntimeError;
use crate::schema::Name;
use crate::source::Origin;

use super::target::StatementTarget;

/// Watches an evaluation that executes nothing, event by event.
pub trait Observer {
    /// `op` was asked for something; its statements follow.
    fn operation(&mut self, operation: &Operation, origin: &Origin);

    /// A statement would be executed.
    fn statement(&mut self, statement: &Statement);

    /// `autocommit_block()` begins: what came before would be committed.
    fn autocommit_begins(&mut self, origin: &Origin);

    /// `autocommit_block()` ends: a transaction would be opened.
    fn autocommit_ends(&mut self);

    /// Whether there will be a type of this name by then; `None` where that is not known.
    fn type_exists(&mut self, name: &Name, schema: Option<&Name>) -> Option<bool>;
}

/// Hands everything to an [`Observer`].
pub struct Observed(Rc<RefCell<dyn Observer>>);

impl Observed {
    /// Everything goes to `observer`.
    pub fn new(observer: Rc<RefCell<dyn Observer>>) -> Self {
        Self(observer)
    }
}

impl fmt::Debug for Observed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Observed")
    }
}

impl StatementTarget for Observed {
    fn is_offline(&self) -> bool {
        false
    }

    fn operation(&mut self, operation: &Operation, origin: &Origin) {
        self.0.borrow_mut().operation(operation, origin);
    }

    fn run(&mut self, statement: &Statement) -> Result<(), RuntimeError> {
        self.0.borrow_mut().statement(statement);
        Ok(())
    }

    /// What the server would answer is not known: evaluation goes on until somebody asks.
    fn query(&mut self, statement: &Statement) -> Result<Execution, RuntimeError> {
        self.0.borrow_mut().statement(statement);
        Ok(Execution::NeedsDatabase)
    }

    fn bookkeeping(&mut self, _statement: &str) -> Result<Option<u64>, RuntimeError> {
        Ok(None)
    }

    fn type_exists(
        &mut self,
        name: &Name,
        schema: Option<&Name>,
    ) -> Result<Option<bool>, RuntimeError> {
        Ok(self.0.borrow_mut().type_exists(name, schema))
    }

    fn autocommit_begins(&mut self, origin: &Origin) -> Result<(), RuntimeError> {
        self.0.borrow_mut().autocommit_begins(origin);
        Ok(())
    }

    fn autocommit_ends(&mut self) {
        self.0.borrow_mut().autocommit_ends();
    }

    fn begin(&mut self) -> Result<(), RuntimeError> {
        Ok(())
    }

    fn commit(&mut self) -> Result<(), RuntimeError> {
        Ok(())
    }
}
