//! `sqlalchemy.select()`.

use super::super::error::SchemaError;
use super::super::expression::Expression;
use super::from_clause::FromClause;
use super::measure::Measure;
use super::sources::JoinKind;

/// What a SELECT was asked to show.
#[derive(Debug, Clone, PartialEq)]
pub enum SelectItem {
    /// An expression.
    Expression(Expression),
    /// All columns of a table or the like.
    From(FromClause),
}

/// A call of `select.join()` or `select.join_from()`; which FROM it joins is decided when the
/// statement is written.
#[derive(Debug, Clone, PartialEq)]
pub struct SetupJoin {
    /// The left side of `join_from()`.
    pub left: Option<FromClause>,
    /// What is joined.
    pub right: FromClause,
    /// The condition, where one was given.
    pub condition: Option<Expression>,
    /// Which join.
    pub kind: JoinKind,
}

/// Which names columns get (`SelectLabelStyle`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LabelStyle {
    /// `LABEL_STYLE_NONE`: their own.
    None,
    /// `LABEL_STYLE_TABLENAME_PLUS_COL`: `table_column`.
    TableAndColumn,
    /// `LABEL_STYLE_DISAMBIGUATE_ONLY`: their own, and another one where it is taken.
    #[default]
    Disambiguate,
}

/// DISTINCT.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Distinct {
    /// All rows.
    #[default]
    All,
    /// `DISTINCT`.
    Distinct,
    /// `DISTINCT ON (…)`.
    On(Vec<Expression>),
}

/// Which tables of an enclosing statement are meant, not selected from again.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Correlation {
    /// All that the enclosing statement has, as long as one is left here.
    #[default]
    Automatic,
    /// `correlate(…)`: these.
    Only(Vec<FromClause>),
    /// `correlate_except(…)`: all but these.
    Except(Vec<FromClause>),
    /// Both were called.
    OnlyAndExcept(Vec<FromClause>, Vec<FromClause>),
}

/// `FETCH FIRST`.
#[derive(Debug, Clone, PartialEq)]
pub struct Fetch {
    /// How many.
    pub count: Expression,
    /// `WITH TIES`.
    pub with_ties: bool,
    /// `PERCENT`.
    pub percent: bool,
}

/// How rows are locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockStrength {
    /// `FOR UPDATE`.
    Update,
    /// `FOR NO KEY UPDATE`.
    NoKeyUpdate,
    /// `FOR SHARE`.
    Share,
    /// `FOR KEY SHARE`.
    KeyShare,
}

/// What happens with rows that are locked already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LockWait {
    /// `NOWAIT`.
    pub nowait: bool,
    /// `SKIP LOCKED`.
    pub skip_locked: bool,
}

/// `with_for_update(…)`.
#[derive(Debug, Clone, PartialEq)]
pub struct ForUpdate {
    /// How strongly.
    pub strength: LockStrength,
    /// `OF`: tables, or columns that stand for theirs.
    pub of: Vec<SelectItem>,
    /// What happens with rows that are locked already.
    pub wait: LockWait,
}

/// What SELECTs and set operations have in common (`GenerativeSelect`).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Clauses {
    /// GROUP BY.
    pub group_by: Vec<Expression>,
    /// ORDER BY.
    pub order_by: Vec<Expression>,
    /// LIMIT.
    pub limit: Option<Expression>,
    /// OFFSET.
    pub offset: Option<Expression>,
    /// FETCH FIRST, which replaces LIMIT.
    pub fetch: Option<Fetch>,
    /// FOR UPDATE.
    pub for_update: Option<ForUpdate>,
    /// Which names columns get.
    pub label_style: LabelStyle,
    /// CTEs that are written without being used (`add_cte`).
    pub independent_ctes: Vec<NestedCte>,
}

/// A CTE given to `add_cte()`.
#[derive(Debug, Clone, PartialEq)]
pub struct NestedCte {
    /// The CTE.
    pub cte: FromClause,
    /// `nest_here=True`.
    pub nest_here: bool,
}

