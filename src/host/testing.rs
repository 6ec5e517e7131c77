//! Runs a migration's text against a sink that only remembers; for this room's own tests.

use std::cell::RefCell;
use std::rc::Rc;

use crate::operations::{
    ExecuteSqlOp, Execution, IdentifierRequest, Operation, OperationSink, SinkError,
};
use crate::python::{Configuration, Interpreter};
use crate::source::Origin;

use super::{ContextSettings, HostContext, evaluate_upgrade, install};

/// What the sink pretends to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// A script is written.
    Offline,
    /// Operations are recorded before there is a database.
    Recorder,
}

/// What a migration asked for.
pub(super) type Recorded = Vec<Operation>;

struct TestSink {
    mode: Mode,
    operations: Rc<RefCell<Recorded>>,
}

impl OperationSink for TestSink {
    fn invoke(&mut self, operation: Operation, _origin: Origin) -> Result<(), SinkError> {
        self.operations.borrow_mut().push(operation);
        Ok(())
    }

    fn execute(&mut self, statement: ExecuteSqlOp, origin: Origin) -> Result<Execution, SinkError> {
        self.invoke(Operation::ExecuteSql(Box::new(statement)), origin)?;
        Ok(match self.mode {
            Mode::Offline => Execution::Offline,
            Mode::Recorder => Execution::NeedsDatabase,
        })
    }

    fn write_identifier(&self, request: &IdentifierRequest) -> Result<String, SinkError> {
        Ok(format!("{:?}", request.form))
    }

    fn is_offline(&self) -> bool {
        self.mode == Mode::Offline
    }

    fn begin_autocommit(&mut self, _origin: Origin) -> Result<(), SinkError> {
        Ok(())
    }

    fn end_autocommit(&mut self, _origin: Origin) -> Result<(), SinkError> {
        Ok(())
    }
}

/// Evaluates `body` as the body of `upgrade()`, with the usual imports above it; the error is its
/// message.
pub(super) fn upgrade(mode: Mode, body: &str) -> Result<Recorded, String> {
    upgrade_below(mode, "", body)
}

/// Evaluates `body` as [`upgrade`] does, below `declarations` at the top level of the file.
pub(super) fn upgrade_below(
    mode: Mode,
    declarations: &str,
    body: &str,
) -> Result<Recorded, String> {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = folder.path().join("abc_test.py");
    let indented = body.replace('\n', "\n    ");
    let text = format!(
        "import sqlalchemy as sa\nfrom alembic import op\n\
         from sqlalchemy.dialects import mysql, postgresql\n\
         {declarations}\ndef upgrade():\n    {indented}\n"
    );
    std::fs::write(&path, text).expect("the temporary folder can be written to");
    let operations = Rc::new(RefCell::new(Recorded::new()));
    let sink = TestSink {
        mode,
        operations: Rc::clone(&operations),
    };
    let mut cx = Interpreter::new(Configuration::default());
    let settings = ContextSettings::default();
    install(
        &mut cx,
        HostContext {
            sink: Rc::new(RefCell::new(sink)),
            settings,
        },
    );
    let result = evaluate_upgrade(&mut cx, &path);
    let recorded = operations.borrow().clone();
    result.map(|()| recorded).map_err(|error| error.to_string())
}

/// The operations `body` asks for when a script is written.
pub(super) fn operations(body: &str) -> Recorded {
    upgrade(Mode::Offline, body).expect("the migration can be evaluated")
}

/// The message `body` ends with when a script is written.
pub(super) fn refusal(body: &str) -> String {
    upgrade(Mode::Offline, body).expect_err("the migration is refused")
}
