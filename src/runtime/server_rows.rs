//! The version table of a live database: created, widened and written.

use crate::ddl::VersionTableStatements;
use crate::script::RevisionId;

use super::error::RuntimeError;
use super::head_maintainer::VersionWrite;
use super::sinks::{Server, StatementTarget};
use super::version_table::{ColumnWidth, VersionTable, column_width};
use super::version_width::VersionWidth;
use super::walk::VersionRows;

/// The logger for what Alembic has no word for.
const LOGGER: &str = "alembic.rs";

/// Writes rows, and sees to it that they fit.
pub(super) struct ServerRows {
    /// The table's name, for messages.
    name: String,
    statements: VersionTableStatements,
    needed: VersionWidth,
    width: Option<ColumnWidth>,
}

impl ServerRows {
    /// Rows of `table`; `needed` is the width that holds every identifier of the history.
    pub(super) fn new(
        table: &VersionTable,
        statements: VersionTableStatements,
        needed: VersionWidth,
    ) -> Self {
        let name = table.reference.name.text().to_owned();
        Self {
            name,
            statements,
            needed,
            width: None,
        }
    }

    /// Remembers the width the column was found with; `None` where there is no table.
    pub(super) fn found(&mut self, width: Option<ColumnWidth>) {
        self.width = width;
    }

    /// Creates the table where there is none, wide enough for every identifier of the history.
    pub(super) fn create_if_missing(&mut self, target: &mut Server) -> Result<(), RuntimeError> {
        if self.width.is_none() {
            target.bookkeeping(&self.statements.create(self.needed.characters()))?;
            self.width = Some(ColumnWidth::Limited(self.needed));
        }
        Ok(())
    }

    /// Deletes every row.
    pub(super) fn delete_all(&mut self, target: &mut Server) -> Result<(), RuntimeError> {
        self.create_if_missing(target)?;
        target.bookkeeping(&self.statements.delete_all())?;
        Ok(())
    }

    /// Widens the column when `id` does not fit; a migration may have changed it meanwhile.
    fn make_room(&mut self, target: &mut Server, id: &RevisionId) -> Result<(), RuntimeError> {
        if self
            .width
            .as_ref()
            .is_some_and(|width| width.holds(id.as_str()))
        {
            return Ok(());
        }
        self.width = column_width(&mut target.connection(), &self.statements)?;
        match &self.width {
            Some(ColumnWidth::Limited(width)) if !width.holds(id.as_str()) => {
                log::info!(
                    target: LOGGER,
                    "Widening {}.version_num from {width} to {}: the revision id '{id}' has {} \
                     characters",
                    self.name,
                    self.needed,
                    id.as_str().chars().count(),
                );
                target.bookkeeping(&self.statements.widen(self.needed.characters()))?;
                self.width = Some(ColumnWidth::Limited(self.needed));
                Ok(())
            }
            Some(ColumnWidth::Other(found)) if id.as_str().chars().count() > ALWAYS_FITS => {
                Err(RuntimeError::ColumnType {
                    version_table: self.name.clone(),
                    found: found.clone(),
                    revision: id.clone(),
                    needed: self.needed,
                })
            }
            Some(ColumnWidth::Limited(_) | ColumnWidth::Unlimited | ColumnWidth::Other(_))
            | None => Ok(()),
        }
    }
}

/// Identifiers of this many characters are left to the server to judge.
const ALWAYS_FITS: usize = 32;

impl VersionRows<Server> for ServerRows {
    fn before_step(
        &mut self,
        _target: &mut Server,
        _heads: &[RevisionId],
        _step: &str,
    ) -> Result<(), RuntimeError> {
        Ok(())
    }

    fn write(&mut self, target: &mut Server, write: &VersionWrite) -> Result<(), RuntimeError> {
        if let Some(id) = write.written() {
            self.make_room(target, id)?;
        }
        let found = target.bookkeeping(&write.statement(&self.statements))?;
        match (write, found) {
            (VersionWrite::Update { .. } | VersionWrite::Delete(_), Some(found)) if found != 1 => {
                Err(RuntimeError::RowCount {
                    action: write.action(),
                    version_table: self.name.clone(),
                    found,
                })
            }
            (
                VersionWrite::Insert(_) | VersionWrite::Update { .. } | VersionWrite::Delete(_),
                _,
            ) => Ok(()),
        }
    }
}