impl Clauses {
    /// Whether LIMIT, OFFSET or FETCH is there.
    pub fn limits_rows(&self) -> bool {
        self.limit.is_some() || self.offset.is_some() || self.fetch.is_some()
    }

    /// How deep and large its parts are.
    pub(super) fn measures(&self) -> Vec<Measure> {
        let fetch = self.fetch.as_ref().map(|fetch| &fetch.count);
        let expressions = self.group_by.iter().chain(&self.order_by);
        expressions
            .chain(&self.limit)
            .chain(&self.offset)
            .chain(fetch)
            .map(Expression::measure)
            .chain(
                self.independent_ctes
                    .iter()
                    .map(|nested| nested.cte.measure()),
            )
            .collect()
    }
}

/// `select(…)` with all that was called on it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Select {
    /// What is shown.
    pub items: Vec<SelectItem>,
    /// `select_from()`.
    pub from: Vec<FromClause>,
    /// `join()` and `join_from()`.
    pub joins: Vec<SetupJoin>,
    /// What `join()` found before `with_only_columns()` replaced the columns.
    pub earlier: Vec<(Vec<SelectItem>, Vec<SetupJoin>)>,
    /// WHERE: conditions joined by AND.
    pub conditions: Vec<Expression>,
    /// HAVING: conditions joined by AND.
    pub having: Vec<Expression>,
    /// DISTINCT.
    pub distinct: Distinct,
    /// Which tables belong to the enclosing statement.
    pub correlation: Correlation,
    /// Texts behind SELECT.
    pub prefixes: Vec<Expression>,
    /// Texts at the end.
    pub suffixes: Vec<Expression>,
    /// `with_hint(table, text)`, where the text is ONLY.
    pub only: Vec<FromClause>,
    /// The clauses it shares with set operations.
    pub clauses: Clauses,
}

impl Select {
    /// A SELECT of these items.
    pub fn new(items: Vec<SelectItem>) -> Self {
        Self {
            items,
            ..Self::default()
        }
    }

    /// The expressions it shows, tables taken apart.
    pub fn selected_columns(&self) -> Vec<Expression> {
        taken_apart(&self.items)
    }

    /// How deep and large it is.
    pub fn measure(&self) -> Result<Measure, SchemaError> {
        let items = self.items.iter().map(|item| match item {
            SelectItem::Expression(expression) => expression.measure(),
            SelectItem::From(from) => from.measure(),
        });
        let distinct: &[Expression] = match &self.distinct {
            Distinct::On(expressions) => expressions,
            Distinct::All | Distinct::Distinct => &[],
        };
        let joins = self
            .joins
            .iter()
            .chain(self.earlier.iter().flat_map(|(_, joins)| joins));
        let joined: Vec<Measure> = joins
            .flat_map(|join| {
                let condition = join.condition.as_ref().map(Expression::measure);
                let left = join.left.as_ref().map(FromClause::measure);
                std::iter::once(join.right.measure())
                    .chain(left)
                    .chain(condition)
            })
            .collect();
        let froms = super::deduction::referenced(self);
        Measure::around(
            items
                .chain(froms.iter().map(FromClause::measure))
                .chain(joined)
                .chain(self.conditions.iter().map(Expression::measure))
                .chain(self.having.iter().map(Expression::measure))
                .chain(distinct.iter().map(Expression::measure))
                .chain(self.clauses.measures()),
        )
    }

    /// The objects behind FROM that its parts name, each once (`_iterate_from_elements`).
    pub fn from_elements(&self) -> Vec<FromClause> {
        super::deduction::referenced(self)
    }
}

/// The expressions of what is shown, tables replaced by their columns.
pub fn taken_apart(items: &[SelectItem]) -> Vec<Expression> {
    let mut columns = Vec::with_capacity(items.len());
    for item in items {
        match item {
            SelectItem::Expression(expression) => columns.push(expression.clone()),
            SelectItem::From(from) => columns.extend(from.column_expressions()),
        }
    }
    columns
}
