//! `--sql`: a plan becomes a script.

use crate::ddl::{Target, VersionTableStatements};
use crate::script::RevisionId;

use super::context_options::ScriptFrame;
use super::error::RuntimeError;
use super::head_maintainer::{HeadMaintainer, VersionWrite};
use super::migration_context::{MigrationContext, SharedSink};
use super::sinks::{ScriptWriter, StatementTarget};
use super::step::MigrationStep;
use super::version_width::VersionWidth;
use super::walk::{Progress, VersionRows, Walk};

impl MigrationContext<'_> {
    /// The script that brings a database with the rows `start` along the steps that `plan` gives.
    ///
    /// # Errors
    ///
    /// The first step that cannot be planned, evaluated or written; nothing of the script is
    /// given then, because somebody could run the half of it.
    pub fn write_script(
        &self,
        start: &[RevisionId],
        target: Target,
        plan: impl FnOnce(&[RevisionId]) -> Result<Vec<MigrationStep>, RuntimeError>,
    ) -> Result<String, RuntimeError> {
        let steps = plan(start)?;
        let sink = self.sink(ScriptWriter::default(), target);
        let shared: SharedSink = sink.clone();
        self.refuse_operations_while_loading(&shared)?;
        let printed = sink.clone();
        let print = move |text: &str| printed.borrow_mut().target().print(text);
        let interpreter = (self.make_interpreter)(sink.clone(), Box::new(print));
        if self.has_script_frame() {
            sink.borrow_mut().target().begin()?;
        }
        let mut walk = Walk {
            context: self,
            sink: sink.clone(),
            interpreter,
            rows: ScriptRows {
                statements: self.options.version_table.statements(target)?,
                needed: self.width_of_history(),
                width: None,
            },
            maintainer: HeadMaintainer::new(start.iter().cloned()),
            progress: Progress::new(start),
        };
        walk.steps(&steps)?;
        let text = sink.borrow_mut().target().take_text();
        Ok(text)
    }

    /// Whether a script begins with BEGIN and ends with COMMIT.
    fn has_script_frame(&self) -> bool {
        self.is_one_transaction() && self.options.script_frame == ScriptFrame::Transaction
    }

    /// The script that creates the version table, and does nothing else (`ensure_version --sql`).
    ///
    /// # Errors
    ///
    /// A name that is no identifier.
    pub fn version_table_script(&self, target: Target) -> Result<String, RuntimeError> {
        let statements = self.options.version_table.statements(target)?;
        let mut writer = ScriptWriter::default();
        let transaction = self.has_script_frame();
        if transaction {
            writer.begin()?;
        }
        writer.bookkeeping(&statements.create(self.width_of_history().characters()))?;
        if transaction {
            writer.commit()?;
        }
        Ok(writer.take_text())
    }
}

/// The version table of a database that cannot be looked at.
struct ScriptRows {
    statements: VersionTableStatements,
    needed: VersionWidth,
    /// The width from here on, where the script has seen to it.
    width: Option<VersionWidth>,
}

impl VersionRows<ScriptWriter> for ScriptRows {
    /// A database without rows may have no table yet: the script creates it.
    fn before_step(
        &mut self,
        target: &mut ScriptWriter,
        heads: &[RevisionId],
        step: &str,
    ) -> Result<(), RuntimeError> {
        if heads.is_empty() {
            target.bookkeeping(&self.statements.create(self.needed.characters()))?;
            self.width = Some(self.needed);
        }
        target.line(&format!("-- Running {step}"));
        Ok(())
    }

    fn write(
        &mut self,
        target: &mut ScriptWriter,
        write: &VersionWrite,
    ) -> Result<(), RuntimeError> {
        let width = self.width.unwrap_or(VersionWidth::ALEMBIC);
        if write.written().is_some_and(|id| !width.holds(id.as_str())) {
            target.bookkeeping(&self.statements.widen_if_narrower(self.needed.characters()))?;
            self.width = Some(self.needed);
        }
        target.bookkeeping(&write.statement(&self.statements))?;
        Ok(())
    }
}
