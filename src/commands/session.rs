//! A command's dealings with a database: connect, ask, run, show.

use std::cell::RefCell;
use std::rc::Rc;

use crate::config::DatabaseUrl;
use crate::db::{Connection, Sandbox, SandboxOptions};
use crate::host::environment::EnvironmentMode;
use crate::runtime::{
    ContextOptions, MigrationContext, MigrationStep, Purge, RunOutcome, RuntimeError,
};
use crate::script::{RevisionId, ScriptDirectory};

use super::database::Database;
use super::decision::Decision;
use super::environment::learn;
use super::error::CommandError;
use super::evaluation::Evaluation;
use super::invocation::Invocation;
use super::plan::learn_offline;
use super::project::Project;

/// A connection to the project's database, configured as `env.py` configures it.
pub(super) struct Session {
    connection: Rc<RefCell<Connection>>,
    url: DatabaseUrl,
    sandbox: Option<Sandbox>,
    options: ContextOptions,
    evaluation: Evaluation,
    after: Vec<String>,
}

impl Session {
    /// Evaluates `env.py`, chooses the database and connects.
    ///
    /// `tag` is what `--tag` gives `env.py`.
    pub(super) fn open(
        invocation: &Invocation,
        project: &Project,
        tag: Option<&str>,
    ) -> Result<Self, CommandError> {
        let decision = learn(invocation, project, EnvironmentMode::Online, tag)?;
        let database = Database::open(invocation, project, &decision.url)?;
        Self::on(invocation, project, decision, database)
    }

    /// Evaluates `env.py`, and connects to the empty database of a private server whatever
    /// database it names.
    pub(super) fn open_private(
        invocation: &Invocation,
        project: &Project,
    ) -> Result<Self, CommandError> {
        let decision = learn_offline(invocation, project)?;
        let database = Database::open_private(&SandboxOptions::Temporary)?;
        Self::on(invocation, project, decision, database)
    }

    fn on(
        invocation: &Invocation,
        project: &Project,
        decision: Decision,
        database: Database,
    ) -> Result<Self, CommandError> {
        let evaluation = Evaluation::new(invocation, project, &decision)?;
        let mut connection = database.connection;
        for statement in &decision.before {
            connection.execute(statement)?;
        }
        Ok(Self {
            connection: Rc::new(RefCell::new(connection)),
            url: database.url,
            sandbox: database.sandbox,
            options: decision.options,
            evaluation,
            after: decision.after,
        })
    }

    /// The rows of the version table. Nothing is changed.
    pub(super) fn current_heads(
        &self,
        scripts: &ScriptDirectory,
    ) -> Result<Vec<RevisionId>, CommandError> {
        let evaluation = &self.evaluation;
        let make_interpreter = |sink, print| evaluation.interpreter(sink, print);
        let context = MigrationContext::new(scripts, self.options.clone(), &make_interpreter);
        Ok(context.current_heads(&mut self.connection.borrow_mut())?)
    }

    /// Runs the steps that `plan` makes of the rows.
    pub(super) fn run(
        &self,
        invocation: &Invocation,
        scripts: &ScriptDirectory,
        purge: Purge,
        plan: impl FnOnce(&[RevisionId]) -> Result<Vec<MigrationStep>, RuntimeError>,
    ) -> Result<RunOutcome, CommandError> {
        let evaluation = &self.evaluation;
        let make_interpreter = |sink, print| evaluation.interpreter(sink, print);
        let context = MigrationContext::new(scripts, self.options.clone(), &make_interpreter);
        let printer = invocation.printer.clone();
        let print = Box::new(move |text: &str| printer.script(text));
        self.connection.borrow_mut().watch_for_interruption()?;
        let outcome = context
            .run(&self.connection, purge, print, plan)
            .map_err(|failure| {
                let error = CommandError::from(failure);
                if self.connection.borrow().is_interrupted() {
                    error.interrupted()
                } else {
                    error
                }
            })?;
        for statement in &self.after {
            self.connection.borrow_mut().execute(statement)?;
        }
        Ok(outcome)
    }

    /// The URL without its password.
    pub(super) fn masked_url(&self) -> String {
        self.url.to_string()
    }

    /// The private server, where `--sandbox` asked for one.
    pub(super) fn sandbox(&self) -> Option<&Sandbox> {
        self.sandbox.as_ref()
    }

    /// The name of the version table, with its schema where `env.py` gives one.
    pub(super) fn version_table(&self) -> String {
        let table = &self.options.version_table.reference;
        match &table.schema {
            Some(schema) => format!("{}.{}", schema.text(), table.name.text()),
            None => table.name.text().to_owned(),
        }
    }

    /// The connection.
    pub(super) fn connection(&self) -> &Rc<RefCell<Connection>> {
        &self.connection
    }
}
