//! The project's migrations as a release runs them: `env.py`'s options and a way to evaluate.

use std::cell::RefCell;
use std::rc::Rc;

use crate::db::Connection;
use crate::runtime::{
    ContextOptions, MakeInterpreter, MigrationContext, MigrationStep, Purge, RunFailure,
    RunOutcome, RuntimeError, StatementWatch, TransactionMode,
};
use crate::script::{RevisionId, ScriptDirectory};

use super::obstacle::Obstacle;
use super::proof;
use super::record::Stop;
use super::run::Run;
use super::steady_session::SessionLimits;
use super::targets::Target;
use super::watch::ReleaseWatch;

/// What every phase that evaluates revisions needs.
pub struct Migrations<'a> {
    /// The revisions.
    pub scripts: &'a ScriptDirectory,
    /// What `env.py` passes to `context.configure()`.
    pub options: ContextOptions,
    /// What `env.py` executes on its connection before a run.
    pub before: Vec<String>,
    /// What it executes after one.
    pub after: Vec<String>,
    /// Makes an interpreter for a run.
    pub make_interpreter: &'a MakeInterpreter<'a>,
}

impl Migrations<'_> {
    /// A context in which a run is one transaction, whatever `env.py` says: what a gate stops must
    /// be undone as a whole.
    pub fn context(&self) -> MigrationContext<'_> {
        let options = ContextOptions {
            transaction_mode: TransactionMode::WholeRun,
            ..self.options.clone()
        };
        MigrationContext::new(self.scripts, options, self.make_interpreter)
    }

    /// Runs the migrations of an empty database up to a revision, unwatched.
    ///
    /// # Errors
    /// What a revision or the server says.
    pub fn build(&self, connection: Connection, revision: &str) -> Result<(), Obstacle> {
        let connection = Rc::new(RefCell::new(connection));
        let built = self
            .execute(&connection, &self.before)
            .and_then(|()| {
                let plan = |rows: &[RevisionId]| {
                    let steps = self.scripts.map().upgrade_steps(revision, rows)?;
                    Ok(steps.into_iter().map(MigrationStep::Upgrade).collect())
                };
                self.context()
                    .run(&connection, Purge::Keep, Box::new(|_| {}), plan)
                    .map_err(|failure| {
                        let place = failure.revision.as_ref().map_or("", RevisionId::as_str);
                        let mut obstacle = proof::of_error(&failure.error);
                        obstacle.detail = format!(
                            "the migrations cannot be run from nothing to {revision}: {place} {}",
                            obstacle.detail
                        );
                        obstacle.with_fact("revision", place)
                    })
            })
            .map(drop);
        // The evaluator may keep the connection alive.
        connection.borrow_mut().close();
        built
    }

    /// Executes what `env.py` does before a run; the release's time limits must outlast it.
    fn prepare(&self, connection: &Rc<RefCell<Connection>>) -> Result<(), Obstacle> {
        let limits = SessionLimits::read(&mut connection.borrow_mut())?;
        self.execute(connection, &self.before)?;
        limits.check(&mut connection.borrow_mut())
    }

    fn execute(
        &self,
        connection: &Rc<RefCell<Connection>>,
        statements: &[String],
    ) -> Result<(), Obstacle> {
        for statement in statements {
            connection
                .borrow_mut()
                .execute(statement)
                .map_err(|error| {
                    Obstacle::database("cannot execute what env.py executes", &error)
                        .with_fact("statement", statement)
                })?;
        }
        Ok(())
    }
}

/// A session that migrations run in. It is closed with the run, whoever still holds it.
pub(super) struct Session(Rc<RefCell<Connection>>);

impl Session {
    /// A session in `target`, set up as `env.py` does it.
    pub(super) fn open(run: &mut Run<'_>, gate: &str, target: &Target) -> Result<Self, Stop> {
        let connection = Rc::new(RefCell::new(run.session(gate, target)?));
        let prepared = run.migrations().prepare(&connection);
        run.expect(gate, None, prepared)?;
        let watched = connection.borrow_mut().watch_for_interruption();
        let watched =
            watched.map_err(|error| Obstacle::database("cannot watch for Ctrl-C", &error));
        run.expect(gate, None, watched)?;
        Ok(Self(connection))
    }

    /// The connection, before the run.
    pub(super) fn connection(&self) -> std::cell::RefMut<'_, Connection> {
        self.0.borrow_mut()
    }

    /// Runs the steps that `plan` makes of the rows, while `watch` watches, and ends the session.
    pub(super) fn run(
        self,
        run: &Run<'_>,
        watch: &Rc<RefCell<ReleaseWatch>>,
        plan: impl FnOnce(&[RevisionId]) -> Result<Vec<MigrationStep>, RuntimeError>,
    ) -> Result<RunOutcome, Box<RunFailure>> {
        let watch: Rc<RefCell<dyn StatementWatch>> = Rc::<RefCell<ReleaseWatch>>::clone(watch);
        let print = Box::new(|_: &str| {});
        let migrations = run.migrations();
        let context = migrations.context();
        let outcome = context.run_watched(&self.0, watch, Purge::Keep, print, plan);
        self.0.borrow_mut().close();
        outcome
    }
}
