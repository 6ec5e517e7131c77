//! Takes no operation: `op` has no meaning while `env.py` is evaluated.
//!
//! Alembic raises a `NameError` there, because no migration context is installed for `op` yet.

use crate::operations::{
    ExecuteSqlOp, Execution, IdentifierRequest, Operation, OperationSink, SinkError,
};
use crate::source::Origin;

use super::recorder::EnvironmentMode;

/// A migration operation was asked for in `env.py`.
#[derive(Debug, thiserror::Error)]
#[error("a migration operation in env.py, where no migration runs")]
struct OperationInEnvironment;

/// The sink that refuses.
#[derive(Debug)]
pub(super) struct NoOperations(pub(super) EnvironmentMode);

fn refused<T>(origin: Origin) -> Result<T, SinkError> {
    Err(SinkError::new(OperationInEnvironment).at(origin))
}

impl OperationSink for NoOperations {
    fn invoke(&mut self, _: Operation, origin: Origin) -> Result<(), SinkError> {
        refused(origin)
    }

    fn execute(&mut self, _: ExecuteSqlOp, origin: Origin) -> Result<Execution, SinkError> {
        refused(origin)
    }

    fn write_identifier(&self, _: &IdentifierRequest) -> Result<String, SinkError> {
        Err(SinkError::new(OperationInEnvironment))
    }

    fn is_offline(&self) -> bool {
        self.0 == EnvironmentMode::Offline
    }

    fn begin_autocommit(&mut self, origin: Origin) -> Result<(), SinkError> {
        refused(origin)
    }

    fn end_autocommit(&mut self, origin: Origin) -> Result<(), SinkError> {
        refused(origin)
    }
}
