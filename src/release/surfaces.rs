//! The surfaces of a release: the tables that its statements name.
//!
//! Counterpart: "before-state for every surface the apply touches". What a statement only reads is
//! taken as touched too. A statement that cannot be read touches everything; and what a trigger or
//! a foreign key changes beyond what is named comes out when the states are compared.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use sqlparser::ast::{ObjectName, Statement, visit_relations};
use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::parser::Parser;

use crate::snapshot::{Dimension, Snapshot, Tables, compare_contents, compare_counts};

/// The tables that statements name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Surfaces {
    /// These, as `schema.name`; tables that the statements make are among them.
    Named(BTreeSet<String>),
    /// All there are, because a statement cannot be read.
    All {
        /// The beginning of the first such statement.
        unread: String,
    },
}

impl Surfaces {
    /// The surfaces of statements.
    pub fn of<'a>(statements: impl IntoIterator<Item = &'a str>) -> Self {
        let mut named = BTreeSet::new();
        for sql in statements {
            let Some(tables) = tables_of(sql) else {
                let unread = sql.trim().chars().take(80).collect();
                return Self::All { unread };
            };
            named.extend(tables);
        }
        Self::Named(named)
    }

    /// Which tables of those that exist are to be captured.
    pub fn tables(&self, existing: &BTreeSet<String>) -> Tables {
        match self {
            Self::All { .. } => Tables::All,
            Self::Named(named) => Tables::Named(named.intersection(existing).cloned().collect()),
        }
    }

    /// The tables of two captures of everything that have changed without being a surface: those
    /// of `before` that have other rows in `after`.
    pub fn changed_beyond(&self, before: &Snapshot, after: &Snapshot) -> Vec<String> {
        let Self::Named(named) = self else {
            return Vec::new();
        };
        let mut differences = compare_contents(before, after);
        differences.extend(compare_counts(before, after));
        let changed: BTreeSet<String> = differences
            .into_iter()
            .filter(|difference| {
                matches!(
                    difference.dimension,
                    Dimension::Contents | Dimension::RowCounts
                )
            })
            .filter_map(|difference| {
                let table = difference.object.strip_prefix("table ")?.to_owned();
                let existed =
                    before.row_counts.contains_key(&table) || before.contents.contains_key(&table);
                // Snapshots quote what SQL would have quoted; a statement was read without quotes.
                let plain = table.replace('"', "");
                (existed && !named.contains(&plain)).then_some(table)
            })
            .collect();
        changed.into_iter().collect()
    }
}

/// The relations of a statement; `None` where it cannot be read, or holds code that is not SQL.
fn tables_of(sql: &str) -> Option<BTreeSet<String>> {
    let statements = Parser::parse_sql(&PostgreSqlDialect {}, sql).ok()?;
    let mut tables = BTreeSet::new();
    for statement in &statements {
        if !is_plain(statement) {
            return None;
        }
        let whole: ControlFlow<()> = visit_relations(statement, |name| match qualified(name) {
            Some(name) => {
                tables.insert(name);
                ControlFlow::Continue(())
            }
            None => ControlFlow::Break(()),
        });
        if whole.is_break() {
            return None;
        }
        if let Statement::Drop { names, .. } = statement {
            for name in names {
                tables.insert(qualified(name)?);
            }
        }
    }
    Some(tables)
}

/// Whether a statement says what it does: a block of code, a call or a prepared statement does not.
fn is_plain(statement: &Statement) -> bool {
    matches!(
        statement,
        Statement::Query(_)
            | Statement::Insert(_)
            | Statement::Update(_)
            | Statement::Delete(_)
            | Statement::Merge(_)
            | Statement::Truncate(_)
            | Statement::CreateTable(_)
            | Statement::CreateView(_)
            | Statement::CreateIndex(_)
            | Statement::CreateSequence { .. }
            | Statement::CreateType { .. }
            | Statement::CreateExtension(_)
            | Statement::AlterTable(_)
            | Statement::AlterIndex { .. }
            | Statement::AlterType(_)
            | Statement::Drop { .. }
            | Statement::Comment { .. }
            | Statement::Grant(_)
            | Statement::Revoke(_)
            | Statement::Set(_)
    )
}

/// `schema.name`; without a schema it is `public`'s, as in `release.toml`.
fn qualified(name: &ObjectName) -> Option<String> {
    let parts: Option<Vec<String>> = name
        .0
        .iter()
        .map(|part| {
            let identifier = part.as_ident()?;
            Some(match identifier.quote_style {
                Some(_) => identifier.value.clone(),
                None => identifier.value.to_lowercase(),
            })
        })
        .collect();
    match parts?.as_slice() {
        [table] => Some(format!("public.{table}")),
        [schema, table] => Some(format!("{schema}.{table}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Surfaces;
    use crate::snapshot::Tables;

    #[test]
    fn tables_are_named_by_what_is_changed_and_what_is_read() {
        let surfaces = Surfaces::of([
            "UPDATE pipeline_deals SET a = b FROM \"Other\" WHERE x IN (SELECT y FROM s.t)",
            "INSERT INTO Funds SELECT * FROM old_funds",
            "ALTER TABLE document_registry ADD COLUMN a int",
            "DROP TABLE gone, s.gone",
            "CREATE INDEX i ON indexed (a)",
            "TRUNCATE emptied",
        ]);
        let Surfaces::Named(named) = &surfaces else {
            panic!("{surfaces:?}");
        };
        let named: Vec<&str> = named.iter().map(String::as_str).collect();
        assert_eq!(
            named,
            [
                "public.Other",
                "public.document_registry",
                "public.emptied",
                "public.funds",
                "public.gone",
                "public.indexed",
                "public.old_funds",
                "public.pipeline_deals",
                "s.gone",
                "s.t"
            ]
        );
        let existing = ["public.funds".to_owned(), "public.x".to_owned()].into();
        let captured = Tables::Named(vec!["public.funds".to_owned()]);
        assert_eq!(surfaces.tables(&existing), captured);
    }

    #[test]
    fn what_cannot_be_read_touches_everything() {
        for sql in [
            "DO $$ BEGIN DELETE FROM t; END $$",
            "CALL p()",
            "UPSERT x",
            "EXECUTE p",
        ] {
            let surfaces = Surfaces::of(["SELECT 1", sql]);
            assert!(matches!(surfaces, Surfaces::All { .. }), "{sql}");
            assert_eq!(surfaces.tables(&[].into()), Tables::All);
        }
    }
}
