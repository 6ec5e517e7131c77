//! Statements that give rows, and statements at large.

use std::rc::Rc;

use super::super::error::SchemaError;
use super::super::expression::{Expression, TextClause};
use super::super::sql_type::SqlType;
use super::columns::FromColumn;
use super::delete::Delete;
use super::from_clause::FromClause;
use super::insert::Insert;
use super::measure::Measure;
use super::proxies::{query_proxies, returning_proxies};
use super::select::{Clauses, LabelStyle, Select};
use super::update::Update;

/// UNION and its kin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetOperator {
    /// `UNION`.
    Union,
    /// `UNION ALL`.
    UnionAll,
    /// `EXCEPT`.
    Except,
    /// `EXCEPT ALL`.
    ExceptAll,
    /// `INTERSECT`.
    Intersect,
    /// `INTERSECT ALL`.
    IntersectAll,
}

/// `union(…)` and its kin.
#[derive(Debug, Clone, PartialEq)]
pub struct CompoundSelect {
    /// Which operation.
    pub operator: SetOperator,
    /// The statements, two or more.
    pub members: Vec<Query>,
    /// ORDER BY, LIMIT and what else stands behind.
    pub clauses: Clauses,
}

impl CompoundSelect {
    /// Whether a member stands in parentheses: compounds do, and SELECTs with an order or limit.
    pub fn groups(member: &Query) -> bool {
        match member {
            Query::Select(select) => {
                select.clauses.limits_rows() || !select.clauses.order_by.is_empty()
            }
            Query::Compound(_) => true,
            Query::Text(_) => false,
        }
    }
}

/// `text(…).columns(…)`.
#[derive(Debug, Clone, PartialEq)]
pub struct TextualSelect {
    /// The text.
    pub text: TextClause,
    /// What was said of its columns.
    pub columns: Vec<Expression>,
}

/// A statement that gives rows; cloning shares it.
#[derive(Debug, Clone, PartialEq)]
pub enum Query {
    /// SELECT.
    Select(Rc<Select>),
    /// UNION and its kin.
    Compound(Rc<CompoundSelect>),
    /// A text with columns.
    Text(Rc<TextualSelect>),
}

impl Query {
    /// How deep and large it is.
    pub fn measure(&self) -> Result<Measure, SchemaError> {
        match self {
            Self::Select(select) => select.measure(),
            Self::Compound(compound) => {
                let members: Vec<Measure> = compound
                    .members
                    .iter()
                    .map(Self::measure)
                    .collect::<Result<_, _>>()?;
                Measure::around(members.into_iter().chain(compound.clauses.measures()))
            }
            Self::Text(text) => Measure::around(text.columns.iter().map(Expression::measure)),
        }
    }

    /// The expressions it selects, tables taken apart.
    pub fn selected_columns(&self) -> Vec<Expression> {
        match self {
            Self::Select(select) => select.selected_columns(),
            Self::Compound(compound) => compound
                .members
                .first()
                .map(Self::selected_columns)
                .unwrap_or_default(),
            Self::Text(text) => text.columns.clone(),
        }
    }

    /// The type of its first column.
    pub fn scalar_type(&self) -> SqlType {
        self.selected_columns()
            .first()
            .map_or_else(SqlType::null, Expression::sql_type)
    }

    /// The query with another style of labels; only a plain SELECT and a set operation have one.
    #[must_use]
    pub fn with_label_style(&self, style: LabelStyle) -> Self {
        match self {
            Self::Select(select) if select.clauses.label_style != style => {
                let mut select = Select::clone(select);
                select.clauses.label_style = style;
                Self::Select(Rc::new(select))
            }
            Self::Compound(compound) if compound.clauses.label_style != style => {
                let mut compound = CompoundSelect::clone(compound);
                compound.clauses.label_style = style;
                Self::Compound(Rc::new(compound))
            }
            Self::Select(_) | Self::Compound(_) | Self::Text(_) => self.clone(),
        }
    }

    /// The query with names that differ (`_ensure_disambiguated_names`), for a subquery.
    #[must_use]
    pub fn disambiguated(&self) -> Self {
        match self {
            Self::Select(select) if select.clauses.label_style == LabelStyle::None => {
                self.with_label_style(LabelStyle::Disambiguate)
            }
            Self::Compound(compound) => match compound.members.first() {
                Some(first) if first.disambiguated() != *first => {
                    let mut changed = CompoundSelect::clone(compound);
                    changed.members[0] = first.disambiguated();
                    Self::Compound(Rc::new(changed))
                }
                _ => self.clone(),
            },
            Self::Select(_) | Self::Text(_) => self.clone(),
        }
    }

    /// Whether something behind its FROM is, or is made from, `wanted`.
    pub fn is_derived_from(&self, wanted: &FromClause) -> bool {
        match self {
            Self::Select(select) => select
                .from_elements()
                .iter()
                .any(|from| from.is_derived_from(wanted)),
            Self::Compound(compound) => compound
                .members
                .iter()
                .any(|member| member.is_derived_from(wanted)),
            Self::Text(_) => false,
        }
    }
}

/// A statement a connection executes and a CTE can hold; cloning shares it.
#[derive(Debug, Clone, PartialEq)]
pub enum Statement {
    /// A statement that gives rows.
    Query(Query),
    /// INSERT.
    Insert(Rc<Insert>),
    /// UPDATE.
    Update(Rc<Update>),
    /// DELETE.
    Delete(Rc<Delete>),
}

impl Statement {
    /// How deep and large it is.
    pub fn measure(&self) -> Result<Measure, SchemaError> {
        match self {
            Self::Query(query) => query.measure(),
            Self::Insert(insert) => insert.measure(),
            Self::Update(update) => update.measure(),
            Self::Delete(delete) => delete.measure(),
        }
    }

    /// The columns it shows to what stands around it: those it selects or returns.
    pub fn proxies(&self) -> Result<Vec<FromColumn>, SchemaError> {
        match self {
            Self::Query(query) => query_proxies(query),
            Self::Insert(insert) => Ok(returning_proxies(&insert.returning)),
            Self::Update(update) => Ok(returning_proxies(&update.returning)),
            Self::Delete(delete) => Ok(returning_proxies(&delete.returning)),
        }
    }
}
