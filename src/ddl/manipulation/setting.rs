//! Where an INSERT, UPDATE or DELETE stands.

use crate::schema::statement::{FromClause, Statement};

use super::super::error::DdlError;
use super::super::expression::ExpressionCompiler;
use super::super::selectable::{Level, Scope};

/// Where a statement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ddl) enum Setting {
    /// By itself.
    TopLevel,
    /// Inside of a CTE: nobody asks for generated keys.
    CommonTable,
}

impl Setting {
    /// The level at which CTEs are written; none for those of the whole statement.
    pub(super) fn level_of_common_tables(self, scope: &Scope) -> Option<usize> {
        match self {
            Self::TopLevel => None,
            Self::CommonTable => Some(scope.depth()),
        }
    }
}

impl ExpressionCompiler<'_> {
    /// An INSERT, UPDATE or DELETE in its place.
    pub(in crate::ddl) fn manipulation(
        self,
        scope: &Scope,
        statement: &Statement,
        setting: Setting,
    ) -> Result<String, DdlError> {
        let text = match statement {
            Statement::Query(_) => Err(DdlError::Unsupported(
                "a query where INSERT, UPDATE or DELETE is expected".to_owned(),
            )),
            Statement::Insert(insert) => self
                .insert(scope, insert, setting)
                .map(super::insert::InsertParts::statement),
            Statement::Update(update) => self.update(scope, update, setting),
            Statement::Delete(delete) => self.delete(scope, delete, setting),
        };
        scope.count_manipulation();
        text
    }
}

/// Begins a statement whose conditions see these tables.
pub(super) fn enter<'a>(scope: &Scope, tables: impl Iterator<Item = &'a FromClause>) {
    let own: std::collections::HashSet<_> = tables
        .flat_map(FromClause::from_objects)
        .map(|from| from.identity())
        .collect();
    scope.enter(Level {
        enclosing: own.clone(),
        own,
        ..Level::default()
    });
}
