//! What a run needs: `alembic.runtime.migration.MigrationContext`.
//!
//! A context writes a script (`write_script`), executes on a server (`run`) or only checks
//! (`record`); each is a walk over the steps of a plan with a target of its own.

use std::cell::RefCell;
use std::rc::Rc;

use crate::db::Connection;
use crate::ddl::{DdlCompiler, Target};
use crate::operations::OperationSink;
use crate::python::Interpreter;
use crate::script::{RevisionId, RevisionMap, ScriptDirectory};

use super::context_options::ContextOptions;
use super::error::RuntimeError;
use super::sinks::{CompilingSink, StatementTarget};
use super::transaction_mode::TransactionMode;
use super::version_table::VersionTableState;
use super::version_width::VersionWidth;

/// The logger Alembic's migration context writes to.
pub(super) const LOGGER: &str = "alembic.runtime.migration";

/// The sink that `op` talks to.
pub type SharedSink = Rc<RefCell<dyn OperationSink>>;

/// Takes what a migration prints.
pub type Print = Box<dyn FnMut(&str)>;

/// Makes an interpreter whose `op` talks to a sink and whose `print` writes to the second argument.
///
/// A run has one of its own, so that nothing a migration changes in a module survives from the
/// evaluation before an upgrade into the upgrade.
pub type MakeInterpreter<'a> = dyn Fn(SharedSink, Print) -> Interpreter + 'a;

/// A sink that the interpreter and the walk share.
pub(super) type Shared<T> = Rc<RefCell<CompilingSink<T>>>;

/// The revisions, the options, and a way to evaluate.
pub struct MigrationContext<'a> {
    pub(super) scripts: &'a ScriptDirectory,
    pub(super) options: ContextOptions,
    pub(super) make_interpreter: &'a MakeInterpreter<'a>,
}

impl<'a> MigrationContext<'a> {
    /// A context over the revisions of `scripts`.
    pub fn new(
        scripts: &'a ScriptDirectory,
        options: ContextOptions,
        make_interpreter: &'a MakeInterpreter<'a>,
    ) -> Self {
        Self {
            scripts,
            options,
            make_interpreter,
        }
    }

    /// The rows of the version table; none where there is no table. Nothing is changed.
    ///
    /// # Errors
    ///
    /// The server's.
    pub fn current_heads(
        &self,
        connection: &mut Connection,
    ) -> Result<Vec<RevisionId>, RuntimeError> {
        self.log_configuration(Target::Server);
        Ok(VersionTableState::read(connection, &self.options.version_table)?.rows)
    }

    /// The revision graph.
    pub(super) fn map(&self) -> &'a RevisionMap {
        self.scripts.map()
    }

    /// Says what Alembic says when a context is configured.
    pub fn log_configuration(&self, target: Target) {
        log::info!(target: LOGGER, "Context impl PostgresqlImpl.");
        if matches!(target, Target::Script { .. }) {
            log::info!(target: LOGGER, "Generating static SQL");
        }
        let adjective = self.options.transaction_mode.adjective();
        log::info!(target: LOGGER, "Will assume {adjective} DDL.");
    }

    /// A sink that compiles for `compiler_target` and hands statements to `target`.
    pub(super) fn sink<T: StatementTarget + 'static>(
        &self,
        target: T,
        compiler_target: Target,
    ) -> Shared<T> {
        let options = crate::ddl::CompilerOptions {
            target: compiler_target,
            naming_convention: self.options.naming_convention.clone(),
        };
        let mode = self.options.transaction_mode;
        Rc::new(RefCell::new(CompilingSink::new(
            DdlCompiler::new(options),
            target,
            mode,
        )))
    }

    /// The width that holds every identifier of the history.
    pub(super) fn width_of_history(&self) -> VersionWidth {
        let map = self.map();
        VersionWidth::for_identifiers(map.indices().map(|index| map.id(index).as_str()))
    }

    /// Whether a walk has one transaction around all of its steps.
    pub(super) fn is_one_transaction(&self) -> bool {
        self.options.transaction_mode == TransactionMode::WholeRun
    }
}
