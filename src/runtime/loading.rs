//! Operations at the top level of a file, which Alembic performs while it loads the history.

use crate::host::refuse_operations_while_loading;
use crate::script::Loading;

use super::error::RuntimeError;
use super::migration_context::{MigrationContext, SharedSink};

impl MigrationContext<'_> {
    /// Refuses a history of which a file performs operations when it is loaded.
    ///
    /// Alembic loads every file of the history inside of `context.run_migrations()`, before the
    /// first step (`RevisionMap._revision_map` asks for all of them), whichever revisions a run is
    /// about. Files whose top level only declares are not evaluated for that; where the others ask
    /// whether a type or table exists, `sink` answers.
    ///
    /// # Errors
    ///
    /// The first operation, with its place.
    pub(super) fn refuse_operations_while_loading(
        &self,
        sink: &SharedSink,
    ) -> Result<(), RuntimeError> {
        let map = self.map();
        let mut candidates = map
            .indices()
            .filter(|index| map.revision(*index).loading == Loading::MayOperate)
            .peekable();
        if candidates.peek().is_none() {
            return Ok(());
        }
        let mut interpreter = (self.make_interpreter)(sink.clone(), Box::new(|_| {}));
        for index in candidates {
            let script = self.scripts.script(index);
            refuse_operations_while_loading(&mut interpreter, script.path()).map_err(|source| {
                RuntimeError::Evaluation {
                    revision: script.id().clone(),
                    path: script.path().to_owned(),
                    source,
                }
            })?;
        }
        Ok(())
    }
}
