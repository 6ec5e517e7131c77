//! An INSERT executed with several sets of values: rows that are alike go in one statement
//! (`insertmanyvalues`).

use crate::schema::statement::{Insert, InsertSource};

use super::super::error::DdlError;
use super::super::expression::ExpressionCompiler;
use super::super::options::Target;
use super::super::selectable::Scope;
use super::executed::Executed;
use super::insert::{InsertParts, Rows};
use super::setting::Setting;

/// The most rows of one statement (`insertmanyvalues_page_size`).
const PAGE: usize = 1000;

/// The statements of an INSERT for all sets of values.
///
/// Statements with ON CONFLICT stay apart, as do those that select.
pub(in crate::ddl) fn insert_sets<'a>(
    target: Target,
    insert: &Insert,
    sets: impl Iterator<Item = Executed<'a>>,
) -> Result<Vec<String>, DdlError> {
    let together = insert.on_conflict.is_none()
        && matches!(
            insert.source,
            InsertSource::Unspecified | InsertSource::Row(_)
        );
    let mut statements = Vec::new();
    let mut open: Option<InsertParts> = None;
    for executed in sets {
        if executed.is_one_of_many() && matches!(insert.source, InsertSource::Rows(_)) {
            return Err(DdlError::Unsupported(
                "an INSERT of several rows executed with several sets of values".to_owned(),
            ));
        }
        let scope = Scope::default();
        let compiler = ExpressionCompiler {
            scope: Some(&scope),
            executed: Some(executed),
            ..ExpressionCompiler::for_statement(target)
        };
        let mut parts = compiler.insert(&scope, insert, Setting::TopLevel)?;
        if together
            && let Some(page) = &mut open
            && page.head == parts.head
            && page.tail == parts.tail
            && let (Rows::Values(rows), Rows::Values(more)) = (&mut page.rows, &mut parts.rows)
            && rows.len() + more.len() <= PAGE
        {
            rows.append(more);
            continue;
        }
        statements.extend(open.replace(parts).map(InsertParts::statement));
    }
    statements.extend(open.map(InsertParts::statement));
    Ok(statements)
}
