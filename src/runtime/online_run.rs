//! An upgrade or a stamp on a server: the plan is made, checked and executed.

use std::cell::RefCell;
use std::rc::Rc;

use crate::db::Connection;
use crate::ddl::Target;
use crate::script::RevisionId;

use super::error::RuntimeError;
use super::head_maintainer::HeadMaintainer;
use super::migration_context::{MigrationContext, Print, Shared, SharedSink};
use super::outcome::{RunFailure, RunOutcome, StepCheck};
use super::server_rows::ServerRows;
use super::sinks::{Server, StatementTarget};
use super::step::MigrationStep;
use super::transaction_mode::TransactionMode;
use super::version_table::VersionTableState;
use super::walk::{Progress, Walk};
use super::watch::StatementWatch;

/// What happens to the rows before a stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purge {
    /// They are the start of the plan.
    Keep,
    /// They are deleted first (`--purge`).
    DeleteAll,
}

/// A plan that was checked, with the rows it starts from.
struct Prepared {
    start: Vec<RevisionId>,
    steps: Vec<MigrationStep>,
    rows: ServerRows,
}

impl MigrationContext<'_> {
    /// Brings the database to where the steps of `plan` lead.
    ///
    /// The plan is given the rows of the version table. Every revision of it is evaluated without
    /// the database first, and nothing is changed when one cannot be done.
    ///
    /// # Errors
    ///
    /// With an account of what was and was not committed.
    pub fn run(
        &self,
        connection: &Rc<RefCell<Connection>>,
        purge: Purge,
        print: Print,
        plan: impl FnOnce(&[RevisionId]) -> Result<Vec<MigrationStep>, RuntimeError>,
    ) -> Result<RunOutcome, Box<RunFailure>> {
        self.run_on(Server::new(Rc::clone(connection)), purge, print, plan)
    }

    /// As [`run`](Self::run), with somebody who sees every statement and may stop the run.
    ///
    /// # Errors
    ///
    /// As [`run`](Self::run); [`RuntimeError::Stopped`] where the watch objects.
    pub fn run_watched(
        &self,
        connection: &Rc<RefCell<Connection>>,
        watch: Rc<RefCell<dyn StatementWatch>>,
        purge: Purge,
        print: Print,
        plan: impl FnOnce(&[RevisionId]) -> Result<Vec<MigrationStep>, RuntimeError>,
    ) -> Result<RunOutcome, Box<RunFailure>> {
        let server = Server::watched(Rc::clone(connection), watch);
        self.run_on(server, purge, print, plan)
    }

    fn run_on(
        &self,
        server: Server,
        purge: Purge,
        print: Print,
        plan: impl FnOnce(&[RevisionId]) -> Result<Vec<MigrationStep>, RuntimeError>,
    ) -> Result<RunOutcome, Box<RunFailure>> {
        self.log_configuration(Target::Server);
        let sink = self.sink(server, Target::Server);
        let prepared = match self.prepare(&sink, purge, plan) {
            Ok(prepared) => prepared,
            Err(error) => {
                sink.borrow_mut().target().roll_back();
                return Err(Box::new(RunFailure::from(error)));
            }
        };
        let interpreter = (self.make_interpreter)(sink.clone(), print);
        let mut walk = Walk {
            context: self,
            sink: sink.clone(),
            interpreter,
            rows: prepared.rows,
            maintainer: HeadMaintainer::new(prepared.start.iter().cloned()),
            progress: Progress::new(&prepared.start),
        };
        match walk.steps(&prepared.steps) {
            Ok(()) => Ok(walk.outcome()),
            Err(error) => {
                sink.borrow_mut().target().roll_back();
                Err(Box::new(walk.progress.failure(error)))
            }
        }
    }

    /// Reads the rows, makes the plan, checks it, and sees to the version table.
    fn prepare(
        &self,
        sink: &Shared<Server>,
        purge: Purge,
        plan: impl FnOnce(&[RevisionId]) -> Result<Vec<MigrationStep>, RuntimeError>,
    ) -> Result<Prepared, RuntimeError> {
        let table = &self.options.version_table;
        let state = {
            let mut sink = sink.borrow_mut();
            let target = sink.target();
            target.begin()?;
            for statement in &self.options.transaction_setup {
                target.bookkeeping(statement)?;
            }
            VersionTableState::read(&mut target.connection(), table)?
        };
        let start = match purge {
            Purge::Keep => state.rows,
            Purge::DeleteAll => Vec::new(),
        };
        let steps = plan(&start)?;
        self.refuse_what_cannot_be_done(&steps)?;
        let shared: SharedSink = sink.clone();
        self.refuse_operations_while_loading(&shared)?;
        let mut sink = sink.borrow_mut();
        let target = sink.target();
        let mut rows = ServerRows::new(
            table,
            table.statements(Target::Server)?,
            self.width_of_history(),
        );
        rows.found(state.width);
        if start.is_empty() {
            rows.create_if_missing(target)?;
        }
        if purge == Purge::DeleteAll {
            rows.delete_all(target)?;
        }
        if self.options.transaction_mode != TransactionMode::WholeRun {
            target.commit()?;
        }
        Ok(Prepared { start, steps, rows })
    }

    /// Ends before the first statement when a revision cannot be done.
    fn refuse_what_cannot_be_done(&self, steps: &[MigrationStep]) -> Result<(), RuntimeError> {
        let mut refused = Vec::new();
        for recorded in self.record(steps)? {
            match recorded.check {
                StepCheck::Complete | StepCheck::NeedsDatabase(_) => {}
                StepCheck::Refused(error) => refused.push(error),
            }
        }
        match refused.len() {
            0 => Ok(()),
            1 => Err(refused.remove(0)),
            _ => Err(RuntimeError::Refused(refused)),
        }
    }
}
