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

#[cfg(test)]
mod tests {
    use super::super::fixture::insert;
    use super::*;
    use crate::ddl::options::CompilerOptions;
    use crate::operations::Parameters;
    use crate::schema::statement::{ConflictAction, ConflictTarget, OnConflict};

    fn sent(insert: &Insert, sets: &[Parameters]) -> Result<Vec<String>, String> {
        let target = CompilerOptions::server().target;
        insert_sets(target, insert, Executed::each(sets)).map_err(|error| error.to_string())
    }

    fn set(values: &[(&str, i64)]) -> Parameters {
        let pair = |(key, value): &(&str, i64)| ((*key).to_owned(), (*value).into());
        values.iter().map(pair).collect()
    }

    #[test]
    fn rows_with_the_keys_of_the_first_go_together() {
        let mut statement = insert(InsertSource::Unspecified);
        let sets = [set(&[("id", 1)]), set(&[("id", 2), ("b", 9)])];
        assert_eq!(
            sent(&statement, &sets).unwrap(),
            ["INSERT INTO t (id, b) VALUES (1, 5), (2, 5)"]
        );
        assert_eq!(
            sent(&statement, &[set(&[("id", 1)]), set(&[])]).unwrap_err(),
            "A value is required for bind parameter 'id', in parameter group 1"
        );
        let many: Vec<Parameters> = (0..2001).map(|id| set(&[("id", id)])).collect();
        assert_eq!(sent(&statement, &many).unwrap().len(), 3);
        statement.on_conflict = Some(OnConflict {
            target: ConflictTarget::Any,
            action: ConflictAction::Nothing,
        });
        assert_eq!(
            sent(&statement, &sets).unwrap(),
            [
                "INSERT INTO t (id, b) VALUES (1, 5) ON CONFLICT DO NOTHING",
                "INSERT INTO t (id, b) VALUES (2, 5) ON CONFLICT DO NOTHING",
            ]
        );
    }
}
