//! `sqlalchemy.insert()` and PostgreSQL's `insert()`.

use super::super::error::SchemaError;
use super::super::expression::Expression;
use super::assignment::Assignments;
use super::from_clause::FromClause;
use super::measure::Measure;
use super::on_conflict::OnConflict;
use super::query::Query;
use super::select::{NestedCte, SelectItem};

/// Where the rows come from.
#[derive(Debug, Clone, PartialEq)]
pub enum InsertSource {
    /// `values()` was not called: what is executed with the statement decides.
    Unspecified,
    /// One row.
    Row(Assignments),
    /// `values([…])`: several rows in one statement.
    Rows(Vec<Assignments>),
    /// `from_select(names, query)`.
    Query {
        /// Keys of the columns that are filled.
        names: Vec<String>,
        /// What they are filled from.
        query: Query,
        /// Whether columns with a default are filled too.
        defaults: IncludedDefaults,
    },
}

/// The argument `include_defaults` of `from_select()`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IncludedDefaults {
    /// Columns with a default are added to the SELECT.
    #[default]
    Added,
    /// They are left to the database.
    Left,
}

/// Whether the statement asks for the primary key it generates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GeneratedKey {
    /// It does.
    #[default]
    Returned,
    /// `inline()`: it does not.
    Ignored,
}

/// `insert(table)` with all that was called on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Insert {
    /// The table.
    pub table: FromClause,
    /// Where the rows come from.
    pub source: InsertSource,
    /// Whether the generated key is asked for.
    pub generated_key: GeneratedKey,
    /// Texts between INSERT and INTO.
    pub prefixes: Vec<Expression>,
    /// ON CONFLICT.
    pub on_conflict: Option<OnConflict>,
    /// RETURNING.
    pub returning: Vec<SelectItem>,
    /// CTEs that are written without being used (`add_cte`).
    pub independent_ctes: Vec<NestedCte>,
}

impl Insert {
    /// An INSERT of which nothing else is known.
    pub fn new(table: FromClause) -> Self {
        Self {
            table,
            source: InsertSource::Unspecified,
            generated_key: GeneratedKey::Returned,
            prefixes: Vec::new(),
            on_conflict: None,
            returning: Vec::new(),
            independent_ctes: Vec::new(),
        }
    }

    /// How deep and large it is.
    pub fn measure(&self) -> Result<Measure, SchemaError> {
        let rows: Vec<&Assignments> = match &self.source {
            InsertSource::Unspecified => Vec::new(),
            InsertSource::Row(row) => vec![row],
            InsertSource::Rows(rows) => rows.iter().collect(),
            InsertSource::Query { query, .. } => {
                return Measure::around(
                    std::iter::once(query.measure()?)
                        .chain(self.on_conflict.iter().flat_map(OnConflict::measures))
                        .chain(returning_measures(&self.returning)),
                );
            }
        };
        let values = rows.into_iter().flat_map(Assignments::expressions);
        Measure::around(
            values
                .map(Expression::measure)
                .chain(self.on_conflict.iter().flat_map(OnConflict::measures))
                .chain(returning_measures(&self.returning)),
        )
    }
}

/// How deep and large the expressions of RETURNING are.
pub(super) fn returning_measures(items: &[SelectItem]) -> impl Iterator<Item = Measure> + '_ {
    items.iter().map(|item| match item {
        SelectItem::Expression(expression) => expression.measure(),
        SelectItem::From(from) => from.measure(),
    })
}
