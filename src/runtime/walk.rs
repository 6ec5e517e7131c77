//! The walk all runs share: evaluate a step, record it in the version table, go on.

use crate::host::evaluate_upgrade;
use crate::python::Interpreter;
use crate::script::{RevisionId, RevisionIndex};

use super::context_options::ScriptFrame;
use super::error::RuntimeError;
use super::head_maintainer::{HeadMaintainer, VersionWrite};
use super::migration_context::{LOGGER, MigrationContext, Shared};
use super::outcome::{RunFailure, RunOutcome};
use super::sinks::StatementTarget;
use super::step::MigrationStep;
use super::transaction_mode::TransactionMode;

/// What a kind of run does about the version table.
pub(super) trait VersionRows<T> {
    /// Comes before a step: the table is created where the run needs it to be.
    fn before_step(
        &mut self,
        target: &mut T,
        heads: &[RevisionId],
        step: &str,
    ) -> Result<(), RuntimeError>;

    /// Writes a row.
    fn write(&mut self, target: &mut T, write: &VersionWrite) -> Result<(), RuntimeError>;
}

/// Takes the steps of a plan one by one and remembers how far it came.
pub(super) struct Walk<'w, T, Rows> {
    pub(super) context: &'w MigrationContext<'w>,
    pub(super) sink: Shared<T>,
    pub(super) interpreter: Interpreter,
    pub(super) rows: Rows,
    pub(super) maintainer: HeadMaintainer,
    pub(super) progress: Progress,
}

/// What was applied, and what of it is committed.
#[derive(Debug, Default)]
pub(super) struct Progress {
    applied: Vec<RevisionId>,
    committed: usize,
    committed_heads: Vec<RevisionId>,
    current: Option<RevisionId>,
    partly_committed: Vec<RevisionId>,
}

impl Progress {
    /// Begins at the rows the database has.
    pub(super) fn new(heads: &[RevisionId]) -> Self {
        Self {
            committed_heads: heads.to_vec(),
            ..Self::default()
        }
    }

    /// The account of a run that failed.
    pub(super) fn failure(self, error: RuntimeError) -> RunFailure {
        let mut committed = self.applied;
        committed.truncate(self.committed);
        RunFailure {
            error,
            revision: self.current,
            committed,
            partly_committed: self.partly_committed,
            heads: self.committed_heads,
        }
    }
}

impl<T: StatementTarget + 'static, Rows: VersionRows<T>> Walk<'_, T, Rows> {
    /// Takes every step, and the transactions around them.
    pub(super) fn steps(&mut self, steps: &[MigrationStep]) -> Result<(), RuntimeError> {
        for step in steps {
            self.step(step)?;
        }
        if self.context.is_one_transaction() {
            self.commit()?;
        }
        Ok(())
    }

    fn step(&mut self, step: &MigrationStep) -> Result<(), RuntimeError> {
        let map = self.context.map();
        let alone = !self.context.is_one_transaction();
        if alone {
            self.begin()?;
        }
        let short_log = step.short_log(map);
        self.rows.before_step(
            self.sink.borrow_mut().target(),
            self.maintainer.heads(),
            &short_log,
        )?;
        match step {
            MigrationStep::Upgrade(index) => {
                let title = self.context.scripts.script(*index).doc();
                log::info!(target: LOGGER, "Running {}", step.log_line(map, Some(title)));
                let revision = Some(map.id(*index));
                self.sink.borrow_mut().target().revision(revision);
                self.evaluate(*index)?;
            }
            MigrationStep::Stamp(_) => log::info!(target: LOGGER, "Running {short_log}"),
        }
        for write in self.maintainer.update_to_step(step, map)? {
            self.rows.write(self.sink.borrow_mut().target(), &write)?;
        }
        self.sink.borrow_mut().target().revision(None);
        self.progress.applied.extend(self.progress.current.take());
        if alone {
            self.commit()?;
        }
        Ok(())
    }

    /// Evaluates `upgrade()`; an `autocommit_block()` in it commits what came before.
    fn evaluate(&mut self, index: RevisionIndex) -> Result<(), RuntimeError> {
        let revision = self.context.map().id(index).clone();
        self.progress.current = Some(revision.clone());
        let commits = self.sink.borrow().commits_of_migrations();
        let heads = self.maintainer.heads().to_vec();
        let result = evaluate_step(self.context, &mut self.interpreter, index);
        if self.sink.borrow().commits_of_migrations() > commits {
            self.progress.committed = self.progress.applied.len();
            self.progress.committed_heads = heads;
            self.progress.partly_committed = vec![revision];
        }
        result
    }

    fn begin(&mut self) -> Result<(), RuntimeError> {
        if self.writes_transactions() {
            self.sink.borrow_mut().target().begin()
        } else {
            Ok(())
        }
    }

    fn commit(&mut self) -> Result<(), RuntimeError> {
        if self.writes_transactions() {
            self.sink.borrow_mut().target().commit()?;
        }
        self.progress.committed = self.progress.applied.len();
        self.progress.committed_heads = self.maintainer.heads().to_vec();
        self.progress.partly_committed.clear();
        Ok(())
    }

    /// A script of `transactional_ddl=False` has neither BEGIN nor COMMIT in it; one that `env.py`
    /// asks for outside of `begin_transaction()` has none around the whole.
    fn writes_transactions(&self) -> bool {
        let options = &self.context.options;
        let in_script = match options.transaction_mode {
            TransactionMode::NonTransactional => false,
            TransactionMode::PerMigration => true,
            TransactionMode::WholeRun => options.script_frame == ScriptFrame::Transaction,
        };
        in_script || !self.sink.borrow_mut().target().is_offline()
    }

    /// The account of a run that went through.
    pub(super) fn outcome(self) -> RunOutcome {
        RunOutcome {
            applied: self.progress.applied,
            heads: self.maintainer.heads().to_vec(),
        }
    }
}

/// Evaluates the `upgrade()` of a revision; the interpreter knows the sink.
pub(super) fn evaluate_step(
    context: &MigrationContext<'_>,
    interpreter: &mut Interpreter,
    index: RevisionIndex,
) -> Result<(), RuntimeError> {
    let script = context.scripts.script(index);
    evaluate_upgrade(interpreter, script.path()).map_err(|source| RuntimeError::Evaluation {
        revision: script.id().clone(),
        path: script.path().to_owned(),
        source,
    })
}
