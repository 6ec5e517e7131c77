//! COMMENT ON.

use crate::schema::{Name, TableReference};

use super::super::error::DdlError;
use super::ddl_compiler::DdlCompiler;

impl DdlCompiler {
    /// `COMMENT ON TABLE name IS comment`.
    pub(super) fn table_comment(
        &self,
        table: &TableReference,
        comment: Option<&str>,
    ) -> Result<String, DdlError> {
        Ok(format!(
            "COMMENT ON TABLE {} IS {}",
            self.preparer().format_table(table)?,
            self.comment_text(comment)
        ))
    }

    /// `COMMENT ON COLUMN table.name IS comment`.
    pub(super) fn column_comment(
        &self,
        table: &TableReference,
        column: &Name,
        comment: &str,
    ) -> Result<String, DdlError> {
        Ok(format!(
            "COMMENT ON COLUMN {}.{} IS {}",
            self.preparer().format_table(table)?,
            self.preparer().quote(column)?,
            self.comment_text(Some(comment))
        ))
    }
}
