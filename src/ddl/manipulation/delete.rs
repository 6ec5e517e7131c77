//! DELETE (`visit_delete`).

use crate::schema::statement::deduction::extra_froms;
use crate::schema::statement::{Delete, FromClause};

use super::super::error::DdlError;
use super::super::expression::ExpressionCompiler;
use super::super::selectable::{Following, Scope};
use super::setting::{Setting, enter};

impl ExpressionCompiler<'_> {
    /// A DELETE in its place.
    pub(super) fn delete(
        self,
        scope: &Scope,
        delete: &Delete,
        setting: Setting,
    ) -> Result<String, DdlError> {
        let extra = extra_froms(&delete.table, delete.conditions.iter());
        enter(scope, std::iter::once(&delete.table).chain(&extra));
        let written = self.delete_inside(scope, delete, &extra, setting);
        scope.leave();
        written
    }

    fn delete_inside(
        self,
        scope: &Scope,
        delete: &Delete,
        extra: &[FromClause],
        setting: Setting,
    ) -> Result<String, DdlError> {
        let prefixes = self.prefixes(&delete.prefixes)?;
        let table = self.write_from(&delete.table)?;
        self.independent_ctes(scope, &delete.independent_ctes)?;
        let mut text = format!("DELETE {prefixes}FROM {table}");
        text.push_str(&self.other_tables(" USING ", extra)?);
        text.push_str(&self.where_clause(&delete.conditions)?);
        text.push_str(&self.returning(&delete.returning)?);
        let level = setting.level_of_common_tables(scope);
        let common_tables = scope.write_common_tables(level, Following::Excluded);
        text.insert_str(0, &common_tables);
        Ok(text)
    }
}
